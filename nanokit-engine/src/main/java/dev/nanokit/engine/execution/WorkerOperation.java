package dev.nanokit.engine.execution;

import dev.nanokit.failure.OperationCancelledException;
import dev.nanokit.failure.ProviderException;
import dev.nanokit.provider.Operation;
import dev.nanokit.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** One write under way on a worker. Each of its waits ends, and each of its checkpoints asks the lease. */
public final class WorkerOperation implements Operation {

    private final RunContext run;
    private final TimeSource time;
    private final Instant deadline;
    private final String token;
    private final AtomicBoolean cancelled;
    private final Consumer<String> progress;

    /**
     * Makes an operation.
     *
     * @param run whose
     * @param deadline when it must have ended
     * @param token the same for a retry
     * @param cancelled whether the run was cancelled
     * @param progress hears how far it is
     */
    public WorkerOperation(
            RunContext run, Instant deadline, String token, AtomicBoolean cancelled, Consumer<String> progress) {
        this.run = run;
        this.time = run.time();
        this.deadline = deadline;
        this.token = token;
        this.cancelled = cancelled;
        this.progress = progress;
    }

    @Override
    public Instant deadline() {
        return deadline;
    }

    @Override
    public String token() {
        return token;
    }

    @Override
    public void pause(Duration pause) {
        checkpoint();
        Duration left = Duration.between(time.now(), deadline);
        try {
            time.pause(pause.compareTo(left) < 0 ? pause : left);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OperationCancelledException("interrupted while waiting (" + token + ")");
        }
    }

    @Override
    public void checkpoint() {
        if (cancelled.get() || Thread.currentThread().isInterrupted()) {
            throw new OperationCancelledException("the run was cancelled (" + token + ")");
        }
        if (!time.now().isBefore(deadline)) {
            throw gaveUp();
        }
        run.lease().check();
    }

    private ProviderException gaveUp() {
        return new ProviderException(
                ProviderException.Kind.FAILED, "gave up at the deadline of this call (" + token + ")", null);
    }

    @Override
    public void report(String words) {
        progress.accept(words);
    }
}
