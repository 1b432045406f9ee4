package dev.nanokit.engine.execution;

import dev.nanokit.failure.ProviderException;
import dev.nanokit.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Says a call again when the platform says that it may go later, for a time that suits the reason: with growing pauses
 * that chance spreads, or after the time that the platform itself names. A platform that throttles slows the run and does
 * not fail it.
 */
final class Retry {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    /** Longer than a call that only hangs takes until its connection is given up. */
    private static final Duration LONG_CALL = Duration.ofMinutes(1);

    private final TimeSource time;
    private final Rates rates;
    private final boolean isWriting;

    private Retry(TimeSource time, Rates rates, boolean isWriting) {
        this.time = time;
        this.rates = rates;
        this.isWriting = isWriting;
    }

    /** {@return for writes, which wait for their turn} */
    static Retry ofWrites(TimeSource time, Rates rates) {
        return new Retry(time, rates, true);
    }

    /** {@return for reads, which somebody waits for: that the platform is not there is said at once} */
    static Retry ofReads(TimeSource time, Rates rates) {
        return new Retry(time, rates, false);
    }

    /**
     * Makes a call until it succeeds or fails for good.
     *
     * @param last when to give up
     * @param pause waits
     * @param report hears why it is said again
     * @param call the call
     */
    <T> T call(Instant last, Consumer<Duration> pause, Consumer<String> report, Supplier<T> call) {
        @Nullable Instant trouble = null;
        Duration step = FIRST_PAUSE;
        @Nullable ProviderException failed = null;
        while (true) {
            Duration turn = isWriting ? rates.take() : Duration.ZERO;
            if (failed != null && !time.now().plus(turn).isBefore(last)) {
                throw failed;
            }
            if (!turn.isZero()) {
                pause.accept(turn);
            }
            Instant begun = time.now();
            try {
                T result = call.get();
                if (isWriting) {
                    rates.taken();
                }
                return result;
            } catch (ProviderException e) {
                failed = e;
                if (e.kind() == ProviderException.Kind.THROTTLED) {
                    rates.throttled(e.retryAfter());
                }
                if (trouble == null || isNewTrouble(e, begun)) {
                    trouble = time.now();
                    step = FIRST_PAUSE;
                }
                Duration wait = e.retryAfter().orElse(spread(step));
                Instant end = earlier(last, trouble.plus(patience(e.kind(), Duration.between(trouble, last))));
                if (!e.kind().isRetryable() || !time.now().plus(wait).isBefore(end)) {
                    throw e;
                }
                report.accept("again in " + wait.toMillis() + " ms: " + e.code());
                pause.accept(wait);
                step = step.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? step.multipliedBy(2) : LONGEST_PAUSE;
            }
        }
    }

    /** A write that waited for minutes before it met with trouble has a trouble of its own, whatever went wrong before. */
    private boolean isNewTrouble(ProviderException e, Instant begun) {
        return isWriting
                && e.kind() == ProviderException.Kind.UNAVAILABLE
                && Duration.between(begun, time.now()).compareTo(LONG_CALL) > 0;
    }

    /** Between a half and the whole, so that those who were refused together do not come back together. */
    private Duration spread(Duration step) {
        long half = step.toNanos() / 2;
        return Duration.ofNanos(half + time.random().nextLong(half + 1));
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private Duration patience(ProviderException.Kind kind, Duration all) {
        return switch (kind) {
            case IN_USE -> Duration.ofSeconds(60);
            case THROTTLED -> all;
            default -> isWriting ? Duration.ofSeconds(10) : Duration.ofMillis(500);
        };
    }
}
