package dev.nanokit.engine.command;

import dev.nanokit.engine.execution.BoundedCall;
import dev.nanokit.engine.execution.RunContext;
import dev.nanokit.provider.Leases;
import dev.nanokit.provider.Scope;
import java.time.Duration;
import java.time.Instant;

/** A platform's leases whose calls end, whatever the platform does, and which wait where it throttles. */
final class BoundedLeases implements Leases {

    private static final Duration RELEASE = Duration.ofSeconds(10);

    private final Leases leases;
    private final RunContext run;

    BoundedLeases(Leases leases, RunContext run) {
        this.leases = leases;
        this.run = run;
    }

    @Override
    public Answer acquire(Scope scope, String holder, Duration time) {
        return BoundedCall.reading(
                run.time(),
                run.rates(),
                "ask for the lease",
                run.limits().until(),
                () -> leases.acquire(scope, holder, time));
    }

    /** Made by a worker of the run, which waits for it no longer than the lease lasts. */
    @Override
    public Grant renew(Grant grant, Duration time) {
        return leases.renew(grant, time);
    }

    @Override
    public void release(Grant grant) {
        Instant until = run.time().now().plus(RELEASE);
        BoundedCall.within(run.time(), "give the lease back", until, () -> {
            leases.release(grant);
            return true;
        });
    }
}
