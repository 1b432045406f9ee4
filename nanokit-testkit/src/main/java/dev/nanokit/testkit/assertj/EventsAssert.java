package dev.nanokit.testkit.assertj;

import dev.nanokit.event.NanokitEvent;
import dev.nanokit.event.Run;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.assertj.core.api.AbstractListAssert;
import org.assertj.core.api.ObjectAssert;

/**
 * Assertions on what was heard of one run or several. Those that are about an end are about the run that began last. Not
 * thread-safe.
 */
public final class EventsAssert
        extends AbstractListAssert<
                EventsAssert, List<? extends NanokitEvent>, NanokitEvent, ObjectAssert<NanokitEvent>> {

    private final String surroundings;

    EventsAssert(List<? extends NanokitEvent> events, String surroundings) {
        super(events, EventsAssert.class);
        this.surroundings = surroundings;
    }

    /**
     * Verifies that the events of each run have the grammar of {@link NanokitEvent}: a run begins and ends once, numbers
     * have no gaps, time does not go back, and each step that began has ended, once.
     *
     * @return this
     */
    public EventsAssert followTheGrammar() {
        Map<Run, List<NanokitEvent>> runs = new LinkedHashMap<>();
        heard().forEach(event -> runs.computeIfAbsent(event.run(), any -> new java.util.ArrayList<>())
                .add(event));
        require(!runs.isEmpty(), "a run to have been heard of");
        runs.forEach((run, events) -> EventGrammar.mistake(events)
                .ifPresent(mistake -> fail("the events of '" + run + "' to follow the grammar, but " + mistake)));
        return this;
    }

    /**
     * Verifies that each of some steps was begun and did what it should, in whatever order.
     *
     * @param steps beginnings of their words, for instance {@code create instance/web.1}
     * @return this
     */
    public EventsAssert ranSteps(String... steps) {
        for (String step : steps) {
            boolean ran = finished().stream()
                    .anyMatch(event -> PlanAssert.begins(event.step(), step)
                            && event.failure().isEmpty());
            require(ran, "a step '" + step + "' to have succeeded");
        }
        return this;
    }

    /**
     * Verifies that each of some steps failed.
     *
     * @param steps beginnings of their words
     * @return this
     */
    public EventsAssert failedSteps(String... steps) {
        for (String step : steps) {
            boolean failed = finished().stream()
                    .anyMatch(event -> PlanAssert.begins(event.step(), step)
                            && event.failure().isPresent());
            require(failed, "a step '" + step + "' to have failed");
        }
        return this;
    }

    /**
     * Verifies that none of some steps was begun.
     *
     * @param steps beginnings of their words
     * @return this
     */
    public EventsAssert didNotBegin(String... steps) {
        for (String step : steps) {
            boolean began = heard().stream()
                    .anyMatch(event -> event instanceof NanokitEvent.StepStarted started
                            && PlanAssert.begins(started.step(), step));
            require(!began, "no step '" + step + "' to have begun");
        }
        return this;
    }

    private List<NanokitEvent.StepFinished> finished() {
        return heard().stream()
                .filter(NanokitEvent.StepFinished.class::isInstance)
                .map(NanokitEvent.StepFinished.class::cast)
                .toList();
    }

    /**
     * Verifies that the last run did what it should.
     *
     * @return this
     */
    public EventsAssert endedWell() {
        Optional<String> failure = end().failure();
        return require(failure.isEmpty(), "the run to end well, but it ended with " + failure.orElse(""));
    }

    /**
     * Verifies that the last run failed.
     *
     * @param code code of the exception that it ended with, for instance {@code run.failed}
     * @return this
     */
    public EventsAssert endedWith(String code) {
        Optional<String> failure = end().failure();
        return require(
                failure.equals(Optional.of(code)),
                "the run to end with " + code + ", but it ended "
                        + failure.map("with "::concat).orElse("well"));
    }

    private NanokitEvent.RunFinished end() {
        Optional<Run> last = heard().stream()
                .filter(NanokitEvent.RunStarted.class::isInstance)
                .map(NanokitEvent::run)
                .reduce((one, other) -> other);
        Optional<NanokitEvent.RunFinished> end = heard().stream()
                .filter(event -> last.equals(Optional.of(event.run())))
                .filter(NanokitEvent.RunFinished.class::isInstance)
                .map(NanokitEvent.RunFinished.class::cast)
                .findFirst();
        return end.orElseThrow(() -> failure("a run to have ended"));
    }

    /**
     * Verifies that there was a notice.
     *
     * @param words part of its text
     * @return this
     */
    public EventsAssert toldOf(String words) {
        boolean told = heard().stream()
                .anyMatch(event -> event instanceof NanokitEvent.Notice notice
                        && notice.text().contains(words));
        return require(told, "a notice of '" + words + "'");
    }

    private List<? extends NanokitEvent> heard() {
        isNotNull();
        return actual;
    }

    private EventsAssert require(boolean holds, String wish) {
        if (!holds) {
            fail(wish);
        }
        return this;
    }

    private void fail(String wish) {
        throw failure(wish);
    }

    private AssertionError failure(String wish) {
        return failure("%s", "Expected " + wish + "\n" + Exhibit.events(heard()) + surroundings);
    }

    @Override
    protected ObjectAssert<NanokitEvent> toAssert(NanokitEvent event, String description) {
        return new ObjectAssert<>(event).as(description);
    }

    @Override
    protected EventsAssert newAbstractIterableAssert(Iterable<? extends NanokitEvent> events) {
        List<NanokitEvent> some = StreamSupport.stream(events.spliterator(), false)
                .map(NanokitEvent.class::cast)
                .toList();
        return new EventsAssert(some, surroundings);
    }
}
