package dev.nanokit.observation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nanokit.Deployment;
import dev.nanokit.Nanokit;
import dev.nanokit.event.NanokitEvent;
import dev.nanokit.event.NanokitListener;
import dev.nanokit.event.Run;
import dev.nanokit.failure.OperationCancelledException;
import dev.nanokit.failure.ProviderException;
import dev.nanokit.failure.RolloutFailedException;
import dev.nanokit.testkit.Behaviour;
import dev.nanokit.testkit.FakeProvider;
import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.tck.TestObservationRegistry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What Micrometer is told of a run. */
final class ObservationListenerTest {

    private static final String FILE =
            """
            name: shop
            services:
              api: { image: 'api:1', expose: 80 }
              web: { image: 'web:1', depends_on: api }
            """;

    private final TestObservationRegistry registry = TestObservationRegistry.create();
    private final Seen all = new Seen();
    private final ObservationListener listener = new ObservationListener(registry);
    private final FakeProvider fake = FakeProvider.instances();

    /** Keeps every observation, and what was told of it. */
    private static final class Seen implements ObservationHandler<Observation.Context> {

        final List<Observation.Context> started = new CopyOnWriteArrayList<>();
        final List<Observation.Context> stopped = new CopyOnWriteArrayList<>();
        final List<String> events = new CopyOnWriteArrayList<>();

        @Override
        public void onStart(Observation.Context context) {
            started.add(context);
        }

        @Override
        public void onStop(Observation.Context context) {
            stopped.add(context);
        }

        @Override
        public void onEvent(Observation.Event event, Observation.Context context) {
            events.add(context.getContextualName() + ": " + event.getName() + ": " + event.getContextualName());
        }

        @Override
        public boolean supportsContext(Observation.Context context) {
            return true;
        }

        List<Observation.Context> named(String name) {
            return started.stream()
                    .filter(context -> name.equals(context.getName()))
                    .toList();
        }

        Observation.Context run() {
            assertThat(named("nanokit.run")).hasSize(1);
            return named("nanokit.run").get(0);
        }

        Observation.Context step(String words) {
            List<Observation.Context> found = named("nanokit.step").stream()
                    .filter(context ->
                            String.valueOf(context.getContextualName()).startsWith(words))
                    .toList();
            assertThat(found).as(words).hasSize(1);
            return found.get(0);
        }
    }

    @BeforeEach
    void begin() {
        registry.observationConfig().observationHandler(all);
    }

    @AfterEach
    void whatBeganHasEndedOnce() {
        assertThat(all.stopped).containsExactlyInAnyOrderElementsOf(all.started);
        assertThat(registry.getCurrentObservation()).isNull();
    }

    private Nanokit kit() {
        return Nanokit.load(FILE).provider(fake).listener(listener);
    }

    private static Map<String, String> values(KeyValues values) {
        return values.stream().collect(Collectors.toMap(KeyValue::getKey, KeyValue::getValue));
    }

    private static String parent(Observation.Context context) {
        return context.getParentObservation() == null
                ? "none"
                : context.getParentObservation().getContextView().getName();
    }

    @Test
    void a_run_stands_below_what_its_caller_observes_and_its_steps_below_the_run() {
        Observation.createNotStarted("release", registry).observe(() -> kit().up());
        assertThat(parent(all.run())).isEqualTo("release");
        assertThat(all.named("nanokit.step")).hasSizeGreaterThan(3).allSatisfy(step -> assertThat(
                        step.getParentObservation().getContextView())
                .isSameAs(all.run()));
    }

    @Test
    void a_run_tells_verb_outcome_and_scope() {
        kit().up();
        assertThat(parent(all.run())).isEqualTo("none");
        assertThat(all.run().getContextualName()).isEqualTo("up shop/local");
        assertThat(values(all.run().getLowCardinalityKeyValues()))
                .containsExactlyInAnyOrderEntriesOf(Map.of("verb", "up", "outcome", "success"));
        assertThat(values(all.run().getHighCardinalityKeyValues())).isEqualTo(Map.of("scope", "shop/local"));
    }

    @Test
    void a_step_tells_action_kind_outcome_and_slot() {
        kit().up();
        Observation.Context step = all.step("create instance/web.1@");
        assertThat(values(step.getLowCardinalityKeyValues()))
                .isEqualTo(Map.of("action", "create", "kind", "instance", "outcome", "success"));
        assertThat(values(step.getHighCardinalityKeyValues())).isEqualTo(Map.of("slot", "instance/web.1"));
        assertThat(step.getError()).isNull();
    }

    @Test
    void a_failure_is_an_error_of_its_step_and_of_the_run() {
        fake.behave("api", Behaviour.neverReady());
        assertThatThrownBy(() -> kit().up()).isInstanceOf(RolloutFailedException.class);
        Observation.Context step = all.step("await instance/api.1@");
        assertThat(step.getLowCardinalityKeyValue("outcome").getValue()).isEqualTo("health.deadline");
        assertThat(step.getError()).hasMessageContaining("api.1 was not ready within");
        assertThat(all.run().getLowCardinalityKeyValue("outcome").getValue()).isEqualTo("run.failed");
        assertThat(all.run().getError()).hasMessage("run.failed");
    }

    @Test
    void what_is_cancelled_ends_with_that_outcome() {
        Thread me = Thread.currentThread();
        NanokitListener interrupting = event -> {
            if (event instanceof NanokitEvent.StepStarted started
                    && started.step().words().startsWith("await instance/api")) {
                me.interrupt();
            }
        };
        fake.behave("api", Behaviour.neverReady());
        assertThatThrownBy(() -> kit().listener(interrupting).up())
                .isInstanceOfSatisfying(OperationCancelledException.class, cancelled -> assertThat(
                                all.run().getLowCardinalityKeyValue("outcome").getValue())
                        .isEqualTo(cancelled.code()));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(all.step("await instance/api.1@").getError()).isNotNull();
    }

    @Test
    void progress_and_notices_are_events() {
        fake.fail("create instance/api.1", ProviderException.Kind.THROTTLED, 1);
        NanokitListener failing = event -> {
            throw new IllegalStateException("mine");
        };
        kit().listener(failing).up();
        assertThat(all.events)
                .anyMatch(event -> event.matches("create instance/api\\.1@\\w+: nanokit\\.progress: .+"))
                .anyMatch(event -> event.matches("up shop/local: nanokit\\.notice: listener .+ hears no more"));
    }

    @Test
    void runs_at_once_are_kept_apart() {
        CyclicBarrier together = new CyclicBarrier(2);
        NanokitListener waiting = event -> {
            if (event instanceof NanokitEvent.RunStarted || event instanceof NanokitEvent.PlanMade) {
                await(together);
            }
        };
        List<CompletableFuture<Deployment>> both = List.of("one", "two").stream()
                .map(name -> CompletableFuture.supplyAsync(() -> Observation.createNotStarted(name, registry)
                        .observe(() -> Nanokit.load(FILE.replace("shop", name))
                                .provider(FakeProvider.instances())
                                .listener(listener)
                                .listener(waiting)
                                .up())))
                .toList();
        both.forEach(CompletableFuture::join);

        assertThat(all.named("nanokit.run")).hasSize(2).allSatisfy(run -> {
            assertThat(run.getContextualName()).isEqualTo("up " + parent(run) + "/local");
            assertThat(all.named("nanokit.step").stream()
                            .filter(step -> step.getParentObservation().getContextView() == run)
                            .map(Observation.Context::getContextualName)
                            .filter(words -> words.startsWith("create instance/")))
                    .hasSize(2);
        });
    }

    @Test
    void a_run_whose_observation_failed_is_left_alone() {
        List<String> told = new CopyOnWriteArrayList<>();
        registry.observationConfig().observationHandler(new ObservationHandler<>() {
            @Override
            public void onEvent(Observation.Event event, Observation.Context context) {
                told.add(event.getName());
                throw new IllegalStateException("mine");
            }

            @Override
            public boolean supportsContext(Observation.Context context) {
                return true;
            }
        });
        Run run = new Run("up", "shop/local");
        Instant now = Instant.EPOCH;
        listener.on(new NanokitEvent.RunStarted(now, 1, run));
        assertThatThrownBy(() -> listener.on(new NanokitEvent.Notice(now, 2, run, "hm")))
                .hasMessage("mine");
        listener.on(new NanokitEvent.Notice(now, 3, run, "hm"));
        assertThat(told).hasSize(1);
        all.started.clear(); // it never ends, as its handler failed
    }

    private static void await(CyclicBarrier together) {
        try {
            together.await();
        } catch (InterruptedException | BrokenBarrierException e) {
            throw new IllegalStateException(e);
        }
    }
}
