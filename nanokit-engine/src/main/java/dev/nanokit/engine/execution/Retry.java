package dev.nanokit.engine.execution;

import dev.nanokit.failure.ProviderException;
import dev.nanokit.provider.Operation;
import dev.nanokit.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/** Says a call again when the platform says that it may go later, for a time that suits the reason. */
final class Retry {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final TimeSource time;

    Retry(TimeSource time) {
        this.time = time;
    }

    <T> T call(Operation operation, Supplier<T> call) {
        Instant begun = time.now();
        Duration pause = FIRST_PAUSE;
        while (true) {
            try {
                return call.get();
            } catch (ProviderException e) {
                Instant last = begun.plus(patience(e.kind()));
                if (!e.kind().isRetryable() || time.now().plus(pause).isAfter(last)) {
                    throw e;
                }
                operation.report("again in " + pause.toMillis() + " ms: " + e.code());
                operation.pause(pause);
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            }
        }
    }

    private static Duration patience(ProviderException.Kind kind) {
        return switch (kind) {
            case IN_USE -> Duration.ofSeconds(60);
            case THROTTLED -> Duration.ofMinutes(5);
            default -> Duration.ofSeconds(10);
        };
    }
}
