package dev.nanokit.secret;

import org.jspecify.annotations.Nullable;

/**
 * A source of secrets did not answer, or refused. The reader of the file turns it into a problem with its place; callers
 * of {@link dev.nanokit.Nanokit} never see it.
 */
public final class SecretSourceException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes the exception.
     *
     * @param message what was tried and why it failed, without secrets
     * @param cause what it came of, if it was an exception
     */
    public SecretSourceException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
