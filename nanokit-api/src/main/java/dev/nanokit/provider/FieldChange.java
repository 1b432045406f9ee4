package dev.nanokit.provider;

import java.util.Objects;

/**
 * One field that differs between what is recorded on a resource and what is wanted. Values are not shown: only digests
 * are recorded. Immutable and thread-safe.
 *
 * @param field the field's name
 * @param kind how it differs
 */
public record FieldChange(String field, Kind kind) implements Comparable<FieldChange> {

    /** How a field differs. The set is closed. */
    public enum Kind {
        /** It is new. */
        ADDED('+'),
        /** It is gone. */
        REMOVED('-'),
        /** Its value is another. */
        CHANGED('~'),
        /** It refers to a fact that has moved, or will move in this plan. */
        MOVED('>');

        private final char sign;

        Kind(char sign) {
            this.sign = sign;
        }
    }

    /** Checks the components. */
    public FieldChange {
        Objects.requireNonNull(field, "field");
        Objects.requireNonNull(kind, "kind");
    }

    @Override
    public int compareTo(FieldChange other) {
        int byField = field.compareTo(other.field);
        return byField != 0 ? byField : kind.compareTo(other.kind);
    }

    /** {@return {@code +field}, {@code -field}, {@code ~field} or {@code >field}} */
    @Override
    public String toString() {
        return kind.sign + field;
    }
}
