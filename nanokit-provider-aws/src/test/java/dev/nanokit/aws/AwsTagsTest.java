package dev.nanokit.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nanokit.failure.ProviderException;
import dev.nanokit.model.Name;
import dev.nanokit.provider.Claim;
import dev.nanokit.provider.Fingerprint;
import dev.nanokit.provider.LabelCodec;
import dev.nanokit.provider.Labelled;
import dev.nanokit.provider.Scope;
import dev.nanokit.provider.Slot;
import dev.nanokit.provider.Trait;
import java.io.ByteArrayOutputStream;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AwsTagsTest {

    private static final Scope SCOPE = new Scope(Name.of("shop"), Optional.of(Name.of("front")), Name.of("stage"));

    /** https://docs.aws.amazon.com/tag-editor/latest/userguide/tagging.html, for the services that take least. */
    private static final String ALLOWED = "[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*";

    private final LabelCodec codec = new LabelCodec();

    /** Digests are random, so that they pack as badly as real ones. */
    private static Labelled labelled(int fields) {
        Random random = new Random(fields);
        Map<String, String> digests = new TreeMap<>();
        for (int field = 0; field < fields; field++) {
            digests.put(
                    "env.SOME_VARIABLE_" + field,
                    Long.toHexString(random.nextLong() | 1L << 62).substring(0, 10));
        }
        return new Labelled(
                SCOPE,
                new Slot(AwsSlots.SECRET_KIND, "Api_v2.x"),
                "0a1b2c3d",
                Optional.of(new Fingerprint(1, new TreeMap<>(digests))),
                Map.of("vpc", "0123456789"),
                Set.of(new Claim("port:80"), new Claim("volume:main-db")),
                7,
                Set.of(Trait.HOLDS_DATA),
                List.of(List.of("sh", "-c", "echo \"a, b\" + ü && exit 0\n"), List.of("true")));
    }

    private Map<String, String> tags(Labelled labelled) {
        return AwsTags.of(SCOPE, "nk-shop", codec.encode(labelled));
    }

    private Optional<Labelled> read(Map<String, String> tags) {
        return codec.decode(AwsTags.labels(tags));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 5, 10, 20, 50, 100, 200})
    void what_labels_say_comes_back(int fields) {
        assertThat(read(tags(labelled(fields)))).contains(labelled(fields));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 20, 200})
    void tags_are_within_the_limits_of_every_service(int fields) {
        Map<String, String> tags = tags(labelled(fields));
        assertThat(tags).hasSizeLessThanOrEqualTo(46);
        tags.forEach((key, value) -> {
            assertThat(key).hasSizeBetween(1, 128).matches(ALLOWED);
            assertThat(key.toLowerCase(java.util.Locale.ROOT)).doesNotStartWith("aws:");
            assertThat(value).hasSizeLessThanOrEqualTo(256).matches(ALLOWED);
        });
    }

    @Test
    void people_read_whose_it_is() {
        assertThat(tags(labelled(3)))
                .containsEntry("Name", "nk-shop")
                .containsEntry("nanokit:scope", "shop/front/stage")
                .containsEntry("nanokit:project", "shop")
                .containsEntry("nanokit:component", "front")
                .containsEntry("nanokit:environment", "stage")
                .containsEntry("nanokit:slot", "secret/Api_v2.x")
                .containsEntry("nanokit:edition", "0a1b2c3d");
    }

    @Test
    void what_says_too_much_is_an_error_that_names_it() {
        assertThatThrownBy(() -> tags(labelled(3_000)))
                .isInstanceOfSatisfying(ProviderException.class, e -> assertThat(e.kind())
                        .isEqualTo(ProviderException.Kind.BAD_CONFIGURATION))
                .hasMessageContaining("nk-shop");
    }

    @Test
    void what_is_left_of_a_longer_state_counts_for_nothing() {
        Map<String, String> tags = new HashMap<>(tags(labelled(100)));
        tags.putAll(tags(labelled(1)));
        assertThat(read(tags)).contains(labelled(1));
    }

    @Test
    void what_is_unfinished_carries_no_fingerprint_and_takes_that_of_before_away() {
        Map<String, String> tags = new HashMap<>(tags(labelled(100)));
        tags.putAll(tags(labelled(100).unfinished()));
        assertThat(read(tags).orElseThrow().fingerprint()).isEmpty();
    }

    @Test
    void tags_of_others_do_not_matter() {
        Map<String, String> tags = new HashMap<>(tags(labelled(5)));
        tags.put("aws:cloudformation:stack-name", "theirs");
        tags.put("nanokit:state.9", "left over");
        tags.put("nanokit:other", "to come");
        tags.put("cost-centre", "");
        assertThat(read(tags)).contains(labelled(5));
    }

    @Test
    void a_state_that_lacks_a_part_is_read_as_unfinished_at_best() {
        Map<String, String> tags = new HashMap<>(tags(labelled(100)));
        tags.remove("nanokit:state.2");
        assertThat(read(tags).flatMap(Labelled::fingerprint)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":",
                "1",
                "1:",
                "x:eJwDAAAAAAE",
                "999:eJwDAAAAAAE",
                "-1:eJwDAAAAAAE",
                "1:not base64 @@",
                "1:eJw",
                "1:AAAA",
                "99:eJwDAAAAAAE",
                "1:eJwDAAAAAAE"
            })
    void a_state_that_cannot_be_read_is_none(String state) {
        Map<String, String> tags = new HashMap<>(tags(labelled(0)));
        tags.keySet().removeIf(key -> key.startsWith("nanokit:state"));
        tags.put("nanokit:state", state);
        assertThat(read(tags)).isPresent();
        assertThat(read(tags).flatMap(Labelled::fingerprint)).isEmpty();
    }

    @Test
    void a_state_that_unpacks_to_gigabytes_is_cut_short() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(bytes)) {
            byte[] lines = "tier=1\n".repeat(100_000).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
            for (int times = 0; times < 50; times++) {
                deflater.write(lines);
            }
        }
        String packed = Base64.getEncoder().withoutPadding().encodeToString(bytes.toByteArray());
        Map<String, String> tags = new HashMap<>(tags(labelled(0)));
        tags.put("nanokit:state", "1:" + packed);
        assertThat(read(tags)).isPresent();
    }

    @Test
    void what_carries_none_of_our_tags_is_not_ours() {
        assertThat(read(Map.of())).isEmpty();
        assertThat(read(Map.of("Name", "nk-shop", "nanokit:scope", "shop/front/stage")))
                .isEmpty();
        Map<String, String> tags = new HashMap<>(tags(labelled(1)));
        tags.remove("nanokit:format");
        assertThat(read(tags)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nanokit:project", "nanokit:environment", "nanokit:component", "nanokit:slot"})
    void what_is_no_name_makes_nothing_ours(String key) {
        Map<String, String> tags = new HashMap<>(tags(labelled(1)));
        tags.put(key, "../..");
        assertThat(read(tags)).isEmpty();
    }
}
