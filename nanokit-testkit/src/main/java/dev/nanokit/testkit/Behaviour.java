package dev.nanokit.testkit;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How a program on the fake platform behaves once it is started. Immutable and thread-safe.
 *
 * @param readyAfter when it becomes ready; empty for never
 * @param exitsAfter when it ends by itself; empty for never
 * @param exitCode its exit code then
 * @param log what it writes to its log
 */
public record Behaviour(Optional<Duration> readyAfter, Optional<Duration> exitsAfter, int exitCode, List<String> log) {

    private static final Duration USUAL = Duration.ofMillis(300);
    private static final Duration JOB = Duration.ofSeconds(1);

    private static final int KILLED = 137;

    /** Checks and copies the components. */
    public Behaviour {
        Objects.requireNonNull(readyAfter, "readyAfter");
        Objects.requireNonNull(exitsAfter, "exitsAfter");
        log = List.copyOf(log);
    }

    /** {@return ready after 300 ms, and runs on: the default} */
    public static Behaviour healthy() {
        return readyAfter(USUAL);
    }

    /** {@return ends by itself after a second with exit code 0: the default of jobs} */
    public static Behaviour succeeds() {
        return exits(JOB, 0);
    }

    /**
     * Gives a program that starts slowly.
     *
     * @param time when it becomes ready
     * @return the behaviour
     */
    public static Behaviour readyAfter(Duration time) {
        return new Behaviour(Optional.of(time), Optional.empty(), 0, List.of());
    }

    /** {@return runs, and is never ready} */
    public static Behaviour neverReady() {
        return new Behaviour(Optional.empty(), Optional.empty(), 0, List.of("still waiting"));
    }

    /** {@return the same after it was killed} */
    Behaviour killed() {
        return new Behaviour(Optional.empty(), exitsAfter, KILLED, log);
    }

    /**
     * Gives a program that ends by itself.
     *
     * @param time when
     * @param exitCode with what
     * @param log what it says before
     * @return the behaviour
     */
    public static Behaviour exits(Duration time, int exitCode, String... log) {
        return new Behaviour(Optional.empty(), Optional.of(time), exitCode, List.of(log));
    }
}
