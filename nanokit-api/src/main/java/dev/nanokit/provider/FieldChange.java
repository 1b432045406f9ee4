package dev.nanokit.provider;

import java.util.Objects;
import java.util.Optional;

/**
 * One field that differs between what is recorded on a resource and what is wanted. What it was is not known: only
 * digests are recorded. Immutable and thread-safe.
 *
 * @param field the field's name
 * @param kind how it differs
 * @param wanted what it is to be; empty if it is to go, or is a secret, a reference, or one of those that may hold what
 *     is nobody's business: variables, commands, and all others whose name has a dot
 */
public record FieldChange(String field, Kind kind, Optional<String> wanted) implements Comparable<FieldChange> {

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
        Objects.requireNonNull(wanted, "wanted");
    }

    /**
     * Makes a change of which it is not told what the field is to be.
     *
     * @param field the field's name
     * @param kind how it differs
     */
    public FieldChange(String field, Kind kind) {
        this(field, kind, Optional.empty());
    }

    /**
     * Tells what the field is to be, as far as it may be told.
     *
     * @param value the field's value
     * @return a copy
     */
    public FieldChange towards(Value value) {
        boolean isPlain = value instanceof Value.Literal && mayTell(field);
        return new FieldChange(field, kind, isPlain ? Optional.of(((Value.Literal) value).text()) : Optional.empty());
    }

    /**
     * Tells whether the values of a field may be shown to people.
     *
     * @param field a field's name
     * @return false for variables, commands, and all others whose name has a dot
     */
    public static boolean mayTell(String field) {
        return field.indexOf('.') < 0;
    }

    @Override
    public int compareTo(FieldChange other) {
        int byField = field.compareTo(other.field);
        return byField != 0 ? byField : kind.compareTo(other.kind);
    }

    /** {@return {@code +field}, {@code -field}, {@code ~field} or {@code >field}, with {@code =value} if that is told} */
    @Override
    public String toString() {
        return kind.sign + field + wanted.map(value -> "=" + value).orElse("");
    }
}
