package dev.nanokit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nanokit.event.NanokitEvent;
import dev.nanokit.failure.ProviderException;
import dev.nanokit.failure.RolloutFailedException;
import dev.nanokit.failure.StepFailure;
import dev.nanokit.testkit.Behaviour;
import dev.nanokit.testkit.FakeProvider;
import dev.nanokit.testkit.assertj.NanokitAssertions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every wait ends, and waiting costs next to nothing. */
@Timeout(60)
final class WaitTest {

    private static final String FILE =
            """
            name: shop
            services:
              api: { image: 'api:1', expose: 80, healthcheck: { startPeriod: 1h } }
              web: { image: 'web:1', expose: 80, depends_on: [api] }
              mail: { image: 'mail:1' }
            """;

    @ParameterizedTest
    @EnumSource
    void the_deadline_of_the_run_ends_it_wherever_it_stands(Fakes kind) {
        FakeProvider fake = kind.make().behave("api", Behaviour.neverReady());
        Instant begun = fake.now();
        List<NanokitEvent> heard = new ArrayList<>();
        assertThatThrownBy(() -> Nanokit.load(FILE)
                        .provider(fake)
                        .options(options -> options.deadline(Duration.ofMinutes(3)))
                        .listener(heard::add)
                        .up())
                .isInstanceOfSatisfying(
                        RolloutFailedException.class, e -> assertThat(e.report().failures())
                                .extracting(StepFailure::code)
                                .contains("run.deadline"))
                .hasMessageContaining("api");
        assertThat(Duration.between(begun, fake.now())).isBetween(Duration.ofMinutes(3), Duration.ofSeconds(200));
        NanokitAssertions.assertThat(heard).followTheGrammar();
        assertThat(fake.leases()).isZero();
    }

    @Test
    void the_deadline_of_the_run_counts_for_reads_too() {
        FakeProvider fake = FakeProvider.instances();
        fake.faults().hang("discover");
        Instant begun = fake.now();
        assertThatThrownBy(() -> Nanokit.load(FILE)
                        .provider(fake)
                        .options(options -> options.deadline(Duration.ofMinutes(2)))
                        .plan())
                .isInstanceOfSatisfying(ProviderException.class, e -> assertThat(e.kind())
                        .isEqualTo(ProviderException.Kind.UNAVAILABLE))
                .hasMessageContaining("look for resources");
        assertThat(Duration.between(begun, fake.now())).isLessThan(Duration.ofMinutes(3));
    }

    @ParameterizedTest
    @EnumSource
    void a_call_that_does_not_come_back_is_given_up_at_its_deadline_and_the_rest_goes_on(Fakes kind) {
        FakeProvider fake = kind.make();
        fake.faults().hang("create " + (kind == Fakes.INSTANCES ? "instance/mail" : "service/mail"));
        assertThatThrownBy(() -> Nanokit.load(FILE)
                        .provider(fake)
                        .options(options -> options.callDeadline(Duration.ofMinutes(1)))
                        .up())
                .isInstanceOfSatisfying(RolloutFailedException.class, e -> {
                    assertThat(e.report().failures()).hasSize(1);
                    assertThat(e.report().failures().get(0).message()).contains("did not end before its deadline");
                });
        assertThat(fake.request("web")).contains("web:1");
        fake.repair();
        Nanokit.load(FILE).provider(fake).up();
        assertThat(fake.running("mail")).isEqualTo(1);
    }

    @Test
    void calls_that_hang_do_not_use_the_workers_up() {
        FakeProvider fake = FakeProvider.instances();
        StringBuilder yaml = new StringBuilder("name: shop\nservices:\n  last: { image: 'last:1' }\n");
        for (int number = 0; number < 10; number++) {
            yaml.append("  a").append(number).append(": { image: 'a:1' }\n");
        }
        fake.faults().hang("create instance/a");
        assertThatThrownBy(() -> Nanokit.load(yaml.toString())
                        .provider(fake)
                        .parallelism(2)
                        .options(options -> options.callDeadline(Duration.ofSeconds(30)))
                        .up())
                .isInstanceOfSatisfying(
                        RolloutFailedException.class,
                        e -> assertThat(e.report().failures()).hasSize(10));
        assertThat(fake.running("last")).isEqualTo(1);
    }

    @Test
    void a_step_ends_at_its_deadline_however_often_it_may_be_said_again() {
        FakeProvider fake = FakeProvider.instances();
        fake.faults().throttle("create instance/mail", Duration.ofSeconds(20), 1_000);
        Instant begun = fake.now();
        assertThatThrownBy(() -> Nanokit.load(FILE)
                        .provider(fake)
                        .options(options -> options.stepDeadline(Duration.ofMinutes(4)))
                        .up())
                .isInstanceOfSatisfying(
                        RolloutFailedException.class,
                        e -> assertThat(e.report().failures().get(0).code()).isEqualTo("provider.throttled"));
        assertThat(Duration.between(begun, fake.now())).isLessThan(Duration.ofMinutes(5));
    }

    @ParameterizedTest
    @EnumSource
    void what_has_ended_ends_the_wait_at_once(Fakes kind) {
        FakeProvider fake = kind.make().behave("api", Behaviour.exits(Duration.ofSeconds(2), 3, "oh no"));
        Instant begun = fake.now();
        assertThatThrownBy(() -> Nanokit.load(FILE).provider(fake).up()).hasMessageContaining("exit code 3");
        assertThat(Duration.between(begun, fake.now())).isLessThan(Duration.ofSeconds(10));
    }

    @ParameterizedTest
    @EnumSource
    void two_thousand_wait_at_once_for_a_call_a_tick_and_no_thread_each(Fakes kind) {
        FakeProvider fake = kind.make();
        StringBuilder yaml = new StringBuilder("name: big\nservices:\n");
        for (int number = 0; number < 2_000; number++) {
            yaml.append("  s").append(number).append(": { image: 'slow', expose: 80 }\n");
        }
        Duration last = Duration.ofMinutes(7);
        fake.behave("slow", Behaviour.readyAfter(last));
        AtomicInteger mostThreads = new AtomicInteger();
        AtomicInteger waiting = new AtomicInteger();
        AtomicInteger mostWaiting = new AtomicInteger();
        int before = Thread.activeCount();
        int[] readsWhenAllWait = new int[1];
        Instant[] allWait = new Instant[1];
        Nanokit.load(yaml.toString().replace("expose: 80", "expose: 80, healthcheck: { startPeriod: 1h }"))
                .provider(fake)
                .listener(event -> {
                    mostThreads.accumulateAndGet(Thread.activeCount(), Math::max);
                    if (event instanceof NanokitEvent.StepStarted started
                            && started.step().words().startsWith("await")) {
                        mostWaiting.accumulateAndGet(waiting.incrementAndGet(), Math::max);
                        if (waiting.get() == 2_000 && allWait[0] == null) {
                            readsWhenAllWait[0] = fake.reads();
                            allWait[0] = event.at();
                        }
                    } else if (event instanceof NanokitEvent.StepFinished finished
                            && finished.step().words().startsWith("await")) {
                        waiting.decrementAndGet();
                    }
                })
                .up();
        assertThat(mostWaiting).hasValue(2_000);
        assertThat(mostThreads.get() - before).isLessThan(20);
        long ticks = Duration.between(allWait[0], fake.now()).toMillis() / 50;
        assertThat(fake.reads() - readsWhenAllWait[0])
                .as("looks in %d ticks", ticks)
                .isLessThanOrEqualTo((int) ticks + 5);
    }

    @ParameterizedTest
    @EnumSource
    void with_one_write_at_a_time_everything_completes(Fakes kind) {
        FakeProvider fake = kind.make();
        String yaml = FILE.replace(
                "expose: 80, depends_on",
                "expose: 80, host: web.localhost, instances: 3,"
                        + " updateStrategy: rolling, hooks: { prestart: migrate, poststart: warm }, depends_on");
        Nanokit.load(yaml).provider(fake).parallelism(1).up();
        Nanokit.load(yaml.replace("web:1", "web:2").replace("api:1", "api:2"))
                .provider(fake)
                .parallelism(1)
                .up();
        assertThat(fake.request("web")).contains("web:2");
        Nanokit.load(yaml).provider(fake).parallelism(1).down();
    }
}
