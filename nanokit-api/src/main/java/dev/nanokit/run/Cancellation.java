package dev.nanokit.run;

import java.util.ArrayList;
import java.util.List;

/**
 * A word by which any thread ends the runs that were given it. A run that is cancelled begins nothing more, gives the
 * writes under way a few seconds, and ends with {@link dev.nanokit.failure.OperationCancelledException}. Once said it
 * stays said: a run that is given it later ends at once. Thread-safe.
 */
public final class Cancellation {

    private final List<Runnable> listeners = new ArrayList<>(); // guarded by this
    private boolean cancelled; // guarded by this

    /** Makes one that is not said yet. */
    public Cancellation() {}

    /** Says it. Saying it again changes nothing. */
    public synchronized void cancel() {
        if (!cancelled) {
            cancelled = true;
            List.copyOf(listeners).forEach(Runnable::run);
        }
    }

    /** {@return whether it was said} */
    public synchronized boolean isCancelled() {
        return cancelled;
    }

    /**
     * Lets something happen when it is said; at once, if it was said already.
     *
     * @param listener what happens; short, as the caller of {@link #cancel} waits for it
     * @return closed, it guarantees that the listener is not running and will not run any more
     */
    public synchronized Registration onCancel(Runnable listener) {
        if (cancelled) {
            listener.run();
        }
        listeners.add(listener);
        return () -> remove(listener);
    }

    private synchronized void remove(Runnable listener) {
        listeners.remove(listener);
    }

    /** A listener's place. */
    @FunctionalInterface
    public interface Registration extends AutoCloseable {
        /** Takes the listener off. */
        @Override
        void close();
    }
}
