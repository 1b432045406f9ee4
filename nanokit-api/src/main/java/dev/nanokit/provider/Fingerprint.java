package dev.nanokit.provider;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A short digest per field of a spec, recorded on the resource. It decides equality, and names what changed. Immutable
 * and thread-safe.
 *
 * @param version version of the way in which digests are made
 * @param digests digest by field
 */
public record Fingerprint(int version, SortedMap<String, String> digests) {

    /** Copies the components. */
    public Fingerprint {
        digests = Collections.unmodifiableSortedMap(new TreeMap<>(digests));
    }

    /**
     * Tells how a wanted state differs from this recorded one.
     *
     * @param wanted fingerprint of what is wanted
     * @return the differing fields in order; empty if the two are equal
     */
    public SortedSet<FieldChange> changesTo(Fingerprint wanted) {
        SortedSet<FieldChange> changes = new TreeSet<>();
        for (Map.Entry<String, String> field : wanted.digests.entrySet()) {
            String recorded = digests.get(field.getKey());
            if (recorded == null) {
                changes.add(new FieldChange(field.getKey(), FieldChange.Kind.ADDED));
            } else if (!recorded.equals(field.getValue())) {
                changes.add(new FieldChange(field.getKey(), FieldChange.Kind.CHANGED));
            }
        }
        for (String field : digests.keySet()) {
            if (!wanted.digests.containsKey(field)) {
                changes.add(new FieldChange(field, FieldChange.Kind.REMOVED));
            }
        }
        return changes;
    }

    /** {@return the text form for a label: {@code 1;field=digest,field=digest}} */
    public String encoded() {
        StringJoiner fields = new StringJoiner(",", version + ";", "");
        digests.forEach((field, digest) -> fields.add(field + "=" + digest));
        return fields.toString();
    }

    /**
     * Reads the text form.
     *
     * @param text what {@link #encoded} gave
     * @return the fingerprint
     * @throws IllegalArgumentException if the text has another form
     */
    public static Fingerprint parse(String text) {
        int semicolon = text.indexOf(';');
        if (semicolon < 1 || !text.substring(0, semicolon).matches("\\d{1,6}")) {
            throw new IllegalArgumentException("not a fingerprint");
        }
        SortedMap<String, String> digests = new TreeMap<>();
        String fields = text.substring(semicolon + 1);
        if (!fields.isEmpty()) {
            for (String field : fields.split(",", -1)) {
                int equals = field.indexOf('=');
                if (equals < 1) {
                    throw new IllegalArgumentException("not a fingerprint");
                }
                digests.put(field.substring(0, equals), field.substring(equals + 1));
            }
        }
        return new Fingerprint(Integer.parseInt(text.substring(0, semicolon)), digests);
    }
}
