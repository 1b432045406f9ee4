package dev.nanokit.testkit.contract;

import dev.nanokit.provider.Fingerprint;
import dev.nanokit.provider.LabelCodec;
import dev.nanokit.provider.Labelled;
import dev.nanokit.provider.Resolved;
import dev.nanokit.provider.Resource;
import dev.nanokit.provider.ResourceSpec;
import dev.nanokit.provider.Scope;
import dev.nanokit.provider.Slot;
import dev.nanokit.provider.Trait;
import dev.nanokit.provider.Value;
import dev.nanokit.provider.Wanted;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Makes of a spec what a write is given, by the rules of the engine but with digests of its own. */
final class Draft {

    private static final int EDITION_LENGTH = 8;
    private static final int DIGEST_LENGTH = 10;

    private final Scope scope;
    private final ResourceSpec spec;
    private final int tier;
    private final Map<Slot, Resource> made;

    Draft(Scope scope, ResourceSpec spec, int tier, Map<Slot, Resource> made) {
        this.scope = scope;
        this.spec = spec;
        this.tier = tier;
        this.made = made;
    }

    Wanted wanted(int nameLimit) {
        SortedMap<String, String> digests = new TreeMap<>();
        SortedMap<String, Resolved> values = new TreeMap<>();
        Map<String, String> bound = new TreeMap<>();
        spec.fields().forEach((field, value) -> {
            StringBuilder shape = new StringBuilder();
            StringBuilder text = new StringBuilder();
            StringBuilder references = new StringBuilder();
            boolean secret = false;
            for (Value part : value.parts()) {
                if (part instanceof Value.Literal literal) {
                    shape.append(literal.text());
                    text.append(literal.text());
                } else if (part instanceof Value.Secret hidden) {
                    secret = true;
                    shape.append(hidden.value().reveal());
                    text.append(hidden.value().reveal());
                } else if (part instanceof Value.Reference reference) {
                    shape.append(reference.slot()).append(reference.fact());
                    text.append(fact(reference));
                    references.append(fact(reference));
                }
            }
            digests.put(field, digest(shape.toString(), DIGEST_LENGTH));
            values.put(field, secret ? Resolved.secret(text.toString()) : Resolved.plain(text.toString()));
            if (references.length() > 0) {
                bound.put(field, digest(references.toString(), DIGEST_LENGTH));
            }
        });
        Fingerprint fingerprint = new Fingerprint(1, digests);
        String edition = digest(fingerprint.encoded(), EDITION_LENGTH);
        Labelled labelled = new Labelled(
                scope,
                spec.slot(),
                edition,
                Optional.of(fingerprint),
                bound,
                spec.claims(),
                tier,
                spec.traits(),
                spec.handling().prestop());
        return of(spec, name(edition, nameLimit), labelled, values);
    }

    private String fact(Value.Reference reference) {
        Resource target = made.get(reference.slot());
        String fact = target == null ? null : target.facts().get(reference.fact());
        if (fact == null) {
            throw new AssertionError(
                    spec.slot() + " refers to the fact '" + reference.fact() + "' of " + target + ", which has none");
        }
        return fact;
    }

    private String name(String edition, int limit) {
        String slot = spec.slot().toString().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "-");
        String whole = spec.traits().contains(Trait.SHARED)
                ? "nk-" + slot
                : "nk-" + scope.toString().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "-") + "-" + slot;
        int room = limit - EDITION_LENGTH - 1;
        return (whole.length() > room
                        ? whole.substring(0, room - DIGEST_LENGTH - 1) + "-" + digest(whole, DIGEST_LENGTH)
                        : whole)
                + "-" + edition;
    }

    static String digest(String text, int length) {
        return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8))
                .toString()
                .replace("-", "")
                .substring(0, length);
    }

    private static Wanted of(ResourceSpec spec, String name, Labelled labelled, SortedMap<String, Resolved> values) {
        return new Wanted(spec, labelled.edition(), name, labelled, new LabelCodec().encode(labelled), values);
    }

    static Wanted named(Wanted wanted, String name) {
        return of(wanted.spec(), name, wanted.labelled(), wanted.values());
    }

    static Wanted labelled(Wanted wanted, UnaryOperator<Labelled> change) {
        return of(wanted.spec(), wanted.name(), change.apply(wanted.labelled()), wanted.values());
    }

    static Wanted ofScope(Wanted wanted, Scope scope) {
        return labelled(wanted, one -> one.withScope(scope));
    }

    /** {@return one that differs in its fingerprint alone: its name and edition are the same} */
    static Wanted ofFingerprint(Wanted wanted, Optional<Fingerprint> fingerprint) {
        return labelled(wanted, one -> fingerprint.map(one::withFingerprint).orElseGet(one::unfinished));
    }

    /** {@return one whose fields are the same, and whose references have led elsewhere} */
    static Wanted ofBound(Wanted wanted, Map<String, String> bound) {
        return labelled(wanted, one -> one.withBound(bound));
    }

    /** {@return an equal one of another edition, which can stand beside it} */
    static Wanted ofEdition(Wanted wanted, String edition) {
        Wanted other = labelled(wanted, one -> one.withEdition(edition));
        return named(other, wanted.name().replace(wanted.edition(), edition));
    }

    /** {@return the same for what stands already and is changed there: it keeps its edition and its name} */
    static Wanted inPlaceOf(Wanted wanted, Resource found) {
        return named(ofEdition(wanted, found.edition()), found.name());
    }
}
