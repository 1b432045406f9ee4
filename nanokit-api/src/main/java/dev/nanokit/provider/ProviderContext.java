package dev.nanokit.provider;

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

    /** {@return how labels are written and read} */
    LabelCodec labels();
}
