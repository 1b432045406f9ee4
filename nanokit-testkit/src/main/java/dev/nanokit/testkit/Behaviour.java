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
 * @param flapsEvery how long it is ready and then not ready, in turn; empty for steadily
 * @param isImageMissing whether its image is not there, so that it cannot be created
 */
public record Behaviour(
        Optional<Duration> readyAfter,
        Optional<Duration> exitsAfter,
        int exitCode,
        List<String> log,
        Optional<Duration> flapsEvery,
        boolean isImageMissing) {

    private static final Duration USUAL = Duration.ofMillis(300);
    private static final Duration JOB = Duration.ofSeconds(1);

    private static final int KILLED = 137;

    /** Checks and copies the components. */
    public Behaviour {
        Objects.requireNonNull(readyAfter, "readyAfter");
        Objects.requireNonNull(exitsAfter, "exitsAfter");
        log = List.copyOf(log);
        Objects.requireNonNull(flapsEvery, "flapsEvery");
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
        return new Behaviour(Optional.of(time), Optional.empty(), 0, List.of(), Optional.empty(), false);
    }

    /** {@return runs, and is never ready} */
    public static Behaviour neverReady() {
        return new Behaviour(Optional.empty(), Optional.empty(), 0, List.of("still waiting"), Optional.empty(), false);
    }

    /** {@return the same after it was killed} */
    Behaviour killed() {
        return new Behaviour(Optional.empty(), exitsAfter, KILLED, log, Optional.empty(), false);
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
        return new Behaviour(Optional.empty(), Optional.of(time), exitCode, List.of(log), Optional.empty(), false);
    }

    /** {@return cannot be created, as its image is not there} */
    public static Behaviour imageMissing() {
        return new Behaviour(Optional.empty(), Optional.empty(), 0, List.of(), Optional.empty(), true);
    }

    /**
     * Gives the same program that ends by itself after it has become ready.
     *
     * @param time how long it was ready
     * @param code with what it ends
     * @param lines what it says before
     * @return the behaviour
     */
    public Behaviour thenExits(Duration time, int code, String... lines) {
        Duration end = readyAfter.orElse(Duration.ZERO).plus(time);
        return new Behaviour(readyAfter, Optional.of(end), code, List.of(lines), flapsEvery, false);
    }

    /**
     * Gives the same program that writes to its log.
     *
     * @param lines what it says
     * @return the behaviour
     */
    public Behaviour saying(String... lines) {
        return new Behaviour(readyAfter, exitsAfter, exitCode, List.of(lines), flapsEvery, isImageMissing);
    }

    /**
     * Gives the same program that is ready and not ready in turn, once it has become ready.
     *
     * @param time how long each lasts, more than 0
     * @return the behaviour
     */
    public Behaviour flapping(Duration time) {
        if (time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException("it flaps after more than 0, got " + time);
        }
        return new Behaviour(readyAfter, exitsAfter, exitCode, log, Optional.of(time), false);
    }

    /** {@return whether it is ready, so long after its start} */
    boolean isReadyAt(Duration age) {
        if (readyAfter.isEmpty() || age.compareTo(readyAfter.get()) < 0) {
            return false;
        }
        return flapsEvery
                .map(every -> age.minus(readyAfter.get()).dividedBy(every) % 2 == 0)
                .orElse(true);
    }
}
