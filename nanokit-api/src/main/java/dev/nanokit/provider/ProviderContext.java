package dev.nanokit.provider;

import java.time.Instant;

/** The engine's side of a session. Thread-safe; lives as long as the session. */
public interface ProviderContext {

    /** {@return the present, by the run's time} */
    Instant now();

    /** {@return how labels are written and read} */
    LabelCodec labels();
}
