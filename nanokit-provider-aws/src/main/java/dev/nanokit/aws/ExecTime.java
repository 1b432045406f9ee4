package dev.nanokit.aws;

import dev.nanokit.failure.ProviderException;
import dev.nanokit.provider.Operation;
import dev.nanokit.provider.ProviderContext;
import java.time.Duration;
import java.time.Instant;

/**
 * The time that one command has. Its deadline holds by the run's clock too: a hook before a stop has less time than the stop
 * whose operation waits for it.
 */
final class ExecTime {

    private static final Duration SHORTEST = Duration.ofMillis(250);
    private static final Duration LONGEST = Duration.ofSeconds(3);

    private final Operation operation;
    private final ProviderContext context;
    private Duration next = SHORTEST;

    ExecTime(Operation operation, ProviderContext context) {
        this.operation = operation;
        this.context = context;
    }

    Instant now() {
        return context.now();
    }

    boolean isOver() {
        return !context.now().isBefore(operation.deadline());
    }

    Duration atMost(Duration most) {
        Duration left = Duration.between(context.now(), operation.deadline());
        return left.compareTo(most) < 0 ? left : most;
    }

    /** Waits, and ends what was cancelled or is late. */
    void pause(Duration time) {
        operation.pause(atMost(time));
        if (isOver()) {
            throw new ProviderException(ProviderException.Kind.FAILED, "gave up at the deadline of this call", null);
        }
    }

    /** Waits before looking again, each time somewhat longer. */
    void pauseLonger() {
        pause(next);
        next = next.multipliedBy(2).compareTo(LONGEST) < 0 ? next.multipliedBy(2) : LONGEST;
    }

    void report(String progress) {
        operation.report(progress);
    }
}
