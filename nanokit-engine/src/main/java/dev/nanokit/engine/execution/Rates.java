package dev.nanokit.engine.execution;

import dev.nanokit.provider.ProviderProfile;
import dev.nanokit.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A token bucket: how many writes a platform takes. A platform that throttles is asked half as often from then on, and a
 * little more often with each write that it takes. Thread-safe.
 */
public final class Rates {

    private static final double ONCE_THROTTLED = 10;
    private static final double SLOWEST = 0.2;
    private static final double FASTER = 1.05;
    private static final double NO_LIMIT = 1000;

    private final TimeSource time;
    private final double ceiling;
    private final int burst;
    private double perSecond; // guarded by this, as all below
    private double tokens;
    private Instant last;
    private Instant notBefore;

    /**
     * Makes a full bucket.
     *
     * @param rate what the platform says of itself
     * @param time the run's time
     */
    public Rates(Optional<ProviderProfile.Rate> rate, TimeSource time) {
        this.time = time;
        this.ceiling = rate.map(ProviderProfile.Rate::perSecond).orElse(NO_LIMIT);
        this.burst = rate.map(ProviderProfile.Rate::burst).orElse((int) NO_LIMIT);
        this.perSecond = ceiling;
        this.tokens = burst;
        this.last = time.now();
        this.notBefore = last;
    }

    /** Takes a token; one that is not there yet is taken in advance. {@return how long to wait before the call} */
    synchronized Duration take() {
        Instant now = time.now();
        double seconds = Duration.between(last, now).toNanos() / 1e9;
        last = now;
        tokens = Math.min(burst, tokens + seconds * perSecond) - 1;
        Duration wait = tokens >= 0 ? Duration.ZERO : Duration.ofNanos((long) (-tokens / perSecond * 1e9));
        Duration pause = Duration.between(now, notBefore);
        return pause.compareTo(wait) > 0 ? pause : wait;
    }

    /** Hears that the platform took a call. */
    synchronized void taken() {
        perSecond = perSecond * FASTER >= NO_LIMIT ? ceiling : Math.min(ceiling, perSecond * FASTER);
    }

    /** Hears that the platform throttled a call, and when it wants to be asked again. */
    synchronized void throttled(Optional<Duration> retryAfter) {
        perSecond = Math.max(SLOWEST, Math.min(perSecond, ONCE_THROTTLED) / 2);
        tokens = Math.min(tokens, 0);
        retryAfter.ifPresent(after -> {
            Instant then = time.now().plus(after);
            notBefore = then.isAfter(notBefore) ? then : notBefore;
        });
    }
}
