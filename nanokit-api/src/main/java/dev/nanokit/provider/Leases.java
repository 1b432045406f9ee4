package dev.nanokit.provider;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * Capability: grants one run at a time the right to change a scope. A provider without it leaves it to the callers that
 * two runs do not change a scope at once.
 *
 * <p>When a lease runs out is told by {@link ProviderContext#wallClock}, as other machines judge it.
 *
 * <p>Whatever atomic act the platform has decides who wins: a name that only one can create, a conditional write, a lock.
 * Thread-safe.
 */
public interface Leases {

    /**
     * Asks once, without waiting. A lease that has run out is taken over.
     *
     * @param scope of what
     * @param holder who asks, for people: host and process
     * @param time for how long, counted from before the call
     * @return the grant, or who has it
     * @throws dev.nanokit.failure.ProviderException if the platform does not answer
     */
    Answer acquire(Scope scope, String holder, Duration time);

    /**
     * Prolongs a lease.
     *
     * @param grant what was granted last
     * @param time for how long, counted from before the call
     * @return the new grant
     * @throws dev.nanokit.failure.ProviderException of kind {@code CONFLICT} if somebody else has it by now
     */
    Grant renew(Grant grant, Duration time);

    /**
     * Gives a lease back. One that somebody else has by now is left alone.
     *
     * @param grant what was granted last
     */
    void release(Grant grant);

    /** What came of asking. The set of forms is closed. */
    sealed interface Answer {}

    /**
     * It is granted.
     *
     * @param grant the grant
     */
    record Granted(Grant grant) implements Answer {}

    /**
     * Somebody else has it.
     *
     * @param holder who
     * @param until when it runs out, unless it is renewed
     */
    record Held(String holder, Instant until) implements Answer {}

    /**
     * The right to change a scope until it runs out. Immutable and thread-safe.
     *
     * @param scope of what
     * @param holder whose, for people
     * @param token what tells this grant from an earlier or later one on the platform
     * @param until when it runs out
     */
    record Grant(Scope scope, String holder, String token, Instant until) {
        /** Checks the components. */
        public Grant {
            Objects.requireNonNull(scope, "scope");
            Objects.requireNonNull(holder, "holder");
            Objects.requireNonNull(token, "token");
            Objects.requireNonNull(until, "until");
        }
    }
}
