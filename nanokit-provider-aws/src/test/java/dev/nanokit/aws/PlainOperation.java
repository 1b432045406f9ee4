package dev.nanokit.aws;

import dev.nanokit.failure.ProviderException;
import dev.nanokit.provider.Operation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A write outside a run, whose time passes by itself: it remembers its pauses, and ends after some minutes of them. */
final class PlainOperation implements Operation {

    private static final Duration LENGTH = Duration.ofMinutes(5);

    private final List<Duration> pauses = new ArrayList<>();
    private final Consumer<Duration> passing;
    private Instant now = Instant.EPOCH;

    PlainOperation() {
        this(any -> {});
    }

    /** One during whose pauses time passes elsewhere too. */
    PlainOperation(Consumer<Duration> passing) {
        this.passing = passing;
    }

    List<Duration> pauses() {
        return pauses;
    }

    @Override
    public Instant deadline() {
        return Instant.EPOCH.plus(LENGTH);
    }

    @Override
    public String token() {
        return "test";
    }

    @Override
    public void pause(Duration time) {
        pauses.add(time);
        passing.accept(time);
        now = now.plus(time);
        checkpoint();
    }

    @Override
    public void checkpoint() {
        if (!now.isBefore(deadline())) {
            throw new ProviderException(ProviderException.Kind.FAILED, "the deadline has passed", null);
        }
    }

    @Override
    public void report(String progress) {}
}
