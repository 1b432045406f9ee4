package dev.nanokit.time;

import java.time.Instant;
import java.util.Optional;

/**
 * A queue with many writers and one reader, whose reader waits by a {@link TimeSource}. Thread-safe.
 *
 * @param <T> what is sent
 */
public interface Mailbox<T> {

    /**
     * Adds a message; never blocks.
     *
     * @param message what to send
     */
    void put(T message);

    /**
     * Takes the oldest message, waiting for one if there is none.
     *
     * @param until when to give up; a moment that has passed means not to wait
     * @return the message, or empty if none came in time
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    Optional<T> take(Instant until) throws InterruptedException;
}
