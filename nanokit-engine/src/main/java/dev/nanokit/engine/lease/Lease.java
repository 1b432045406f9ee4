package dev.nanokit.engine.lease;

import dev.nanokit.failure.LeaseException;
import dev.nanokit.failure.OperationCancelledException;
import dev.nanokit.failure.ProviderException;
import dev.nanokit.provider.Leases;
import dev.nanokit.provider.Scope;
import dev.nanokit.run.RunOptions;
import dev.nanokit.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lease of a run, or that of a platform which knows no leases. Asked before each write; one that has run out, because
 * the process was paused for instance, stops the run before its next write. Thread-safe.
 */
public final class Lease implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Lease.class);

    private static final Duration ASK_AGAIN = Duration.ofMillis(500);
    private static final Duration RENEW_AGAIN = Duration.ofSeconds(1);

    private final @Nullable Leases leases;
    private final TimeSource time;
    private final Duration length;
    private volatile @Nullable Hold hold;
    private volatile @Nullable LeaseException lost;
    private volatile Instant renewNext = Instant.MAX;

    private Lease(@Nullable Leases leases, TimeSource time, Duration length) {
        this.leases = leases;
        this.time = time;
        this.length = length;
    }

    /**
     * Gives what stands for a lease where none is needed: a run that writes nothing, or a platform without leases.
     *
     * @param time the run's time
     * @return never lost
     */
    public static Lease none(TimeSource time) {
        return new Lease(null, time, Duration.ZERO);
    }

    /**
     * Waits for the lease of a scope, as long as the options say.
     *
     * @param leases the platform's
     * @param scope of what
     * @param options how long to wait, and for how long it is granted
     * @param time the run's time
     * @param notice hears for whom the run waits
     * @return the lease; to be closed
     * @throws LeaseException if another run holds it
     */
    public static Lease acquire(
            Leases leases, Scope scope, RunOptions options, TimeSource time, Consumer<String> notice) {
        Lease lease = new Lease(leases, time, options.leaseTime());
        Instant last = time.now().plus(options.waitForLease());
        String me = Holder.ofThisProcess();
        String toldOf = "";
        while (true) {
            Instant asked = time.now();
            Instant askedOnWall = time.wallClock();
            Leases.Answer answer = leases.acquire(scope, me, options.leaseTime());
            if (answer instanceof Leases.Granted granted) {
                lease.hold(granted.grant(), asked, askedOnWall);
                return lease;
            }
            Leases.Held held = (Leases.Held) answer;
            if (!time.now().isBefore(last)) {
                throw new LeaseException("lease.held", words(scope, held, options.waitForLease()), null);
            }
            if (!toldOf.equals(held.holder())) {
                toldOf = held.holder();
                notice.accept("waits for the run of " + held.holder() + ", which changes " + scope);
            }
            pause(time, last);
        }
    }

    private static String words(Scope scope, Leases.Held held, Duration waited) {
        return "another run changes " + scope + ": that of " + held.holder() + ", whose lease lasts until "
                + held.until().truncatedTo(java.time.temporal.ChronoUnit.SECONDS) + " unless it is renewed"
                + (waited.isZero()
                        ? ". Nothing was written. Try again when it has ended, or wait for it:"
                                + " RunOptions.waitForLease(time)"
                        : "; waited " + waited.toSeconds() + " s for it. Nothing was written");
    }

    private static void pause(TimeSource time, Instant last) {
        Duration left = Duration.between(time.now(), last);
        try {
            time.pause(left.compareTo(ASK_AGAIN) < 0 ? left : ASK_AGAIN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OperationCancelledException("cancelled while it waited for the lease; nothing was written");
        }
    }

    private void hold(Leases.Grant granted, Instant asked, Instant askedOnWall) {
        hold = new Hold(granted, asked, askedOnWall);
        renewNext = time.now().plus(length.dividedBy(3));
    }

    /**
     * Asks leave for a write.
     *
     * @throws LeaseException if the lease is lost, or has run out
     */
    public void check() {
        LeaseException already = lost;
        if (already != null) {
            throw new LeaseException(already.code(), String.valueOf(already.getMessage()), already);
        }
        Hold mine = hold;
        if (mine != null && hasRunOut(mine)) {
            lost = new LeaseException(
                    "lease.lost",
                    "the lease of this run on " + mine.grant().scope() + " ran out at "
                            + mine.grant().until()
                            + " and was not renewed in time, as after a pause of the process. Nothing more is written;"
                            + " the next up goes on from there",
                    null);
            throw lost;
        }
    }

    /**
     * Others judge by the clock on the wall, which goes on while this machine sleeps; how long this run has worked tells
     * where somebody has set that clock.
     */
    private boolean hasRunOut(Hold mine) {
        Duration longest = length.minus(margin());
        Duration worked = Duration.between(mine.asked(), time.now());
        Duration passed = Duration.between(mine.askedOnWall(), time.wallClock());
        return worked.compareTo(longest) >= 0 || passed.compareTo(longest) >= 0;
    }

    /** A write must not begin so late that it ends after the lease. */
    private Duration margin() {
        return length.dividedBy(10);
    }

    /** {@return whether it was granted by the platform} */
    public boolean isReal() {
        return leases != null;
    }

    /** {@return when to renew it; empty if there is nothing to renew} */
    public Optional<Instant> renewAt() {
        return hold == null || lost != null ? Optional.empty() : Optional.of(renewNext);
    }

    /** Renews it. A platform that does not answer is asked again in a moment. */
    public void renew() {
        Hold mine = hold;
        if (leases == null || mine == null || lost != null) {
            return;
        }
        Instant asked = time.now();
        Instant askedOnWall = time.wallClock();
        try {
            hold(leases.renew(mine.grant(), length), asked, askedOnWall);
        } catch (ProviderException e) {
            if (e.kind() == ProviderException.Kind.CONFLICT) {
                lost = new LeaseException(
                        "lease.lost",
                        "another run has taken over the lease of "
                                + mine.grant().scope()
                                + ". Nothing more is written; the next up goes on from there",
                        e);
            } else {
                renewNext = time.now().plus(RENEW_AGAIN);
            }
        } catch (RuntimeException
                | Error e) { // a provider's fault is no proof that the lease is lost: it is asked again
            LOG.debug("a lease was not renewed: {}", mine.grant(), e);
            renewNext = time.now().plus(RENEW_AGAIN);
        }
    }

    /**
     * Gives it back, if it is still held, also when this thread was told to end: the next run need not wait then. A
     * platform that does not take it lets it run out.
     */
    @Override
    public void close() {
        Hold mine = hold;
        if (leases != null && mine != null && lost == null) {
            hold = null;
            boolean interrupted = Thread.interrupted();
            try {
                leases.release(mine.grant());
            } catch (ProviderException e) {
                LOG.debug("a lease was not given back, and runs out by itself: {}", mine.grant(), e);
            } finally {
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }

    /** What was granted, and when it was asked for: by the run's time, and by the clock on the wall. */
    private record Hold(Leases.Grant grant, Instant asked, Instant askedOnWall) {}
}
