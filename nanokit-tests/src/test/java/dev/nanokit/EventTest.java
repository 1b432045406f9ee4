package dev.nanokit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.nanokit.event.NanokitEvent;
import dev.nanokit.testkit.Behaviour;
import dev.nanokit.testkit.FakeProvider;
import dev.nanokit.testkit.assertj.NanokitAssertions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What listeners hear, and what they cannot break. */
@Timeout(60)
final class EventTest {

    private static final String FILE =
            """
            name: shop
            services:
              api: { image: 'api:1', expose: 80, instances: 3, updateStrategy: rolling, hooks: { prestart: x } }
              web: { image: 'web:1', expose: 80, host: web.localhost, depends_on: [api] }
            """;

    @ParameterizedTest
    @CsvSource({
        "INSTANCES, none", "INSTANCES, never ready", "INSTANCES, exits", "INSTANCES, cut", "INSTANCES, deadline",
        "SERVICES, none", "SERVICES, never ready", "SERVICES, exits", "SERVICES, cut", "SERVICES, deadline"
    })
    void however_a_run_ends_its_events_have_one_grammar(Fakes kind, String trouble) {
        FakeProvider fake = kind.make();
        if (trouble.equals("never ready") || trouble.equals("deadline")) {
            fake.behave("api", Behaviour.neverReady());
        } else if (trouble.equals("exits")) {
            fake.behave("api", Behaviour.exits(Duration.ofSeconds(1), 1));
        } else if (trouble.equals("cut")) {
            fake.cutAfter(4);
        }
        List<NanokitEvent> heard = new ArrayList<>();
        Throwable end = catchThrowable(() -> Nanokit.load(FILE)
                .provider(fake)
                .options(options -> options.deadline(Duration.ofSeconds(trouble.equals("deadline") ? 5 : 1_000)))
                .listener(heard::add)
                .up());
        assertThat(end == null).isEqualTo(trouble.equals("none"));
        NanokitAssertions.assertThat(heard).followTheGrammar();
        NanokitEvent.RunFinished last = (NanokitEvent.RunFinished) heard.get(heard.size() - 1);
        assertThat(last.failure().isPresent()).isEqualTo(end != null);
    }

    @Test
    void a_run_that_cannot_plan_has_a_beginning_and_an_end() {
        List<NanokitEvent> heard = new ArrayList<>();
        assertThatThrownBy(() -> Nanokit.load(FILE)
                .provider(FakeProvider.instances())
                .listener(heard::add)
                .up("nobody"));
        assertThat(heard).hasSize(2);
        NanokitAssertions.assertThat(heard).followTheGrammar();
    }

    @Test
    void they_come_one_at_a_time_and_all_but_the_first_on_one_thread() {
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        List<Thread> first = new ArrayList<>();
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Nanokit.load(FILE)
                .provider(FakeProvider.instances())
                .listener(event -> {
                    most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                    if (event instanceof NanokitEvent.RunStarted) {
                        first.add(Thread.currentThread());
                    } else {
                        threads.add(Thread.currentThread());
                    }
                    inside.decrementAndGet();
                })
                .up();
        assertThat(first).containsExactly(Thread.currentThread());
        assertThat(threads).hasSize(1).doesNotContain(Thread.currentThread());
        assertThat(most).hasValue(1);
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void a_listener_that_throws_is_left_out_and_the_others_hear_everything(boolean error) {
        List<NanokitEvent> heard = new ArrayList<>();
        AtomicInteger calls = new AtomicInteger();
        FakeProvider fake = FakeProvider.instances();
        Nanokit.load(FILE)
                .provider(fake)
                .listener(event -> {
                    if (calls.incrementAndGet() == 3) {
                        if (error) {
                            throw new NoClassDefFoundError("com/example/Gone");
                        }
                        throw new IllegalStateException("mine");
                    }
                })
                .listener(heard::add)
                .up();
        assertThat(calls).hasValue(3);
        assertThat(fake.request("web")).contains("web:1");
        assertThat(heard)
                .filteredOn(NanokitEvent.Notice.class::isInstance)
                .singleElement()
                .satisfies(event ->
                        assertThat(((NanokitEvent.Notice) event).text()).contains("hears no more"));
        NanokitAssertions.assertThat(heard).followTheGrammar();
    }

    @Test
    void a_listener_that_is_slow_hears_everything() {
        FakeProvider fake = FakeProvider.instances();
        List<NanokitEvent> heard = new ArrayList<>();
        Nanokit.load(FILE)
                .provider(fake)
                .listener(event -> {
                    holdUp(new CountDownLatch(1), Duration.ofMillis(20));
                    heard.add(event);
                })
                .up();
        assertThat(fake.request("web")).contains("web:1");
        NanokitAssertions.assertThat(heard).followTheGrammar();
    }

    private static boolean holdUp(CountDownLatch latch, Duration longest) {
        try {
            return latch.await(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** In real time, as it is a real thread that is held up: the run ends its work meanwhile. */
    @Test
    void a_listener_that_blocks_does_not_hold_the_run_up() {
        FakeProvider fake = FakeProvider.services().behave("api", Behaviour.readyAfter(Duration.ZERO));
        CountDownLatch done = new CountDownLatch(1);
        List<Boolean> wentOn = new ArrayList<>();
        Nanokit.load("name: shop\nservices:\n  api: { image: 'api:1', expose: 80 }\n")
                .provider(new InRealTime(fake, () -> {
                    if (fake.running("api") > 0) {
                        done.countDown();
                    }
                }))
                .listener(event -> {
                    if (event instanceof NanokitEvent.PlanMade) {
                        wentOn.add(holdUp(done, Duration.ofSeconds(30)));
                    }
                })
                .up();
        assertThat(wentOn).containsExactly(true);
    }
}
