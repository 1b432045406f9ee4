package dev.nanokit.time;

import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/**
 * Where a run takes its time and its threads from. The engine brings one over the system's clock; a provider that
 * simulates a platform brings its own by {@link dev.nanokit.provider.Provider#time()}. Thread-safe.
 *
 * <p>Every thread that uses a time source is either the one that called {@link #enter} or runs a task of its
 * {@link Workers}; a simulated source lets time pass only when all of them wait.
 */
public interface TimeSource {

    /** {@return the present} */
    Instant now();

    /**
     * Tells the present by the clock on the wall, which also goes on while the machine sleeps, and may be set. For what
     * other machines judge by their clocks; never for a deadline.
     *
     * @return the same as {@link #now} where time is simulated
     */
    default Instant wallClock() {
        return now();
    }

    /**
     * Lets the calling thread wait.
     *
     * @param time how long; 0 or less returns at once
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    void pause(Duration time) throws InterruptedException;

    /**
     * Makes a queue whose reader waits by this source's time.
     *
     * @param <T> what is sent
     * @return an empty mailbox
     */
    <T> Mailbox<T> mailbox();

    /**
     * Starts a bounded group of worker threads.
     *
     * @param name prefix of the threads' names
     * @param parallelism how many tasks run at once, at least 1
     * @return the group; close it to end its threads
     */
    Workers workers(String name, int parallelism);

    /**
     * Registers the calling thread as one that waits by this source. Close the result on the same thread.
     *
     * @return the registration
     */
    Registration enter();

    /**
     * Gives the source of chance: spread of pauses, tokens.
     *
     * @return thread-safe; a simulated time gives one that repeats itself
     */
    RandomGenerator random();

    /** A thread's registration. */
    interface Registration extends AutoCloseable {
        /** Ends the registration. */
        @Override
        void close();
    }
}
