package dev.nanokit.engine.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nanokit.engine.lease.Lease;
import dev.nanokit.engine.planning.Fingerprints;
import dev.nanokit.engine.planning.Task;
import dev.nanokit.engine.planning.Work;
import dev.nanokit.engine.planning.WorkPlan;
import dev.nanokit.engine.thread.SystemTime;
import dev.nanokit.failure.RolloutFailedException;
import dev.nanokit.model.Name;
import dev.nanokit.model.Project;
import dev.nanokit.model.SettingsNode;
import dev.nanokit.plan.Action;
import dev.nanokit.plan.Step;
import dev.nanokit.provider.LabelCodec;
import dev.nanokit.provider.ProviderContext;
import dev.nanokit.provider.ProviderSession;
import dev.nanokit.provider.Scope;
import dev.nanokit.provider.Slot;
import dev.nanokit.run.OnFailure;
import dev.nanokit.testkit.FakeProvider;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A plan that no order satisfies cannot come from the planner; if it came all the same, a run would not hang. */
@Timeout(20)
final class StuckTest {

    private static Work gate(int id, Integer... needs) {
        Step step = new Step(
                id, Action.GATE, Slot.instance("a", id), "", "for the test", List.of(), new TreeSet<>(Set.of(needs)));
        return new Work(step, new Task.Gate(), Optional.empty());
    }

    @Test
    void a_run_that_cannot_go_on_fails_with_its_graph_instead_of_hanging() {
        Scope scope = new Scope(Name.of("shop"), Optional.empty(), Name.of("local"));
        SystemTime time = new SystemTime();
        FakeProvider fake = FakeProvider.instances();
        ProviderSession session = fake.connect(fake.settings(SettingsNode.empty()), new Context(time));
        RunContext run = new RunContext(
                scope,
                session,
                time,
                new EventStream(List.of(), time),
                new Fingerprints(scope),
                new LabelCodec(),
                new RunContext.Limits(
                        1,
                        time.now().plus(Duration.ofHours(1)),
                        Duration.ofMinutes(1),
                        Duration.ofMinutes(1),
                        Duration.ofMillis(50),
                        OnFailure.CONTINUE),
                new Rates(Optional.empty(), time),
                Lease.none(time),
                Masking.of(Project.builder(scope.project(), scope.environment()).build()));
        WorkPlan plan = new WorkPlan(
                scope, List.of(gate(1), gate(2, 1, 4), gate(3, 2), gate(4, 3)), Map.of(), List.of(), List.of());
        assertThatThrownBy(() -> new Executor(run).apply(plan))
                .isInstanceOfSatisfying(
                        RolloutFailedException.class,
                        e -> assertThat(e.report().failures().get(0).code()).isEqualTo("run.stuck"))
                .hasMessageContaining("waits for [1, 4]")
                .hasMessageContaining("waits for [3]");
    }

    private record Context(SystemTime time) implements ProviderContext {
        @Override
        public Instant now() {
            return time.now();
        }

        @Override
        public LabelCodec labels() {
            return new LabelCodec();
        }
    }
}
