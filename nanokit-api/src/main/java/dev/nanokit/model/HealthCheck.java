package dev.nanokit.model;

import java.time.Duration;
import java.util.Objects;

/**
 * When an instance counts as ready. Immutable and thread-safe.
 *
 * @param probe what is asked
 * @param interval time between two checks of a ready instance; default 5 s
 * @param timeout time for one answer; default 5 s
 * @param retries failed checks in a row, after the start period, that make it failing; default 3
 * @param startPeriod time from the start in which failed checks do not count; default 30 s
 */
public record HealthCheck(Probe probe, Duration interval, Duration timeout, int retries, Duration startPeriod) {

    /** Checks the components. */
    public HealthCheck {
        Objects.requireNonNull(probe, "probe");
        if (interval.isNegative() || interval.isZero() || timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("interval and timeout are more than 0");
        }
        if (retries < 1 || startPeriod.isNegative()) {
            throw new IllegalArgumentException("retries is at least 1 and startPeriod at least 0");
        }
    }

    /**
     * Gives the check with default times: every 5 s, 5 s for an answer, 3 retries, 30 s to start.
     *
     * @param probe what is asked
     * @return the check
     */
    public static HealthCheck of(Probe probe) {
        return new HealthCheck(probe, Duration.ofSeconds(5), Duration.ofSeconds(5), 3, Duration.ofSeconds(30));
    }

    /** {@return the time after its start by which an instance must be ready: start period plus retries intervals} */
    public Duration deadline() {
        return startPeriod.plus(interval.multipliedBy(retries));
    }
}
