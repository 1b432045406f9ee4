package dev.nanokit.engine.execution;

import dev.nanokit.event.NanokitEvent;
import dev.nanokit.event.NanokitListener;
import dev.nanokit.event.Run;
import dev.nanokit.failure.StepFailure;
import dev.nanokit.plan.Plan;
import dev.nanokit.plan.Step;
import dev.nanokit.time.Mailbox;
import dev.nanokit.time.TimeSource;
import dev.nanokit.time.Workers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the listeners what happens, in order, on a thread of its own, so that none of them holds the run up. A listener
 * that throws is told nothing more; the others hear of it by a notice. Thread-safe; to be closed by the thread that runs
 * the verb.
 */
public final class EventStream implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EventStream.class);

    /** How long a listener may keep one event once the run is over. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final List<NanokitListener> listeners;
    private final TimeSource time;
    private final AtomicLong heard = new AtomicLong();
    private boolean isOver; // guarded by this
    private long sequence; // guarded by this
    private @Nullable Run run; // guarded by this
    private @Nullable Workers teller; // guarded by this

    /**
     * Makes a stream.
     *
     * @param listeners who is told
     * @param time the run's time
     */
    public EventStream(List<NanokitListener> listeners, TimeSource time) {
        this.listeners = new CopyOnWriteArrayList<>(listeners);
        this.time = time;
    }

    /**
     * Tells that a run began, on the calling thread.
     *
     * @param verb what was asked for
     * @param subject the scope
     */
    public void runStarted(String verb, String subject) {
        Run begun = new Run(verb, subject);
        long number;
        synchronized (this) {
            run = begun;
            number = ++sequence;
        }
        deliver(new NanokitEvent.RunStarted(time.now(), number, begun));
    }

    /**
     * Tells that a run ended.
     *
     * @param took how long it took
     * @param failure the code of the exception that it ended with
     */
    public synchronized void runFinished(Duration took, Optional<String> failure) {
        publish((at, number, mine) -> new NanokitEvent.RunFinished(at, number, mine, took, failure));
        isOver = true;
    }

    /**
     * Tells that a plan will be carried out.
     *
     * @param plan the plan
     */
    public void planMade(Plan plan) {
        publish((at, number, mine) -> new NanokitEvent.PlanMade(at, number, mine, plan));
    }

    /**
     * Tells something worth telling that is no step.
     *
     * @param text what
     */
    public void notice(String text) {
        publish((at, number, mine) -> new NanokitEvent.Notice(at, number, mine, text));
    }

    void stepStarted(Step step) {
        publish((at, number, mine) -> new NanokitEvent.StepStarted(at, number, mine, step));
    }

    void stepProgressed(Step step, String progress) {
        publish((at, number, mine) -> new NanokitEvent.StepProgressed(at, number, mine, step, progress));
    }

    void stepFinished(Step step, Duration took, Optional<StepFailure> failure) {
        publish((at, number, mine) -> new NanokitEvent.StepFinished(at, number, mine, step, took, failure));
    }

    private synchronized void publish(Happening happening) {
        if (listeners.isEmpty() || isOver) {
            return;
        }
        NanokitEvent event = happening.event(time.now(), ++sequence, Objects.requireNonNull(run, "no run has begun"));
        Workers mine = teller == null ? time.workers("nanokit-events", 1) : teller;
        teller = mine;
        mine.run(() -> deliver(event));
    }

    /** That one failed is told to the others once all have heard this event. */
    private void deliver(NanokitEvent event) {
        List<String> failures = new ArrayList<>();
        for (NanokitListener listener : listeners) {
            deliver(listener, event).ifPresent(failures::add);
        }
        heard.incrementAndGet();
        failures.forEach(this::notice);
    }

    /** A listener is the caller's code: whatever it throws must not end the run. */
    private Optional<String> deliver(NanokitListener listener, NanokitEvent event) {
        try {
            listener.on(event);
            return Optional.empty();
        } catch (RuntimeException | Error e) {
            listeners.remove(listener);
            LOG.warn("a listener failed and is told nothing more", e);
            return Optional.of("listener " + listener.getClass().getName() + " failed with "
                    + e.getClass().getName() + "; it hears no more");
        }
    }

    /** Waits until every event was heard; not for ever for a listener that keeps one. An interruption is kept. */
    @Override
    public void close() {
        Workers mine;
        synchronized (this) {
            mine = teller;
            teller = null;
        }
        if (mine == null) {
            return;
        }
        boolean interrupted = Thread.interrupted();
        try (mine) {
            Mailbox<Boolean> last = time.mailbox();
            mine.run(() -> last.put(true));
            boolean isHeard = false;
            boolean goesOn = true;
            while (!isHeard && goesOn) {
                long before = heard.get();
                try {
                    isHeard = last.take(time.now().plus(PATIENCE)).isPresent();
                    goesOn = heard.get() != before;
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (!isHeard) {
                LOG.warn("a listener keeps an event for more than {} s, and hears no more", PATIENCE.toSeconds());
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** What happened, but for when and in which run. */
    private interface Happening {
        NanokitEvent event(Instant at, long number, Run run);
    }
}
