package dev.nanokit.provider;

import java.util.Objects;

/**
 * A field's value with every reference filled in. {@link #toString} shows nothing of a secret. Immutable and
 * thread-safe.
 */
public final class Resolved {

    private final String text;
    private final boolean secret;

    private Resolved(String text, boolean secret) {
        this.text = Objects.requireNonNull(text, "text");
        this.secret = secret;
    }

    /**
     * Gives a value that may be seen.
     *
     * @param text the text
     * @return the value
     */
    public static Resolved plain(String text) {
        return new Resolved(text, false);
    }

    /**
     * Gives a value that must not be seen.
     *
     * @param text the text
     * @return the value
     */
    public static Resolved secret(String text) {
        return new Resolved(text, true);
    }

    /** {@return the text, also of a secret; only to be handed to the platform} */
    public String text() {
        return text;
    }

    /** {@return whether the text must not be seen} */
    public boolean isSecret() {
        return secret;
    }

    /** {@return the text, or three stars for a secret} */
    @Override
    public String toString() {
        return secret ? "***" : text;
    }
}
