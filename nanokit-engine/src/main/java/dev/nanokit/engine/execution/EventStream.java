package dev.nanokit.engine.execution;

import dev.nanokit.event.NanokitEvent;
import dev.nanokit.event.NanokitListener;
import dev.nanokit.failure.StepFailure;
import dev.nanokit.plan.Plan;
import dev.nanokit.plan.Step;
import dev.nanokit.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the listeners what happens, in order, on the thread that owns the run. A listener that throws is told nothing
 * more; the others hear of it by a notice. Confined to that thread.
 */
public final class EventStream {

    private static final Logger LOG = LoggerFactory.getLogger(EventStream.class);

    private final List<NanokitListener> listeners;
    private final TimeSource time;
    private long sequence;

    /**
     * Makes a stream.
     *
     * @param listeners who is told
     * @param time the run's time
     */
    public EventStream(List<NanokitListener> listeners, TimeSource time) {
        this.listeners = new ArrayList<>(listeners);
        this.time = time;
    }

    /**
     * Tells that a run began.
     *
     * @param verb what was asked for
     * @param subject the scope
     */
    public void runStarted(String verb, String subject) {
        deliver((at, number) -> new NanokitEvent.RunStarted(at, number, verb, subject));
    }

    /**
     * Tells that a run ended.
     *
     * @param took how long it took
     * @param failure the code of the exception that it ended with
     */
    public void runFinished(Duration took, Optional<String> failure) {
        deliver((at, number) -> new NanokitEvent.RunFinished(at, number, took, failure));
    }

    /**
     * Tells that a plan will be carried out.
     *
     * @param plan the plan
     */
    public void planMade(Plan plan) {
        deliver((at, number) -> new NanokitEvent.PlanMade(at, number, plan));
    }

    void stepStarted(Step step) {
        deliver((at, number) -> new NanokitEvent.StepStarted(at, number, step));
    }

    void stepProgressed(Step step, String progress) {
        deliver((at, number) -> new NanokitEvent.StepProgressed(at, number, step, progress));
    }

    void stepFinished(Step step, Duration took, Optional<StepFailure> failure) {
        deliver((at, number) -> new NanokitEvent.StepFinished(at, number, step, took, failure));
    }

    private void deliver(BiFunction<Instant, Long, NanokitEvent> make) {
        NanokitEvent event = make.apply(time.now(), ++sequence);
        for (NanokitListener listener : List.copyOf(listeners)) {
            deliver(listener, event);
        }
    }

    /** A listener is the caller's code: whatever it throws must not end the run. */
    private void deliver(NanokitListener listener, NanokitEvent event) {
        try {
            listener.on(event);
        } catch (RuntimeException e) {
            listeners.remove(listener);
            LOG.warn("a listener failed and is told nothing more", e);
            String name = listener.getClass().getName();
            deliver((at, number) -> new NanokitEvent.Notice(
                    at,
                    number,
                    "listener " + name + " failed with " + e.getClass().getName() + "; it hears no more"));
        }
    }
}
