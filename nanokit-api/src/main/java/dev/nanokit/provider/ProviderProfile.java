package dev.nanokit.provider;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The limits of a platform as data. Immutable and thread-safe.
 *
 * @param runs what it runs
 * @param parallelism how many writes at once are useful, at least 1
 * @param nameLimit how many characters a resource's name may have, at least 24
 * @param nameLimits the same by kind where a kind differs, each at least 24
 * @param rate how many writes the platform takes; empty if it has no such limit
 * @param lookEvery time between two looks at what is not ready yet, more than 0
 */
public record ProviderProfile(
        RunKind runs,
        int parallelism,
        int nameLimit,
        Map<ResourceKind, Integer> nameLimits,
        Optional<Rate> rate,
        Duration lookEvery) {

    /** Room for what is never cut away: a beginning, a digest, the edition. */
    private static final int SHORTEST_NAME = 24;

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
     * Makes the profile of a platform that is near: no rate, a look every 50 ms, names of the same length for all kinds.
     *
     * @param runs what it runs
     * @param parallelism how many writes at once are useful, at least 1
     * @param nameLimit how many characters a resource's name may have, at least 24
     */
    public ProviderProfile(RunKind runs, int parallelism, int nameLimit) {
        this(runs, parallelism, nameLimit, Map.of(), Optional.empty(), LOOK_EVERY);
    }

    /** Checks and copies the components. */
    public ProviderProfile {
        nameLimits = Map.copyOf(nameLimits);
        Objects.requireNonNull(runs, "runs");
        Objects.requireNonNull(rate, "rate");
        if (parallelism < 1) {
            throw new IllegalArgumentException("parallelism is at least 1, got " + parallelism);
        }
        requireNameLimit(nameLimit);
        nameLimits.values().forEach(ProviderProfile::requireNameLimit);
        if (lookEvery.isNegative() || lookEvery.isZero()) {
            throw new IllegalArgumentException("the time between two looks is more than 0, got " + lookEvery);
        }
    }

    private static void requireNameLimit(int limit) {
        if (limit < SHORTEST_NAME) {
            throw new IllegalArgumentException("a limit of names is at least " + SHORTEST_NAME + ", got " + limit);
        }
    }

    /**
     * Gives how long the name of a resource of one kind may be.
     *
     * @param kind the kind
     * @return the limit of that kind if it has one, else {@link #nameLimit()}
     */
    public int nameLimit(ResourceKind kind) {
        return nameLimits.getOrDefault(kind, nameLimit);
    }

    /**
     * Sets the limit of one kind, for a platform where it differs from {@link #nameLimit()}: less, or more.
     *
     * @param kind the kind
     * @param limit how many characters the name of such a resource may have, at least 24
     * @return a copy
     * @throws IllegalArgumentException if the limit is less than 24
     */
    public ProviderProfile withNameLimit(ResourceKind kind, int limit) {
        Map<ResourceKind, Integer> limits = new HashMap<>(nameLimits);
        limits.put(kind, limit);
        return new ProviderProfile(runs, parallelism, nameLimit, limits, rate, lookEvery);
    }

    /**
     * Replaces the rate.
     *
     * @param value how many writes the platform takes
     * @return a copy
     */
    public ProviderProfile withRate(Rate value) {
        return new ProviderProfile(runs, parallelism, nameLimit, nameLimits, Optional.of(value), lookEvery);
    }

    /**
     * Replaces the time between two looks.
     *
     * @param value more than 0
     * @return a copy
     */
    public ProviderProfile withLookEvery(Duration value) {
        return new ProviderProfile(runs, parallelism, nameLimit, nameLimits, rate, value);
    }
}
