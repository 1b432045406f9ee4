package dev.nanokit.engine.execution;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A write under way: on which thread, and when its present call must have come back. Thread-safe. */
final class Attempt {

    private @Nullable Thread thread; // guarded by this, as all below
    private @Nullable Instant callEnds;
    private boolean late;

    synchronized void begins(Instant ends) {
        thread = Thread.currentThread();
        callEnds = ends;
    }

    synchronized void ends() {
        thread = null;
        callEnds = null;
    }

    /** {@return when the present call must have come back; empty between two calls} */
    synchronized Optional<Instant> callEnds() {
        return Optional.ofNullable(callEnds);
    }

    /** Interrupts the present call, once. {@return whether there was something to interrupt} */
    synchronized boolean interruptLateCall() {
        if (late || thread == null) {
            return false;
        }
        late = true;
        thread.interrupt();
        return true;
    }

    synchronized boolean wasLate() {
        return late;
    }
}
