package dev.nanokit.testkit.contract;

import dev.nanokit.failure.ProviderException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Lets one write have its effect while its caller hears that the platform does not answer. Thread-safe. */
final class LostAnswer implements Interceptor {

    private final AtomicInteger left;

    LostAnswer(int writesBefore) {
        this.left = new AtomicInteger(writesBefore);
    }

    @Override
    public <T> T around(Call call, Supplier<T> body) {
        T result = body.get();
        if (call.writes() && left.getAndDecrement() == 0) {
            throw new ProviderException(ProviderException.Kind.UNAVAILABLE, "no answer to " + call.what(), null);
        }
        return result;
    }
}
