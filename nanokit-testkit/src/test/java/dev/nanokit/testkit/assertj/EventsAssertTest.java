package dev.nanokit.testkit.assertj;

import static dev.nanokit.testkit.assertj.NanokitAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.nanokit.event.NanokitEvent;
import dev.nanokit.event.Run;
import dev.nanokit.plan.Action;
import dev.nanokit.plan.Step;
import dev.nanokit.provider.Slot;
import dev.nanokit.testkit.Behaviour;
import dev.nanokit.testkit.FakeProvider;
import dev.nanokit.testkit.junit.TestEngine;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class EventsAssertTest {

    private static final Instant AT = Instant.parse("2030-01-01T00:00:00Z");
    private static final Run RUN = new Run("up", "shop/local");
    private static final Step STEP =
            new Step(1, Action.CREATE, Slot.parse("instance/web.1"), "", "missing", List.of(), new TreeSet<>());

    private final FakeProvider fake = FakeProvider.instances();
    private final TestEngine engine = Shop.open(fake);

    @Test
    void events_of_several_runs_read_as_sentences() {
        assertThat(engine).followTheGrammar().endedWell().ranSteps("create instance/web.1", "switch members/web");
        fake.behave("api", Behaviour.exits(Duration.ofSeconds(1), 1));
        assertThat(catchThrowable(() -> engine.load(Shop.NEW).up())).isNotNull();
        assertThat(engine.events())
                .followTheGrammar()
                .endedWith("run.failed")
                .failedSteps("await instance/api.1")
                .didNotBegin("stop instance/api.1");
        assertThat(engine.lastRun()).didNotBegin("create instance/web.1").followTheGrammar();
        assertThat(engine.events())
                .hasSizeGreaterThan(engine.lastRun().size())
                .first()
                .isNotNull();
        assertThat(engine.events())
                .filteredOn(NanokitEvent.PlanMade.class::isInstance)
                .hasSize(2);
    }

    @Test
    void whoever_listens_can_keep_the_events_in_any_list() {
        ArrayList<NanokitEvent> heard = new ArrayList<>();
        engine.load(Shop.NEW).listener(heard::add).up();
        assertThat(heard).followTheGrammar().endedWell().ranSteps("delete instance/job.1");
        assertThat(heard).isEqualTo(engine.lastRun());
    }

    @Test
    void a_failure_says_what_was_expected_and_shows_the_events_and_the_world() {
        assertThatThrownBy(() -> assertThat(engine).endedWith("run.failed"))
                .hasMessageStartingWith("Expected the run to end with run.failed, but it ended well\n")
                .hasMessageContaining("\nThe events:\n  up shop/local\n  plan for shop/local")
                .hasMessageContaining("\nThe journal:\n  create gateway/80@")
                .hasMessageContaining("\nWhat stands:\n");
        List<NanokitEvent> events = engine.events();
        assertThatThrownBy(() -> assertThat(events).ranSteps("create instance/api.3"))
                .hasMessageStartingWith("Expected a step 'create instance/api.3' to have succeeded\n\nThe events:");
        assertThatThrownBy(() -> assertThat(events).failedSteps("create instance/api.1"))
                .hasMessageStartingWith("Expected a step 'create instance/api.1' to have failed");
        assertThatThrownBy(() -> assertThat(events).didNotBegin("create instance/api.1"))
                .hasMessageStartingWith("Expected no step 'create instance/api.1' to have begun");
        assertThatThrownBy(() -> assertThat(events).toldOf("nothing"))
                .hasMessageStartingWith("Expected a notice of 'nothing'");
        assertThatThrownBy(() -> assertThat(List.<NanokitEvent>of()).endedWell())
                .hasMessageStartingWith("Expected a run to have ended");
        assertThatThrownBy(() -> assertThat(List.<NanokitEvent>of()).followTheGrammar())
                .hasMessageStartingWith("Expected a run to have been heard of");
    }

    private static void breaks(String mistake, NanokitEvent... events) {
        assertThatThrownBy(() -> assertThat(List.of(events)).followTheGrammar())
                .hasMessageStartingWith(
                        "Expected the events of 'up shop/local' to follow the grammar, but " + mistake + "\n");
    }

    private static NanokitEvent.RunStarted begin() {
        return new NanokitEvent.RunStarted(AT, 1, RUN);
    }

    private static NanokitEvent.RunFinished end(long number) {
        return new NanokitEvent.RunFinished(AT, number, RUN, Duration.ZERO, Optional.empty());
    }

    @Test
    void each_rule_of_the_grammar_is_told_by_what_breaks_it() {
        NanokitEvent started = new NanokitEvent.StepStarted(AT, 2, RUN, STEP);
        breaks("the run never ended", begin());
        breaks("event 1 (Notice) comes before the run began", new NanokitEvent.Notice(AT, 1, RUN, "x"));
        breaks("event 2 (RunStarted) begins what has begun", begin(), new NanokitEvent.RunStarted(AT, 2, RUN));
        breaks("event 3 (RunFinished) should have the number 2", begin(), end(3));
        breaks(
                "event 3 (Notice) comes after the end of the run",
                begin(),
                end(2),
                new NanokitEvent.Notice(AT, 3, RUN, "late"));
        breaks(
                "event 2 (Notice) happened before the one before it",
                begin(),
                new NanokitEvent.Notice(AT.minusSeconds(1), 2, RUN, "x"));
        breaks("create instance/web.1 never ended", begin(), started, end(3));
        breaks(
                "event 3 (StepStarted) begins create instance/web.1 again",
                begin(),
                started,
                new NanokitEvent.StepStarted(AT, 3, RUN, STEP));
        breaks(
                "event 2 (StepProgressed) is of create instance/web.1, which is not under way",
                begin(),
                new NanokitEvent.StepProgressed(AT, 2, RUN, STEP, "pulls"));
        breaks(
                "event 2 (StepFinished) ends create instance/web.1, which is not under way",
                begin(),
                new NanokitEvent.StepFinished(AT, 2, RUN, STEP, Duration.ZERO, Optional.empty()));
        assertThat(List.of(begin(), end(2))).followTheGrammar();
    }
}
