package dev.nanokit.observation;

import dev.nanokit.event.NanokitEvent;
import dev.nanokit.event.NanokitListener;
import dev.nanokit.event.Run;
import io.micrometer.observation.ObservationRegistry;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Makes observations of Micrometer of what happens:
 *
 * <pre>{@code
 * ObservationRegistry registry = ...; // that of the application, with its handlers for metrics and traces
 * Nanokit kit = Nanokit.load(Path.of("nanokit.yml")).listener(new ObservationListener(registry));
 * Observation.createNotStarted("release", registry).observe(() -> kit.up());
 * }</pre>
 *
 * <p>gives
 *
 * <pre>
 * release
 *   nanokit.run      verb=up outcome=success, scope=shop/local
 *     nanokit.step   action=create kind=instance outcome=success, slot=instance/web.1
 *     nanokit.step   action=await kind=instance outcome=success, slot=instance/web.1
 * </pre>
 *
 * <p>A run begins below the observation that is current on the thread that calls the verb. {@code outcome} is {@code
 * success} or the failure's code; {@code scope} and {@code slot} are of high cardinality, all else of low. A step is named
 * in its context by its words, and a failure is recorded as an error. The progress of a step and the notices of a run are
 * events of their observation, {@code nanokit.progress} and {@code nanokit.notice}.
 *
 * <p>Micrometer measures time by its own clock. One object may serve any number of runs at once. Thread-safe.
 */
public final class ObservationListener implements NanokitListener {

    private final ObservationRegistry registry;
    private final Map<Run, RunObservation> runs = new ConcurrentHashMap<>();

    /**
     * Makes the listener.
     *
     * @param registry what is told of the observations
     */
    public ObservationListener(ObservationRegistry registry) {
        this.registry = Objects.requireNonNull(registry, "registry");
    }

    @Override
    public void on(NanokitEvent event) {
        if (event instanceof NanokitEvent.RunStarted started) {
            runs.put(started.run(), RunObservation.begin(started.run(), registry));
            return;
        }
        RunObservation run =
                event instanceof NanokitEvent.RunFinished ? runs.remove(event.run()) : runs.get(event.run());
        if (run == null) {
            return; // its beginning was not heard here
        }
        try {
            run.on(event);
        } catch (RuntimeException e) {
            runs.remove(event.run()); // a listener that throws hears no more of the run, not even its end
            throw e;
        }
    }
}
