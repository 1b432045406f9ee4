package dev.nanokit.testkit.contract;

import dev.nanokit.time.Mailbox;
import dev.nanokit.time.TimeSource;
import dev.nanokit.time.Workers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Several things at once, by the time of the platform. */
final class Parallel {

    private Parallel() {}

    /** {@return what a call throws} */
    static Optional<Throwable> failure(Runnable call) {
        try {
            call.run();
            return Optional.empty();
        } catch (RuntimeException | AssertionError e) {
            return Optional.of(e);
        }
    }

    static <T> T take(Bench bench, Mailbox<T> mailbox) {
        try {
            return mailbox.take(
                            bench.time().now().plus(bench.harness().patience().multipliedBy(6)))
                    .orElseThrow(() -> new AssertionError("what was begun did not end"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("the test was interrupted, most likely by its timeout", e);
        }
    }

    /** Makes calls at the same time; what one of them throws is thrown. */
    static <T> List<T> all(Bench bench, List<Supplier<T>> calls) {
        List<T> results = new ArrayList<>();
        try (TimeSource.Registration here = bench.time().enter();
                Workers workers = bench.time().workers("contract", calls.size())) {
            Mailbox<End<T>> ends = bench.time().mailbox();
            for (Supplier<T> call : calls) {
                workers.run(() -> ends.put(end(call)));
            }
            for (int number = 0; number < calls.size(); number++) {
                End<T> end = take(bench, ends);
                end.failure().ifPresent(failure -> {
                    throw new AssertionError("one of several at once failed", failure);
                });
                end.result().ifPresent(results::add);
            }
        }
        return results;
    }

    private static <T> End<T> end(Supplier<T> call) {
        try {
            return new End<>(Optional.of(call.get()), Optional.empty());
        } catch (RuntimeException | AssertionError e) {
            return new End<>(Optional.empty(), Optional.of(e));
        }
    }

    private record End<T>(Optional<T> result, Optional<Throwable> failure) {}
}
