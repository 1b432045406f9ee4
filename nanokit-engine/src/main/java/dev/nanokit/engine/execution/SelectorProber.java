package dev.nanokit.engine.execution;

import dev.nanokit.time.TimeSource;
import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.time.Instant;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All probes of a run on one selector and one thread, which begins with the first question and ends with close. The
 * JDK's HTTP client would do the asking too, but cannot be closed on Java 17 and leaves its threads to the garbage
 * collector.
 */
final class SelectorProber implements Prober {

    private static final Logger LOG = LoggerFactory.getLogger(SelectorProber.class);
    private static final Duration LONGEST_SELECT = Duration.ofSeconds(1);
    private static final long CLOSE_MILLIS = 5_000;

    private final TimeSource time;
    private final String threadName;
    private final Queue<Exchange> asked = new ConcurrentLinkedQueue<>();
    private final Object lock = new Object();
    private @Nullable Selector selector; // guarded by lock
    private @Nullable Thread thread; // guarded by lock
    private boolean closed; // guarded by lock

    SelectorProber(TimeSource time, String threadName) {
        this.time = time;
        this.threadName = threadName;
    }

    @Override
    public void ask(Question question, Consumer<Answer> answer) {
        asked.add(new Exchange(question, time.now().plus(question.timeout()), answer));
        synchronized (lock) {
            if (!closed) {
                opened().wakeup();
            }
        }
    }

    private Selector opened() {
        if (selector == null) {
            try {
                Selector fresh = Selector.open();
                Thread loop = new Thread(() -> loop(fresh), threadName);
                loop.setDaemon(true);
                loop.start();
                selector = fresh;
                thread = loop;
                return fresh;
            } catch (IOException e) {
                throw new IllegalStateException("the system gives no selector for health probes", e);
            }
        }
        return selector;
    }

    private void loop(Selector mine) {
        try (mine) {
            while (!isClosed()) {
                mine.select(nextTimeout(mine).toMillis() + 1);
                for (Exchange fresh = asked.poll(); fresh != null; fresh = asked.poll()) {
                    fresh.begin(mine);
                }
                for (SelectionKey key : mine.selectedKeys()) {
                    if (key.attachment() instanceof Exchange exchange) {
                        exchange.proceed(key, time.now());
                    }
                }
                mine.selectedKeys().clear();
                Instant now = time.now();
                for (SelectionKey key : mine.keys()) {
                    if (key.isValid() && key.attachment() instanceof Exchange exchange) {
                        exchange.expire(now);
                    }
                }
            }
            for (SelectionKey key : mine.keys()) {
                key.channel().close();
            }
        } catch (IOException e) {
            LOG.warn("health probes ended", e);
        }
    }

    private Duration nextTimeout(Selector mine) {
        Instant now = time.now();
        return mine.keys().stream()
                .map(SelectionKey::attachment)
                .filter(Exchange.class::isInstance)
                .map(exchange -> Duration.between(now, ((Exchange) exchange).wakeUp()))
                .map(left -> left.isNegative() ? Duration.ZERO : left)
                .filter(left -> left.compareTo(LONGEST_SELECT) < 0)
                .min(Duration::compareTo)
                .orElse(LONGEST_SELECT);
    }

    private boolean isClosed() {
        synchronized (lock) {
            return closed;
        }
    }

    @Override
    public void close() {
        Thread ending;
        synchronized (lock) {
            closed = true;
            ending = thread;
            if (selector != null) {
                selector.wakeup();
            }
        }
        if (ending != null) {
            try {
                ending.join(CLOSE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
