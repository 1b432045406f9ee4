package dev.nanokit.provider;

import java.time.Duration;
import java.time.Instant;

/**
 * One write under way. Whatever a provider waits for, it waits for by {@link #pause}. Used by the thread that carries
 * out the write.
 */
public interface Operation {

    /** {@return when the write must have ended} */
    Instant deadline();

    /** {@return a token that is the same for a retry, for platforms that take one} */
    String token();

    /**
     * Waits.
     *
     * @param time how long
     * @throws dev.nanokit.failure.OperationCancelledException if the run is cancelled
     * @throws dev.nanokit.failure.ProviderException if the deadline has passed
     */
    void pause(Duration time);

    /**
     * Asks leave to go on, between the writes of an operation that has several.
     *
     * @throws dev.nanokit.failure.OperationCancelledException if the run is cancelled
     */
    void checkpoint();

    /**
     * Tells how far the write is; goes to the listeners.
     *
     * @param progress a few words, without secrets
     */
    void report(String progress);
}
