package dev.nanokit.provider;

import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;

/**
 * What a write is given: nothing is left to compute. Immutable and thread-safe. Its text form shows no values.
 *
 * @param spec what is wanted
 * @param edition which of several in the slot
 * @param name the name to give it on the platform, within the limits of the provider's profile
 * @param labelled what its labels are to say
 * @param labels the same, written by {@link LabelCodec}
 * @param values every field with references and secrets filled in
 */
public record Wanted(
        ResourceSpec spec,
        String edition,
        String name,
        Labelled labelled,
        Map<String, String> labels,
        SortedMap<String, Resolved> values) {

    /** Checks the components. */
    public Wanted {
        Objects.requireNonNull(spec, "spec");
        Objects.requireNonNull(edition, "edition");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(labelled, "labelled");
        Objects.requireNonNull(labels, "labels");
        Objects.requireNonNull(values, "values");
    }

    /** {@return its place} */
    public Slot slot() {
        return spec.slot();
    }

    @Override
    public String toString() {
        return spec.slot() + "@" + edition;
    }
}
