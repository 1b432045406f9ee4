package dev.nanokit.observation;

import dev.nanokit.event.NanokitEvent;
import dev.nanokit.event.Run;
import dev.nanokit.failure.StepFailure;
import dev.nanokit.plan.Step;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The observation of one run, and those of its steps that are under way. Told of one event at a time. */
final class RunObservation {

    private static final String OUTCOME = "outcome";

    private final ObservationRegistry registry;
    private final Observation observation;
    private final Map<Integer, Observation> steps = new HashMap<>();

    private RunObservation(ObservationRegistry registry, Observation observation) {
        this.registry = registry;
        this.observation = observation;
    }

    /** Begins below the current observation of this thread. */
    static RunObservation begin(Run run, ObservationRegistry registry) {
        Observation observation = Observation.createNotStarted("nanokit.run", registry)
                .contextualName(run.toString())
                .lowCardinalityKeyValue("verb", run.verb())
                .highCardinalityKeyValue("scope", run.subject());
        return new RunObservation(registry, observation.start());
    }

    void on(NanokitEvent event) {
        if (event instanceof NanokitEvent.StepStarted started) {
            steps.put(started.step().id(), begin(started.step()));
        } else if (event instanceof NanokitEvent.StepProgressed progressed) {
            Optional.ofNullable(steps.get(progressed.step().id()))
                    .ifPresent(step -> step.event(Observation.Event.of("nanokit.progress", progressed.progress())));
        } else if (event instanceof NanokitEvent.StepFinished finished) {
            Optional.ofNullable(steps.remove(finished.step().id()))
                    .ifPresent(step -> end(
                            step,
                            finished.failure().map(StepFailure::code),
                            finished.failure().map(StepFailure::message)));
        } else if (event instanceof NanokitEvent.Notice notice) {
            observation.event(Observation.Event.of("nanokit.notice", notice.text()));
        } else if (event instanceof NanokitEvent.RunFinished finished) {
            end(observation, finished.failure(), finished.failure());
        }
    }

    private Observation begin(Step step) {
        return Observation.createNotStarted("nanokit.step", registry)
                .parentObservation(observation)
                .contextualName(step.words())
                .lowCardinalityKeyValue("action", step.action().name().toLowerCase(Locale.ROOT))
                .lowCardinalityKeyValue("kind", step.slot().kind().id())
                .highCardinalityKeyValue("slot", step.slot().toString())
                .start();
    }

    private static void end(Observation what, Optional<String> code, Optional<String> message) {
        message.ifPresent(words -> what.error(new ObservedFailureException(words)));
        what.lowCardinalityKeyValue(OUTCOME, code.orElse("success")).stop();
    }
}
