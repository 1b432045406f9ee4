package dev.nanokit.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nanokit.provider.LabelCodec;
import dev.nanokit.provider.Operation;
import dev.nanokit.provider.ProviderContext;
import java.time.Duration;
import java.time.Instant;

/** What a session needs of an engine, for a call outside a run. */
final class PlainContext implements ProviderContext, Operation {

    @Override
    public Instant now() {
        return Instant.now();
    }

    @Override
    public LabelCodec labels() {
        return new LabelCodec();
    }

    @Override
    public Instant deadline() {
        return Instant.now().plusSeconds(60);
    }

    @Override
    public String token() {
        return "test";
    }

    @Override
    public void pause(Duration time) {
        Thread.onSpinWait();
    }

    @Override
    public void checkpoint() {
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Override
    public void report(String progress) {
        assertThat(progress).isNotBlank();
    }
}
