package dev.nanokit.failure;

import org.jspecify.annotations.Nullable;

/**
 * Base of all failures. Programming errors stay {@link NullPointerException}, {@link IllegalArgumentException} and
 * {@link IllegalStateException}; everything else that leaves the library is one of these. No message holds a secret.
 */
public abstract sealed class NanokitException extends RuntimeException
        permits InvalidSpecException,
                ProviderSelectionException,
                PlanRejectedException,
                ProviderException,
                RolloutFailedException,
                LeaseException,
                OperationCancelledException {

    private static final long serialVersionUID = 1L;

    private final String code;

    NanokitException(String code, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    /** {@return the stable code of this failure, for instance {@code spec.unknown-key}; safe to compare} */
    public final String code() {
        return code;
    }
}
