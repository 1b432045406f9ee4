package dev.nanokit.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nanokit.model.Name;
import dev.nanokit.model.SecretValue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is written on resources, and read again. */
final class LabelsTest {

    private static final Scope SCOPE = new Scope(Name.of("shop"), Optional.of(Name.of("front")), Name.of("local"));

    private static Labelled labelled() {
        return new Labelled(
                SCOPE,
                Slot.instance("web", 1),
                "3f9c01ab",
                Optional.of(new Fingerprint(1, new TreeMap<>(Map.of("image", "abc", "env.A", "def")))),
                Map.of("network", "123"),
                Set.of(new Claim("port:80"), new Claim("volume:main")),
                4,
                Set.of(Trait.HOLDS_DATA, Trait.SHARED),
                List.of(List.of("sh", "-c", "a=1, b+c; echo \"ü\"\n"), List.of("drain", "")));
    }

    @Test
    void labels_say_again_what_was_written() {
        LabelCodec codec = new LabelCodec();
        Map<String, String> labels = codec.encode(labelled());
        assertThat(labels.keySet()).allMatch(label -> label.startsWith("dev.nanokit."));
        Map<String, String> withOthers = new HashMap<>(labels);
        withOthers.put("com.example.team", "blue");
        assertThat(codec.decode(withOthers)).contains(labelled());
    }

    @Test
    void what_is_not_ours_or_cannot_be_read_says_nothing() {
        LabelCodec codec = new LabelCodec();
        assertThat(codec.decode(Map.of())).isEmpty();
        assertThat(codec.decode(Map.of("com.example.team", "blue"))).isEmpty();
        for (String label : List.of(LabelCodec.FORMAT, LabelCodec.PROJECT, LabelCodec.ENVIRONMENT, LabelCodec.SLOT)) {
            Map<String, String> without = new HashMap<>(codec.encode(labelled()));
            without.remove(label);
            assertThat(codec.decode(without)).as("without %s", label).isEmpty();
        }
        Map<String, String> broken = new HashMap<>(codec.encode(labelled()));
        broken.put("dev.nanokit.fingerprint", "nonsense");
        assertThat(codec.decode(broken)).isEmpty();
    }

    @Test
    void each_part_is_replaced_alone() {
        Labelled other = new Labelled(
                new Scope(Name.of("shop"), Optional.empty(), Name.of("stage")),
                Slot.instance("web", 1),
                "0a1b2c3d",
                Optional.of(Fingerprint.parse("1;image=0123456789")),
                Map.of(),
                Set.of(),
                7,
                Set.of(),
                List.of());
        assertThat(labelled()
                        .withScope(other.scope())
                        .withEdition(other.edition())
                        .withFingerprint(other.fingerprint().orElseThrow())
                        .withBound(other.bound())
                        .withClaims(other.claims())
                        .withTier(other.tier())
                        .withTraits(other.traits())
                        .withPrestop(other.prestop()))
                .isEqualTo(other);
        assertThat(labelled().withTier(9).withTier(4)).isEqualTo(labelled());
        assertThat(labelled().unfinished().fingerprint()).isEmpty();
    }

    @Test
    void a_fingerprint_names_what_differs() {
        Fingerprint old = new Fingerprint(1, new TreeMap<>(Map.of("a", "1", "b", "2", "c", "3")));
        Fingerprint wanted = new Fingerprint(1, new TreeMap<>(Map.of("a", "1", "b", "9", "d", "4")));
        assertThat(old.changesTo(wanted)).extracting(FieldChange::toString).containsExactly("~b", "-c", "+d");
        assertThat(old.changesTo(old)).isEmpty();
        assertThat(Fingerprint.parse(old.encoded())).isEqualTo(old);
    }

    @Test
    void a_change_tells_what_is_wanted_but_never_what_may_be_secret() {
        FieldChange image = new FieldChange("image", FieldChange.Kind.CHANGED);
        assertThat(image.towards(Value.of("api:2"))).hasToString("~image=api:2");
        assertThat(image.towards(new Value.Secret(SecretValue.of("s3cret")))).hasToString("~image");
        assertThat(image.towards(new Value.Reference(Slot.instance("a", 1), "id")))
                .hasToString("~image");
        assertThat(new FieldChange("env.TOKEN", FieldChange.Kind.ADDED).towards(Value.of("s3cret")))
                .hasToString("+env.TOKEN");
        assertThat(new FieldChange("command.000", FieldChange.Kind.CHANGED).towards(Value.of("--key=s3cret")))
                .hasToString("~command.000");
    }

    @Test
    void slots_are_ordered_as_people_count() {
        assertThat(Stream.of("instance/api.10", "instance/api.2", "gateway/80", "instance/api.1")
                        .map(Slot::parse)
                        .sorted()
                        .map(Slot::toString))
                .containsExactly("gateway/80", "instance/api.1", "instance/api.2", "instance/api.10");
    }
}
