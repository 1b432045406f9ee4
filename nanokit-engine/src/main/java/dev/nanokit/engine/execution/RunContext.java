package dev.nanokit.engine.execution;

import dev.nanokit.engine.lease.Lease;
import dev.nanokit.engine.planning.Fingerprints;
import dev.nanokit.provider.LabelCodec;
import dev.nanokit.provider.ProviderSession;
import dev.nanokit.provider.Scope;
import dev.nanokit.run.OnFailure;
import dev.nanokit.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

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
 * @param rates how often the platform may be asked to write
 * @param lease its right to write
 * @param masking takes secrets out of what others have said
 */
public record RunContext(
        Scope scope,
        ProviderSession session,
        TimeSource time,
        EventStream events,
        Fingerprints fingerprints,
        LabelCodec labels,
        Limits limits,
        Rates rates,
        Lease lease,
        Masking masking) {

    /**
     * What a run may take.
     *
     * @param parallelism writes at once
     * @param until when the whole run must have ended
     * @param step time for one step that writes
     * @param call time for one call, everything that it waits for included
     * @param lookEvery time between two looks at what is not ready yet
     * @param onFailure what happens when a step has failed
     */
    public record Limits(
            int parallelism, Instant until, Duration step, Duration call, Duration lookEvery, OnFailure onFailure) {}

    /**
     * Gives the same with a lease.
     *
     * @param granted the lease
     * @return a copy
     */
    public RunContext with(Lease granted) {
        return new RunContext(scope, session, time, events, fingerprints, labels, limits, rates, granted, masking);
    }

    /**
     * Gives the same for another scope, of which nobody is told.
     *
     * @param other the scope
     * @return a copy without a lease
     */
    public RunContext of(Scope other) {
        return new RunContext(
                other,
                session,
                time,
                new EventStream(List.of(), time),
                new Fingerprints(other),
                labels,
                limits,
                rates,
                Lease.none(time),
                masking);
    }

    /**
     * Gives the same with another deadline.
     *
     * @param end when it must have ended
     * @return a copy
     */
    public RunContext until(Instant end) {
        Limits other = new Limits(
                limits.parallelism(), end, limits.step(), limits.call(), limits.lookEvery(), limits.onFailure());
        return new RunContext(scope, session, time, events, fingerprints, labels, other, rates, lease, masking);
    }
}
