package dev.nanokit.engine.thread;

import dev.nanokit.time.Mailbox;
import dev.nanokit.time.TimeSource;
import dev.nanokit.time.Workers;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/** Real time. Monotonic: a correction of the machine's clock moves no deadline. Thread-safe. */
public final class SystemTime implements TimeSource {

    private final Instant start = Clock.systemUTC().instant();
    private final long startNanos = System.nanoTime();
    private final RandomGenerator random = new SecureRandom();

    /** Makes a time source that begins at the clock's present. */
    public SystemTime() {}

    @Override
    public Instant now() {
        return start.plusNanos(System.nanoTime() - startNanos);
    }

    @Override
    public Instant wallClock() {
        return Clock.systemUTC().instant();
    }

    @Override
    public void pause(Duration time) throws InterruptedException {
        if (time.isNegative() || time.isZero()) {
            return;
        }
        TimeUnit.NANOSECONDS.sleep(time.toNanos());
    }

    @Override
    public <T> Mailbox<T> mailbox() {
        return new SystemMailbox<>(this);
    }

    @Override
    public Workers workers(String name, int parallelism) {
        return new SystemWorkers(name, parallelism);
    }

    @Override
    public RandomGenerator random() {
        return random;
    }

    @Override
    public Registration enter() {
        return () -> {};
    }

    private record SystemMailbox<T>(SystemTime time, BlockingQueue<T> queue) implements Mailbox<T> {

        SystemMailbox(SystemTime time) {
            this(time, new LinkedBlockingQueue<>());
        }

        @Override
        public void put(T message) {
            queue.add(message);
        }

        @Override
        public Optional<T> take(Instant until) throws InterruptedException {
            Duration wait = Duration.between(time.now(), until);
            return Optional.ofNullable(queue.poll(Math.max(0, wait.toMillis()), TimeUnit.MILLISECONDS));
        }
    }
}
