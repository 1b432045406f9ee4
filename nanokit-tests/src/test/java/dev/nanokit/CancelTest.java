package dev.nanokit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.nanokit.event.NanokitEvent;
import dev.nanokit.failure.OperationCancelledException;
import dev.nanokit.run.Cancellation;
import dev.nanokit.testkit.Behaviour;
import dev.nanokit.testkit.FakeProvider;
import dev.nanokit.testkit.assertj.NanokitAssertions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A run can be ended from outside, soon and cleanly. */
@Timeout(60)
final class CancelTest {

    private static final String FILE =
            """
            name: shop
            services:
              api: { image: 'api:%1$s', expose: 80, instances: 2, updateStrategy: rolling, hooks: { prestart: migrate } }
              web: { image: 'web:%1$s', expose: 80, host: web.localhost, depends_on: [api] }
            """;

    private static Nanokit kit(FakeProvider fake, int version) {
        return Nanokit.load(FILE.formatted(version))
                .provider(fake)
                .options(options -> options.waitForLease(Duration.ofMinutes(1)));
    }

    /** Cancels at each event in turn: whatever stands then, the stream ends properly and the next up goes on. */
    @ParameterizedTest
    @EnumSource
    void a_word_ends_a_run_at_any_moment_and_the_next_up_goes_on(Fakes kind) {
        FakeProvider straight = kind.make();
        AtomicInteger events = new AtomicInteger();
        kit(straight, 1).up();
        kit(straight, 2).listener(event -> events.incrementAndGet()).up();
        assertThat(events).hasValueGreaterThan(10);
        for (int at = 1; at < events.get(); at++) {
            int moment = at;
            FakeProvider fake = kind.make();
            kit(fake, 1).up();
            Cancellation word = new Cancellation();
            List<NanokitEvent> heard = new CopyOnWriteArrayList<>();
            Instant[] said = new Instant[1];
            Throwable end = catchThrowable(() -> kit(fake, 2)
                    .options(options -> options.cancellation(word))
                    .listener(event -> {
                        heard.add(event);
                        if (event.sequence() == moment) {
                            said[0] = event.at();
                            word.cancel();
                        }
                    })
                    .up());
            assertThat(end)
                    .as("cancelled at event %d", at)
                    .satisfiesAnyOf(
                            e -> assertThat(e).isInstanceOf(OperationCancelledException.class),
                            e -> assertThat(e).as("it was over already").isNull());
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
            NanokitAssertions.assertThat(heard).followTheGrammar();
            assertThat(Duration.between(said[0], fake.now())).isLessThan(Duration.ofSeconds(10));
            assertThat(fake.leases()).isZero();
            kit(fake, 2).up();
            assertThat(world(fake)).as("cancelled at event %d", at).isEqualTo(world(straight));
        }
    }

    private static String world(FakeProvider fake) {
        return fake.dump().replaceAll("(service/\\w+|route/\\w+)@[0-9a-f]{8}", "$1");
    }

    @Test
    void a_word_that_was_said_before_writes_nothing() {
        FakeProvider fake = FakeProvider.instances();
        Cancellation word = new Cancellation();
        word.cancel();
        assertThatThrownBy(() -> kit(fake, 1)
                        .options(options -> options.cancellation(word))
                        .up())
                .isInstanceOf(OperationCancelledException.class)
                .hasMessageContaining("nothing was written");
        assertThat(fake.journal()).isEmpty();
    }

    @Test
    void a_word_ends_every_run_that_was_given_it() {
        Cancellation word = new Cancellation();
        List<CompletableFuture<Deployment>> all = new java.util.ArrayList<>();
        CountDownLatch begun = new CountDownLatch(3);
        for (int number = 0; number < 3; number++) {
            FakeProvider fake = FakeProvider.instances().behave("api:1", Behaviour.neverReady());
            fake.faults().hang("look");
            all.add(kit(fake, 1)
                    .options(options -> options.cancellation(word))
                    .listener(event -> {
                        if (event instanceof NanokitEvent.StepFinished) {
                            begun.countDown();
                            await(begun);
                        }
                    })
                    .upAsync());
        }
        await(begun);
        word.cancel();
        all.forEach(one -> assertThatThrownBy(one::join).hasCauseInstanceOf(OperationCancelledException.class));
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void cancelling_a_future_ends_its_run() throws InterruptedException {
        FakeProvider fake = FakeProvider.instances().behave("api:1", Behaviour.neverReady());
        CountDownLatch created = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        List<NanokitEvent> heard = new CopyOnWriteArrayList<>();
        CountDownLatch goOn = new CountDownLatch(1);
        CompletableFuture<Deployment> future = kit(fake, 1)
                .listener(event -> {
                    heard.add(event);
                    if (event instanceof NanokitEvent.StepFinished finished
                            && finished.step().words().startsWith("create instance")) {
                        created.countDown();
                        await(goOn);
                    } else if (event instanceof NanokitEvent.RunFinished) {
                        over.countDown();
                    }
                })
                .upAsync();
        await(created);
        assertThat(future.cancel(true)).isTrue();
        goOn.countDown();
        assertThat(over.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(future).isCancelled();
        NanokitAssertions.assertThat(heard).followTheGrammar();
        assertThat(((NanokitEvent.RunFinished) heard.get(heard.size() - 1)).failure())
                .contains("run.cancelled");
    }

    @Test
    void an_interruption_ends_a_run_and_is_kept() {
        FakeProvider fake = FakeProvider.instances().behave("api:1", Behaviour.neverReady());
        Thread me = Thread.currentThread();
        assertThatThrownBy(() -> kit(fake, 1)
                        .listener(event -> {
                            if (event instanceof NanokitEvent.StepFinished) {
                                me.interrupt();
                            }
                        })
                        .up())
                .isInstanceOf(OperationCancelledException.class);
        assertThat(Thread.interrupted()).isTrue();
        fake.behave("api:1", Behaviour.healthy());
        kit(fake, 2).up();
        assertThat(fake.request("web")).contains("web:2");
    }

    @Test
    void a_call_that_heeds_nothing_but_interruption_does_not_hold_a_cancelled_run() {
        FakeProvider fake = FakeProvider.instances();
        fake.faults().hang("create instance/web");
        Cancellation word = new Cancellation();
        assertThatThrownBy(() -> kit(fake, 1)
                        .options(options -> options.cancellation(word))
                        .listener(event -> {
                            if (event instanceof NanokitEvent.StepStarted started
                                    && started.step().words().startsWith("create instance/web")) {
                                word.cancel();
                            }
                        })
                        .up())
                .isInstanceOf(OperationCancelledException.class);
        assertThat(fake.running("web")).isZero();
    }
}
