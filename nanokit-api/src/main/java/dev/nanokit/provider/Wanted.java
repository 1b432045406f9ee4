package dev.nanokit.provider;

import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

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

    /**
     * Gives every environment variable that the program is to get: those that are compared and those that are not, and
     * the name of the instance. What only the provider knows (instance id, private address) it adds.
     *
     * @return variables by name; secrets among them
     */
    public SortedMap<String, Resolved> environment() {
        SortedMap<String, Resolved> all = new TreeMap<>();
        spec.handling().variables().forEach((variable, text) -> all.put(variable, Resolved.plain(text)));
        if (slot().kind().equals(ResourceKind.INSTANCE)) {
            String name = slot().name();
            int dot = name.lastIndexOf('.');
            all.put("NANOKIT_INSTANCE_NAME", Resolved.plain(name.substring(0, dot) + "-" + name.substring(dot + 1)));
        }
        all.putAll(Workload.of(values).env());
        return all;
    }

    @Override
    public String toString() {
        return spec.slot() + "@" + edition;
    }
}
