package dev.nanokit.engine.execution;

import dev.nanokit.engine.planning.Fingerprints;
import dev.nanokit.provider.LabelCodec;
import dev.nanokit.provider.ProviderSession;
import dev.nanokit.provider.Scope;
import dev.nanokit.time.TimeSource;
import java.time.Duration;

/**
 * What a run works with.
 *
 * @param scope whose
 * @param session the connection to the platform
 * @param time the run's time
 * @param events where it tells what happens
 * @param fingerprints digests of the scope
 * @param labels how labels are written
 * @param limits what it may take
 */
public record RunContext(
        Scope scope,
        ProviderSession session,
        TimeSource time,
        EventStream events,
        Fingerprints fingerprints,
        LabelCodec labels,
        Limits limits) {

    /**
     * What a run may take.
     *
     * @param parallelism writes at once
     * @param call time for one write, everything that it waits for included
     */
    public record Limits(int parallelism, Duration call) {}
}
