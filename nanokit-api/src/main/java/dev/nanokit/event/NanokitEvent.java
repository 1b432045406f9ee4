package dev.nanokit.event;

import dev.nanokit.failure.StepFailure;
import dev.nanokit.plan.Plan;
import dev.nanokit.plan.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Something that happened during a run. Delivered one after the other, in order, before the verb returns. The nesting
 * is
 *
 * <pre>
 * RunStarted
 *   PlanMade
 *   StepStarted  StepProgressed*  StepFinished     one such group per step that was begun, interleaved
 *   Notice*
 * RunFinished
 * </pre>
 *
 * <p>Every start has exactly one finish, also when the run is cancelled or fails. No event holds a secret. The set of
 * events may grow: ignore what you do not know. Immutable and thread-safe.
 */
public sealed interface NanokitEvent {

    /** {@return when it happened, by the run's time} */
    Instant at();

    /** {@return its number in the run, counted from 1 without gaps} */
    long sequence();

    /** {@return the run that it is of} */
    Run run();

    /**
     * A run began.
     *
     * @param at when
     * @param sequence its number
     * @param run the run
     */
    record RunStarted(Instant at, long sequence, Run run) implements NanokitEvent {

        /** {@return what was asked for, for instance {@code up}} */
        public String verb() {
            return run.verb();
        }

        /** {@return the scope} */
        public String subject() {
            return run.subject();
        }
    }

    /**
     * A plan was made and will be carried out.
     *
     * @param at when
     * @param sequence its number
     * @param run whose
     * @param plan the plan
     */
    record PlanMade(Instant at, long sequence, Run run, Plan plan) implements NanokitEvent {}

    /**
     * A step began.
     *
     * @param at when
     * @param sequence its number
     * @param run whose
     * @param step the step
     */
    record StepStarted(Instant at, long sequence, Run run, Step step) implements NanokitEvent {}

    /**
     * A step went on.
     *
     * @param at when
     * @param sequence its number
     * @param run whose
     * @param step the step
     * @param progress a few words, for instance of an image pull or the last probe
     */
    record StepProgressed(Instant at, long sequence, Run run, Step step, String progress) implements NanokitEvent {}

    /**
     * A step ended.
     *
     * @param at when
     * @param sequence its number
     * @param run whose
     * @param step the step
     * @param took how long it took
     * @param failure why it failed; empty if it did what it should
     */
    record StepFinished(Instant at, long sequence, Run run, Step step, Duration took, Optional<StepFailure> failure)
            implements NanokitEvent {}

    /**
     * Something worth telling that is no step.
     *
     * @param at when
     * @param sequence its number
     * @param run whose
     * @param text what
     */
    record Notice(Instant at, long sequence, Run run, String text) implements NanokitEvent {}

    /**
     * A run ended.
     *
     * @param at when
     * @param sequence its number
     * @param run whose
     * @param took how long it took
     * @param failure the code of the exception that it ended with; empty if it did what it should
     */
    record RunFinished(Instant at, long sequence, Run run, Duration took, Optional<String> failure)
            implements NanokitEvent {}
}
