package dev.nanokit.testkit.contract;

import dev.nanokit.failure.ProviderException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Refuses each call once, for the time being. Thread-safe. */
final class Throttle implements Interceptor {

    private final ProviderException.Kind kind;
    private final Duration retryAfter;
    private final Predicate<Call> whom;
    private final Set<String> refused = new HashSet<>(); // guarded by this

    Throttle(ProviderException.Kind kind, Duration retryAfter, Predicate<Call> whom) {
        this.kind = kind;
        this.retryAfter = retryAfter;
        this.whom = whom;
    }

    @Override
    public <T> T around(Call call, Supplier<T> body) {
        if (whom.test(call) && isFirst(call)) {
            throw new ProviderException(kind, "later, says the contract: " + call.what(), null)
                    .withRetryAfter(retryAfter);
        }
        return body.get();
    }

    private synchronized boolean isFirst(Call call) {
        return refused.add(call.what());
    }

    synchronized int refused() {
        return refused.size();
    }
}
