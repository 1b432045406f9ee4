package dev.nanokit.testkit.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Notes every call. Thread-safe. */
final class CallCount implements Interceptor {

    private final List<Call> calls = new ArrayList<>(); // guarded by this

    @Override
    public <T> T around(Call call, Supplier<T> body) {
        note(call);
        return body.get();
    }

    private synchronized void note(Call call) {
        calls.add(call);
    }

    synchronized List<String> reads() {
        return calls.stream().filter(call -> !call.writes()).map(Call::what).toList();
    }

    synchronized List<String> writes() {
        return calls.stream().filter(Call::writes).map(Call::what).toList();
    }
}
