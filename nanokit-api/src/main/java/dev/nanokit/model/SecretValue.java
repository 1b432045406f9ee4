package dev.nanokit.model;

import java.util.Objects;

/**
 * A value that must not be seen: passwords and the like. {@link #toString} shows nothing of it, and equality is
 * identity, so that a secret cannot be guessed through a comparison. Immutable and thread-safe.
 */
public final class SecretValue {

    private final String value;

    private SecretValue(String value) {
        this.value = value;
    }

    /**
     * Wraps a secret.
     *
     * @param value the secret in plain text
     * @return the wrapped secret
     */
    public static SecretValue of(String value) {
        return new SecretValue(Objects.requireNonNull(value, "value"));
    }

    /** {@return the secret in plain text; only to be handed to the platform} */
    public String reveal() {
        return value;
    }

    /** {@return three stars} */
    @Override
    public String toString() {
        return "***";
    }
}
