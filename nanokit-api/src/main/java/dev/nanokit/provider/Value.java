package dev.nanokit.provider;

import dev.nanokit.model.SecretValue;
import java.util.List;
import java.util.Objects;

/** The value of a spec's field. The set of forms is closed. Immutable and thread-safe. */
public sealed interface Value {

    /**
     * A text known at design time.
     *
     * @param text the text
     */
    record Literal(String text) implements Value {
        /** Checks the component. */
        public Literal {
            Objects.requireNonNull(text, "text");
        }
    }

    /**
     * A text that must not be seen.
     *
     * @param value the secret
     */
    record Secret(SecretValue value) implements Value {
        /** Checks the component. */
        public Secret {
            Objects.requireNonNull(value, "value");
        }
    }

    /**
     * A fact of another resource, filled in when that one is there.
     *
     * @param slot the other resource's slot
     * @param fact the fact's name, see {@link Resource#facts()}
     */
    record Reference(Slot slot, String fact) implements Value {
        /** Checks the components. */
        public Reference {
            Objects.requireNonNull(slot, "slot");
            Objects.requireNonNull(fact, "fact");
        }
    }

    /**
     * Several values in a row, for instance a URL with a secret and an address in it.
     *
     * @param parts the values; none of them composed again
     */
    record Composed(List<Value> parts) implements Value {
        /** Checks and copies the component. */
        public Composed {
            parts = List.copyOf(parts);
            if (parts.stream().anyMatch(Composed.class::isInstance)) {
                throw new IllegalArgumentException("a composed value holds no composed value");
            }
        }
    }

    /**
     * Gives a literal.
     *
     * @param text the text
     * @return the value
     */
    static Value of(String text) {
        return new Literal(text);
    }

    /** {@return the plain parts of this value: itself, or those it is composed of} */
    default List<Value> parts() {
        return List.of(this);
    }
}
