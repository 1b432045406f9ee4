package dev.nanokit;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** A verb on a thread of its own, whose future really ends it when it is cancelled. */
final class AsyncVerb<T> extends CompletableFuture<T> {

    private final Thread thread;

    private AsyncVerb(String name, Supplier<T> verb) {
        thread = new Thread(() -> run(verb), name);
        thread.setDaemon(true);
    }

    static <T> CompletableFuture<T> start(String name, Supplier<T> verb) {
        AsyncVerb<T> future = new AsyncVerb<>(name, verb);
        future.thread.start();
        return future;
    }

    /** Whatever the verb throws belongs to the caller: a future that never completes would hide it. */
    private void run(Supplier<T> verb) {
        try {
            T result = verb.get();
            if (!complete(result) && result instanceof Deployment orphan) {
                orphan.close(); // cancelled just as it was done: nobody else could end what is ephemeral
            }
        } catch (RuntimeException | Error e) {
            completeExceptionally(e);
        }
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        boolean cancelled = super.cancel(mayInterruptIfRunning);
        if (cancelled) {
            thread.interrupt();
        }
        return cancelled;
    }

    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new CompletableFuture<>();
    }
}
