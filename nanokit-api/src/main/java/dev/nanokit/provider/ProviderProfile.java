package dev.nanokit.provider;

import java.util.Objects;

/**
 * The limits of a platform as data. Immutable and thread-safe.
 *
 * @param runs what it runs
 * @param parallelism how many writes at once are useful, at least 1
 * @param nameLimit how long a resource's name may be, at least 24
 */
public record ProviderProfile(RunKind runs, int parallelism, int nameLimit) {

    /** Checks the components. */
    public ProviderProfile {
        Objects.requireNonNull(runs, "runs");
        if (parallelism < 1 || nameLimit < 24) {
            throw new IllegalArgumentException("parallelism is at least 1 and nameLimit at least 24");
        }
    }
}
