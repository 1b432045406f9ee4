package dev.nanokit.failure;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A platform refused or failed a call. Thrown by providers; {@link #kind} says what a caller can do about it. */
public final class ProviderException extends NanokitException {

    private static final long serialVersionUID = 1L;

    /** What a caller can do about a failed call. The set may grow; treat an unknown one as {@link #FAILED}. */
    public enum Kind {
        /** The settings or the file are wrong for this platform. */
        BAD_CONFIGURATION(false),
        /** What is needed does not exist, an image for instance. */
        NOT_FOUND(false),
        /** Something of ours is there, but is not what was expected: look again and plan again. */
        CONFLICT(false),
        /** It is still in use; later it may go. */
        IN_USE(true),
        /** Something that is not ours is in the way. */
        OWNERSHIP(false),
        /** The platform does not allow it. */
        DENIED(false),
        /** Too many calls; later. */
        THROTTLED(true),
        /** The platform does not answer; later. */
        UNAVAILABLE(true),
        /** A limit of the account or machine is reached. */
        QUOTA(false),
        /** Anything else. */
        FAILED(false);

        private final boolean retryable;

        Kind(boolean retryable) {
            this.retryable = retryable;
        }

        /** {@return whether the same call may succeed later} */
        public boolean isRetryable() {
            return retryable;
        }
    }

    private final Kind kind;
    private final @Nullable Duration retryAfter;
    private final String[] output;

    /**
     * Makes the exception. Its code is {@code provider.} and the kind in lower case with dashes.
     *
     * @param kind what a caller can do
     * @param message what was tried, on what, why it failed, what to do
     * @param cause the SDK's exception, if there is one
     */
    public ProviderException(Kind kind, String message, @Nullable Throwable cause) {
        this(kind, message, cause, null, List.of());
    }

    private ProviderException(
            Kind kind, String message, @Nullable Throwable cause, @Nullable Duration retryAfter, List<String> output) {
        super("provider." + kind.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'), message, cause);
        this.kind = Objects.requireNonNull(kind, "kind");
        this.retryAfter = retryAfter;
        this.output = output.toArray(String[]::new);
    }

    /**
     * Adds the platform's own word on when to try again, a {@code Retry-After} for instance.
     *
     * @param time from now on
     * @return the same exception with that word
     */
    public ProviderException withRetryAfter(Duration time) {
        return same(time, output());
    }

    /**
     * Adds the end of what a program said, that of a build for instance.
     *
     * @param lines the last lines, oldest first, without secrets
     * @return the same exception with that evidence
     */
    public ProviderException withOutput(List<String> lines) {
        return same(retryAfter, lines);
    }

    private ProviderException same(@Nullable Duration time, List<String> lines) {
        ProviderException same = new ProviderException(kind, String.valueOf(getMessage()), getCause(), time, lines);
        same.setStackTrace(getStackTrace());
        return same;
    }

    /** {@return the end of what a program said; empty if the failure is none of a program's} */
    public List<String> output() {
        return List.of(output);
    }

    /** {@return when the platform says to try again; empty if it says nothing} */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /** {@return what a caller can do about it} */
    public Kind kind() {
        return kind;
    }
}
