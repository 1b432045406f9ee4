package dev.nanokit.engine.thread;

import dev.nanokit.time.Workers;
import java.util.Objects;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Daemon threads, started with the first task and ended by close. */
final class SystemWorkers implements Workers {

    private static final long CLOSE_SECONDS = 10;

    private final ThreadPoolExecutor pool;

    SystemWorkers(String name, int parallelism) {
        Objects.requireNonNull(name, "name");
        AtomicInteger number = new AtomicInteger();
        pool = new ThreadPoolExecutor(
                parallelism, parallelism, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
    }

    @Override
    public void run(Runnable task) {
        pool.execute(task);
    }

    @Override
    public void grow() {
        pool.setMaximumPoolSize(pool.getMaximumPoolSize() + 1);
        pool.setCorePoolSize(pool.getCorePoolSize() + 1);
    }

    @Override
    public void interrupt() {
        pool.shutdownNow();
    }

    @Override
    public void close() {
        pool.shutdownNow();
        try {
            boolean ended = pool.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
            assert ended || pool.isShutdown();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
