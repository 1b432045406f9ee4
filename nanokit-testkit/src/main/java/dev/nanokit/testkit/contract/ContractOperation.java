package dev.nanokit.testkit.contract;

import dev.nanokit.failure.OperationCancelledException;
import dev.nanokit.failure.ProviderException;
import dev.nanokit.provider.Operation;
import dev.nanokit.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;

/** A write under way, as strict as the promises of {@link Operation} are. */
final class ContractOperation implements Operation {

    private final TimeSource time;
    private final Instant deadline;
    private final AtomicBoolean cancelled = new AtomicBoolean();

    ContractOperation(TimeSource time, Instant deadline) {
        this.time = time;
        this.deadline = deadline;
    }

    void cancel() {
        cancelled.set(true);
    }

    @Override
    public Instant deadline() {
        return deadline;
    }

    @Override
    public String token() {
        return "contract";
    }

    @Override
    public void pause(Duration length) {
        checkpoint();
        Duration left = Duration.between(time.now(), deadline);
        try {
            time.pause(length.compareTo(left) < 0 ? length : left);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OperationCancelledException("interrupted while waiting");
        }
        checkpoint();
    }

    @Override
    public void checkpoint() {
        if (cancelled.get()) {
            throw new OperationCancelledException("cancelled by the contract");
        }
        if (!time.now().isBefore(deadline)) {
            throw new ProviderException(ProviderException.Kind.FAILED, "gave up at the deadline of this call", null);
        }
    }

    @Override
    public void report(String progress) {}
}
