package dev.nanokit.engine.execution;

import dev.nanokit.provider.Operation;
import java.time.Duration;
import java.time.Instant;

/**
 * A part of a write that has less time than the whole.
 *
 * @param whole the write
 * @param ends when the part must have ended
 */
record ShorterOperation(Operation whole, Instant ends) implements Operation {

    @Override
    public Instant deadline() {
        return ends.isBefore(whole.deadline()) ? ends : whole.deadline();
    }

    @Override
    public String token() {
        return whole.token();
    }

    @Override
    public void pause(Duration time) {
        whole.pause(time);
    }

    @Override
    public void checkpoint() {
        whole.checkpoint();
    }

    @Override
    public void report(String progress) {
        whole.report(progress);
    }
}
