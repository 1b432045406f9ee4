package dev.nanokit.failure;

import org.jspecify.annotations.Nullable;

/**
 * Another run holds the lease of the scope ({@code lease.held}; nothing was written), or this run lost it on its way
 * ({@code lease.lost}; nothing was begun after that, and the next {@code up} goes on from there).
 */
public final class LeaseException extends NanokitException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes the exception.
     *
     * @param code {@code lease.held} or {@code lease.lost}
     * @param message who holds it and until when, and what to do
     * @param cause the provider's exception, if there is one
     */
    public LeaseException(String code, String message, @Nullable Throwable cause) {
        super(code, message, cause);
    }
}
