package dev.nanokit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nanokit.event.NanokitEvent;
import dev.nanokit.plan.Step;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The one grammar that every stream of events of a run has, however the run ended. */
final class EventGrammar {

    private EventGrammar() {}

    static void check(List<NanokitEvent> events) {
        assertThat(events).isNotEmpty();
        assertThat(events.get(0)).isInstanceOf(NanokitEvent.RunStarted.class);
        assertThat(events.get(events.size() - 1)).isInstanceOf(NanokitEvent.RunFinished.class);
        Set<Step> open = new HashSet<>();
        long number = 0;
        for (NanokitEvent event : events) {
            number++;
            assertThat(event.sequence()).as("%s", event).isEqualTo(number);
            if (number > 1) {
                assertThat(event.at())
                        .isAfterOrEqualTo(events.get((int) number - 2).at());
                assertThat(event).isNotInstanceOf(NanokitEvent.RunStarted.class);
            }
            if (event instanceof NanokitEvent.StepStarted started) {
                assertThat(open.add(started.step())).as("%s", event).isTrue();
            } else if (event instanceof NanokitEvent.StepProgressed progressed) {
                assertThat(open).as("%s", event).contains(progressed.step());
            } else if (event instanceof NanokitEvent.StepFinished finished) {
                assertThat(open.remove(finished.step())).as("%s", event).isTrue();
            } else if (event instanceof NanokitEvent.RunFinished) {
                assertThat(number).isEqualTo(events.size());
            }
        }
        assertThat(open).as("begun and not finished").isEmpty();
    }
}
