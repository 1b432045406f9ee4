package dev.nanokit.testkit.assertj;

import dev.nanokit.event.NanokitEvent;
import dev.nanokit.plan.Step;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The one grammar that the events of every run have, however the run ended. Confined to one thread. */
final class EventGrammar {

    private final Set<Step> open = new LinkedHashSet<>();
    private long number;
    private Instant now = Instant.MIN;
    private boolean isOver;

    private EventGrammar() {}

    /** {@return what is wrong with the events of one run; empty if nothing is} */
    static Optional<String> mistake(List<? extends NanokitEvent> events) {
        EventGrammar grammar = new EventGrammar();
        for (NanokitEvent event : events) {
            Optional<String> mistake = grammar.next(event);
            if (mistake.isPresent()) {
                return mistake;
            }
        }
        return grammar.atEnd();
    }

    private Optional<String> next(NanokitEvent event) {
        number++;
        String what = "event " + event.sequence() + " (" + event.getClass().getSimpleName() + ") ";
        boolean begins = event instanceof NanokitEvent.RunStarted;
        boolean goesBack = event.at().isBefore(now);
        now = event.at();
        if (event.sequence() != number) {
            return Optional.of(what + "should have the number " + number);
        } else if (begins != (number == 1)) {
            return Optional.of(what + (begins ? "begins what has begun" : "comes before the run began"));
        } else if (goesBack) {
            return Optional.of(what + "happened before the one before it");
        } else if (isOver) {
            return Optional.of(what + "comes after the end of the run");
        }
        isOver = event instanceof NanokitEvent.RunFinished;
        return ofStep(event).map(what::concat);
    }

    private Optional<String> ofStep(NanokitEvent event) {
        if (event instanceof NanokitEvent.StepStarted started && !open.add(started.step())) {
            return Optional.of("begins " + started.step().words() + " again");
        } else if (event instanceof NanokitEvent.StepProgressed progressed && !open.contains(progressed.step())) {
            return Optional.of("is of " + progressed.step().words() + ", which is not under way");
        } else if (event instanceof NanokitEvent.StepFinished finished && !open.remove(finished.step())) {
            return Optional.of("ends " + finished.step().words() + ", which is not under way");
        }
        return Optional.empty();
    }

    private Optional<String> atEnd() {
        if (!open.isEmpty()) {
            return Optional.of(open.stream().map(Step::words).collect(Collectors.joining(", ")) + " never ended");
        }
        return isOver ? Optional.empty() : Optional.of("the run never ended");
    }
}
