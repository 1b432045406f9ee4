package dev.nanokit.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Objects;

/**
 * A value that must not be seen: passwords and the like. {@link #toString} shows nothing of it. Two are equal if their
 * texts are, compared in a time that does not tell how much of them is; the hash code tells nothing. Immutable and
 * thread-safe.
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

    @Override
    public boolean equals(Object other) {
        return other instanceof SecretValue secret
                && MessageDigest.isEqual(
                        value.getBytes(StandardCharsets.UTF_8), secret.value.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public int hashCode() {
        return SecretValue.class.hashCode();
    }

    /** {@return three stars} */
    @Override
    public String toString() {
        return "***";
    }
}
