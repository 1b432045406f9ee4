package dev.nanokit.time;

/** A bounded group of worker threads of a {@link TimeSource}. Thread-safe. */
public interface Workers extends AutoCloseable {

    /**
     * Runs a task on a worker, as soon as one is free. The task must not throw.
     *
     * @param task what to run
     */
    void run(Runnable task);

    /** Lets one more task run at once, in place of one that was given up and does not come back. */
    void grow();

    /** Interrupts the workers that are busy and lets the tasks that have not begun fall. */
    void interrupt();

    /** Waits a short while for the workers to end, interrupting them; afterwards no thread is left. */
    @Override
    void close();
}
