package dev.nanokit.engine.execution;

import dev.nanokit.failure.OperationCancelledException;
import dev.nanokit.failure.ProviderException;
import dev.nanokit.time.Mailbox;
import dev.nanokit.time.TimeSource;
import dev.nanokit.time.Workers;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** A question to the platform that is given up at a moment, whatever the provider does. */
public final class BoundedCall {

    private BoundedCall() {}

    /**
     * Asks on a thread of its own.
     *
     * @param time the run's time
     * @param words what is asked, for instance {@code look for resources}
     * @param until when it is given up
     * @param call the question
     * @param <T> what is answered
     * @return the answer
     * @throws ProviderException of kind {@code UNAVAILABLE} if it does not come in time; or what the call threw
     * @throws OperationCancelledException if the calling thread was interrupted
     */
    public static <T> T within(TimeSource time, String words, Instant until, Supplier<T> call) {
        try (TimeSource.Registration here = time.enter();
                Workers worker = time.workers("nanokit-asks", 1)) {
            Mailbox<Supplier<T>> answers = time.mailbox();
            worker.run(() -> answers.put(answer(call)));
            Optional<Supplier<T>> answer = answers.take(until);
            return answer.orElseThrow(() -> new ProviderException(
                            ProviderException.Kind.UNAVAILABLE,
                            "tried to " + words + ", but the platform did not answer before the deadline",
                            null))
                    .get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OperationCancelledException("cancelled while it tried to " + words);
        }
    }

    /**
     * Reads on a thread of its own, and again where the platform says that it may go later.
     *
     * @param time the run's time
     * @param rates hear that the platform throttles
     * @param words what is asked, for instance {@code look for resources}
     * @param until when it is given up
     * @param call the question; said twice it does no harm
     * @param <T> what is answered
     * @return the answer
     * @throws ProviderException of kind {@code UNAVAILABLE} if it does not come in time; or what the call threw last
     * @throws OperationCancelledException if the calling thread was interrupted
     */
    public static <T> T reading(TimeSource time, Rates rates, String words, Instant until, Supplier<T> call) {
        return within(time, words, until, () -> Retry.ofReads(time, rates)
                .call(until, pause -> pause(time, words, pause), ignored -> {}, call));
    }

    private static void pause(TimeSource time, String words, Duration pause) {
        try {
            time.pause(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OperationCancelledException("cancelled while it tried to " + words + "; nothing was written");
        }
    }

    /** Whatever the call throws is the caller's, on the caller's thread. */
    private static <T> Supplier<T> answer(Supplier<T> call) {
        try {
            T value = call.get();
            return () -> value;
        } catch (RuntimeException e) {
            return () -> {
                throw e;
            };
        } catch (Error e) {
            return () -> {
                throw e;
            };
        }
    }
}
