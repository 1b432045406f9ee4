package dev.nanokit.testkit.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.nanokit.Nanokit;
import dev.nanokit.event.NanokitEvent;
import dev.nanokit.provider.RunKind;
import dev.nanokit.testkit.Behaviour;
import dev.nanokit.testkit.FakeProvider;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a test is given, and what is seen after it. */
@Timeout(120)
final class NanokitTestTest {

    private static final String FILE =
            """
            name: shop
            services:
              api: { image: 'api:1', expose: 80, instances: 2, secrets: { KEY: 'env://SHOP_KEY' } }
            """;

    private static Nanokit kit(TestEngine engine) {
        return engine.load(FILE).variable("SHOP_KEY", "h1dden-k3y");
    }

    @NanokitTest
    static final class Good {

        @BeforeEach
        void stands(TestEngine engine) {
            kit(engine).up();
        }

        @AfterEach
        void goes(TestEngine engine, FakeProvider fake) {
            kit(engine).down();
            assertThat(fake.dump()).isBlank();
        }

        @Test
        void before_each_and_test_have_one_platform(FakeProvider fake, TestEngine engine) {
            assertThat(engine.platform()).isSameAs(fake);
            assertThat(fake.running("api")).isEqualTo(2);
            assertThat(engine.events()).isNotEmpty();
        }

        @Test
        void the_next_test_has_another(FakeProvider fake) {
            assertThat(fake.journal()).noneMatch(line -> line.startsWith("delete"));
        }

        @NanokitTest(runs = RunKind.SERVICES)
        @Test
        void a_method_chooses(FakeProvider fake) {
            assertThat(fake.dump()).contains("service/api");
        }

        @Test
        void one_test_has_both(@Runs(RunKind.SERVICES) TestEngine cloud, @Runs(RunKind.SERVICES) FakeProvider same) {
            kit(cloud).up();
            assertThat(same.dump()).contains("service/api");
            assertThat(cloud.platform()).isSameAs(same);
        }

        @ParameterizedTest
        @ValueSource(ints = {1, 2})
        void each_invocation_has_its_own(int number, FakeProvider fake, TestEngine engine) {
            assertThat(engine.lastRun()).hasSameSizeAs(engine.events());
            assertThat(fake.running("api")).isEqualTo(2).isGreaterThanOrEqualTo(number);
        }

        @Nested
        final class Inside {
            @Test
            void a_nested_class_has_it_too(FakeProvider fake) {
                assertThat(fake.running("api")).isEqualTo(2);
            }
        }
    }

    @Test
    void a_test_is_given_a_platform_and_an_engine_of_its_own() {
        Launched launched = Launched.one_by_one(Good.class);
        assertThat(launched.failures()).isEmpty();
        assertThat(launched.tests()).isEqualTo(7);
    }

    @NanokitTest
    static final class Many {
        static final Set<FakeProvider> SEEN = ConcurrentHashMap.newKeySet();

        @RepeatedTest(24)
        void on_its_own(FakeProvider fake, TestEngine engine) {
            assertThat(SEEN.add(fake)).isTrue();
            kit(engine).up();
            assertThat(fake.running("api")).isEqualTo(2);
            kit(engine).down();
            assertThat(fake.dump()).isBlank();
        }
    }

    @Test
    void tests_that_run_side_by_side_do_not_see_each_other() {
        Launched launched = Launched.side_by_side(Many.class, Good.class);
        assertThat(launched.failures()).isEmpty();
        assertThat(launched.tests()).isEqualTo(31);
    }

    @NanokitTest
    static final class LeavesLease {
        @Test
        void cut_off(FakeProvider fake, TestEngine engine) {
            fake.cutAfter(2);
            assertThat(catchThrowable(() -> kit(engine).up())).isNotNull();
        }

        @NanokitTest(mayLeave = Leftover.LEASE)
        @Test
        void meant(FakeProvider fake, TestEngine engine) {
            cut_off(fake, engine);
        }
    }

    @Test
    void a_lease_that_is_left_fails_the_test_unless_it_is_meant() {
        assertThat(Launched.one_by_one(LeavesLease.class).failure())
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("The test left something behind:\n  - a lease is still held")
                .hasMessageContaining("@NanokitTest(mayLeave = ...)")
                .hasMessageContaining("The events:")
                .hasMessageContaining("The journal:")
                .hasMessageContaining("What stands:");
    }

    @NanokitTest
    static final class LeavesThread {
        static final CountDownLatch GO_ON = new CountDownLatch(1);
        static final CountDownLatch STUCK = new CountDownLatch(1);

        @Test
        void goes_on(TestEngine engine) throws InterruptedException {
            CompletableFuture<?> up = kit(engine)
                    .listener(event -> {
                        if (event instanceof NanokitEvent.StepStarted) {
                            await();
                        }
                    })
                    .upAsync();
            STUCK.await();
            assertThat(up).isNotDone();
        }

        private static void await() {
            STUCK.countDown();
            try {
                GO_ON.await(60, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Test
    void a_run_that_goes_on_fails_the_test_and_shows_where_it_is() {
        Throwable failure = Launched.one_by_one(LeavesThread.class).failure();
        LeavesThread.GO_ON.countDown();
        assertThat(failure)
                .hasMessageContaining("thread 'nanokit-events-1' is still in a run:")
                .hasMessageContaining(LeavesThread.class.getName() + ".await(")
                .hasMessageContaining("run 'up shop/local' has begun and not ended");
    }

    @NanokitTest
    static final class Cancels {
        @Test
        void ends_soon(TestEngine engine) {
            CompletableFuture<?> up = kit(engine).upAsync();
            up.cancel(true);
        }
    }

    @Test
    void a_run_that_was_cancelled_is_waited_for() {
        for (int again = 0; again < 50; again++) {
            assertThat(Launched.one_by_one(Cancels.class).failures()).isEmpty();
        }
    }

    @NanokitTest
    static final class ShowsSecret {
        @Test
        void in_the_journal(TestEngine engine) {
            kit(engine).up();
            kit(engine).exec("api", "login", "h1dden-k3y");
        }

        @Test
        void but_the_log_of_a_program_is_masked(FakeProvider fake, TestEngine engine) {
            fake.behave("api", Behaviour.exits(Duration.ofSeconds(1), 1, "key h1dden-k3y is wrong"));
            assertThatThrownBy(() -> kit(engine).up()).hasMessageContaining("key *** is wrong");
        }

        @Test
        void but_a_name_is_none(TestEngine engine) {
            engine.load(FILE).variable("SHOP_KEY", "shop").up();
        }
    }

    @Test
    void a_secret_that_shows_fails_the_test_and_is_not_shown_again() {
        assertThat(Launched.one_by_one(ShowsSecret.class).failures())
                .hasSize(1)
                .anySatisfy(failure -> assertThat(failure)
                        .hasMessageContaining("a secret shows in the journal: exec instance/api.1")
                        .hasMessageContaining("login ***"))
                .allSatisfy(failure -> assertThat(failure.getMessage()).doesNotContain("h1dden-k3y"));
    }

    @NanokitTest
    static final class Fails {
        @Test
        void by_itself(FakeProvider fake, TestEngine engine) {
            fake.cutAfter(3);
            kit(engine).up();
        }
    }

    @Test
    void a_test_that_failed_keeps_its_failure_and_is_shown_with_what_happened() {
        Throwable failure = Launched.one_by_one(Fails.class).failure();
        assertThat(failure).isNotInstanceOf(AssertionError.class);
        assertThat(failure.getSuppressed())
                .anySatisfy(shown -> assertThat(shown.toString())
                        .startsWith(
                                "dev.nanokit.testkit.junit.WhatHappened: until then\nOn the platform that runs instances\nThe events:\n")
                        .contains("  up shop/local\n", "The journal:\n  create network/default@", "What stands:\n")
                        .contains("FAILED create instance/api.1@", "the connection was cut"))
                .anySatisfy(finding -> assertThat(finding)
                        .hasMessageContaining("a lease is still held")
                        .message()
                        .as("said once")
                        .doesNotContain("The events:"));
    }

    @NanokitTest
    static final class Skips {
        @Test
        void itself(TestEngine engine) {
            kit(engine).up();
            Assumptions.assumeTrue(engine.events().isEmpty());
        }
    }

    @Test
    void a_test_that_was_skipped_is_no_failure() {
        Throwable why = Launched.one_by_one(Skips.class).failure();
        assertThat(why).isInstanceOf(org.opentest4j.TestAbortedException.class).hasNoSuppressedExceptions();
    }

    @NanokitTest
    static final class AsksTooEarly {
        AsksTooEarly(FakeProvider fake) {
            assertThat(fake).isNull();
        }

        @Test
        void nothing() {
            assertThat(true).isTrue();
        }
    }

    @Test
    void a_constructor_is_told_why_it_is_given_none() {
        assertThat(Launched.one_by_one(AsksTooEarly.class).failure())
                .hasMessageContaining("a FakeProvider lives as long as one test: ask for it in a test, in @BeforeEach");
    }

    @Test
    void what_happened_is_told_without_secrets() {
        TestEngine engine = TestEngine.on(FakeProvider.instances());
        kit(engine).up();
        kit(engine).exec("api", "login", "h1dden-k3y");
        assertThat(engine.platform().journal()).last().asString().contains("h1dden-k3y");
        assertThat(engine).asString().contains("login ***").doesNotContain("h1dden-k3y");
        assertThat(engine.lastRun())
                .isNotEmpty()
                .allMatch(event -> event.run().verb().equals("exec"));
    }
}
