package dev.nanokit.provider;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * The limits of a platform as data. Immutable and thread-safe.
 *
 * @param runs what it runs
 * @param parallelism how many writes at once are useful, at least 1
 * @param nameLimit how long a resource's name may be, at least 24
 * @param rate how many writes the platform takes; empty if it has no such limit
 * @param lookEvery time between two looks at what is not ready yet, more than 0
 */
public record ProviderProfile(RunKind runs, int parallelism, int nameLimit, Optional<Rate> rate, Duration lookEvery) {

    private static final Duration LOOK_EVERY = Duration.ofMillis(50);

    /**
     * What a platform takes before it throttles. A run stays within it, and goes slower still once it is throttled.
     *
     * @param perSecond writes a second in the long run, more than 0
     * @param burst writes at once after a rest, at least 1
     */
    public record Rate(double perSecond, int burst) {
        /** Checks the components. */
        public Rate {
            if (!(perSecond > 0) || burst < 1) {
                throw new IllegalArgumentException("a rate is more than 0 a second, and at least 1 at once");
            }
        }
    }

    /**
     * Makes the profile of a platform that is near: no rate, a look every 50 ms.
     *
     * @param runs what it runs
     * @param parallelism how many writes at once are useful, at least 1
     * @param nameLimit how long a resource's name may be, at least 24
     */
    public ProviderProfile(RunKind runs, int parallelism, int nameLimit) {
        this(runs, parallelism, nameLimit, Optional.empty(), LOOK_EVERY);
    }

    /** Checks the components. */
    public ProviderProfile {
        Objects.requireNonNull(runs, "runs");
        Objects.requireNonNull(rate, "rate");
        if (parallelism < 1 || nameLimit < 24) {
            throw new IllegalArgumentException("parallelism is at least 1 and nameLimit at least 24");
        }
        if (lookEvery.isNegative() || lookEvery.isZero()) {
            throw new IllegalArgumentException("the time between two looks is more than 0, got " + lookEvery);
        }
    }

    /**
     * Replaces the rate.
     *
     * @param value how many writes the platform takes
     * @return a copy
     */
    public ProviderProfile withRate(Rate value) {
        return new ProviderProfile(runs, parallelism, nameLimit, Optional.of(value), lookEvery);
    }

    /**
     * Replaces the time between two looks.
     *
     * @param value more than 0
     * @return a copy
     */
    public ProviderProfile withLookEvery(Duration value) {
        return new ProviderProfile(runs, parallelism, nameLimit, rate, value);
    }
}
