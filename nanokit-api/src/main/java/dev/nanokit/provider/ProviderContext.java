package dev.nanokit.provider;

import java.time.Duration;
import java.time.Instant;

/** The engine's side of a session. Thread-safe; lives as long as the session. */
public interface ProviderContext {

    /** {@return the present, by the run's time} */
    Instant now();

    /**
     * Tells the present by the clock on the wall, for what other machines judge by theirs: when a lease runs out. For all
     * else there is {@link #now}, which no correction of a clock moves.
     *
     * @return the same as {@link #now} where time is simulated
     */
    default Instant wallClock() {
        return now();
    }

    /**
     * Waits, for what belongs to no write and so has no {@link Operation}: a place for leases that is being made, for
     * instance.
     *
     * @param time how long
     * @throws dev.nanokit.failure.OperationCancelledException if the thread is interrupted
     * @throws UnsupportedOperationException if this context has no time to wait by, as the engine's always has
     */
    default void pause(Duration time) {
        throw new UnsupportedOperationException("this context has no time to wait by");
    }

    /** {@return how labels are written and read} */
    LabelCodec labels();
}
