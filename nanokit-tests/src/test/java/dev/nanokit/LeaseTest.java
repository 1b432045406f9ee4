package dev.nanokit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nanokit.event.NanokitEvent;
import dev.nanokit.failure.LeaseException;
import dev.nanokit.failure.ProviderException;
import dev.nanokit.failure.RolloutFailedException;
import dev.nanokit.testkit.Behaviour;
import dev.nanokit.testkit.ConnectionCutException;
import dev.nanokit.testkit.FakeProvider;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One run at a time changes a scope. */
@Timeout(60)
final class LeaseTest {

    private static final String FILE =
            """
            name: shop
            services:
              api: { image: 'api:%s', expose: 80 }
            """;

    private static Nanokit kit(FakeProvider fake, int version) {
        return Nanokit.load(FILE.formatted(version)).provider(fake);
    }

    /** Brings a version up with another run that begins while the first one is at work. */
    private static RuntimeException second(FakeProvider fake, Nanokit second) {
        fake.behave("api:1", Behaviour.readyAfter(Duration.ofSeconds(20)));
        CompletableFuture<RuntimeException> failure = new CompletableFuture<>();
        Thread[] other = new Thread[1];
        kit(fake, 1)
                .listener(event -> {
                    if (event instanceof NanokitEvent.StepFinished finished
                            && finished.step().words().startsWith("create instance/api")) {
                        other[0] = new Thread(() -> {
                            try {
                                second.up();
                                failure.complete(new IllegalStateException("nothing failed"));
                            } catch (RuntimeException e) {
                                failure.complete(e);
                            }
                        });
                        other[0].start();
                    }
                })
                .up();
        return failure.join();
    }

    @Test
    void a_second_run_fails_and_its_error_shows_holder_and_expiry() {
        FakeProvider fake = FakeProvider.instances();
        RuntimeException failure = second(fake, kit(fake, 2));
        assertThat(failure)
                .isInstanceOfSatisfying(
                        LeaseException.class, e -> assertThat(e.code()).isEqualTo("lease.held"))
                .hasMessageContaining("shop/local")
                .hasMessageContaining("process " + ProcessHandle.current().pid())
                .hasMessageContaining("2030-01-01T00:00:")
                .hasMessageContaining("waitForLease");
        assertThat(fake.request("api")).contains("api:1");
        assertThat(fake.leases()).isZero();
    }

    @Test
    void a_second_run_waits_if_asked_and_plans_anew() {
        FakeProvider fake = FakeProvider.instances();
        List<String> heard = new CopyOnWriteArrayList<>();
        RuntimeException failure = second(
                fake,
                kit(fake, 2)
                        .options(options -> options.waitForLease(Duration.ofMinutes(2)))
                        .listener(event -> heard.add(event.toString())));
        assertThat(failure).hasMessage("nothing failed");
        assertThat(heard).anyMatch(event -> event.contains("waits for the run of"));
        assertThat(fake.request("api")).contains("api:2");
        assertThat(fake.running("api")).isEqualTo(1);
        assertThat(fake.leases()).isZero();
    }

    @Test
    void reading_and_planning_and_an_unchanged_up_take_no_lease() {
        FakeProvider fake = FakeProvider.instances();
        kit(fake, 1).up();
        fake.fail("acquire lease", ProviderException.Kind.FAILED, 100);
        kit(fake, 2).plan();
        kit(fake, 1).status();
        kit(fake, 1).drift();
        kit(fake, 1).logs("api", 5);
        kit(fake, 1).up();
        assertThatThrownBy(() -> kit(fake, 2).up()).isInstanceOf(ProviderException.class);
    }

    @ParameterizedTest
    @EnumSource
    void the_lease_of_a_dead_run_expires(Fakes kind) {
        FakeProvider fake = kind.make();
        fake.cutAfter(2);
        assertThatThrownBy(() -> kit(fake, 1).up())
                .isInstanceOfAny(ConnectionCutException.class, RolloutFailedException.class);
        fake.repair();
        assertThatThrownBy(() -> kit(fake, 1).up()).isInstanceOf(LeaseException.class);
        fake.elapse(Duration.ofSeconds(30));
        kit(fake, 1).up();
        assertThat(fake.request("api")).contains("api:1");
    }

    @Test
    void a_long_run_renews_its_lease() {
        FakeProvider fake = FakeProvider.instances().behave("api:1", Behaviour.readyAfter(Duration.ofMinutes(10)));
        Nanokit.load(
                        "name: shop\nservices:\n  api: { image: 'api:1', expose: 80, healthcheck: { startPeriod: 20m } }\n")
                .provider(fake)
                .up();
        assertThat(fake.answering("api")).isEqualTo(1);
    }

    @Test
    void a_paused_holder_that_wakes_up_late_writes_nothing_more() {
        FakeProvider fake = FakeProvider.instances();
        String two = FILE.formatted(1) + "  web: { image: 'web:1', expose: 80, depends_on: [api] }\n";
        fake.fail("renew lease", ProviderException.Kind.UNAVAILABLE, 1_000);
        fake.behave("api:1", Behaviour.readyAfter(Duration.ofSeconds(40)));
        assertThatThrownBy(() -> Nanokit.load(
                                two.replace("expose: 80 }", "expose: 80, healthcheck: { startPeriod: 5m } }"))
                        .provider(fake)
                        .up())
                .isInstanceOfSatisfying(
                        LeaseException.class, e -> assertThat(e.code()).isEqualTo("lease.lost"))
                .hasMessageContaining("not renewed in time");
        assertThat(fake.running("web"))
                .as("what came after the lease was not written")
                .isZero();
        fake.repair();
        Nanokit.load(two).provider(fake).up();
        assertThat(fake.running("web")).isEqualTo(1);
    }

    @Test
    void a_run_whose_lease_was_taken_over_stops() {
        FakeProvider fake = FakeProvider.instances();
        fake.behave("api:1", Behaviour.readyAfter(Duration.ofSeconds(100)));
        String slow = "name: shop\nservices:\n  api: { image: 'api:1', expose: 80, healthcheck: { startPeriod: 5m } }\n"
                + "  web: { image: 'web:1', depends_on: [api] }\n";
        fake.fail("renew lease", ProviderException.Kind.CONFLICT, 1);
        assertThatThrownBy(() -> Nanokit.load(slow).provider(fake).up())
                .isInstanceOf(LeaseException.class)
                .hasMessageContaining("another run has taken over");
        assertThat(fake.running("web")).isZero();
    }

    @Test
    void a_lease_that_cannot_be_given_back_does_not_fail_a_run_that_has_done_its_work() {
        FakeProvider fake = FakeProvider.instances();
        fake.fail("release lease", ProviderException.Kind.UNAVAILABLE, 1);
        kit(fake, 1).up();
        assertThat(fake.request("api")).contains("api:1");
    }

    @Test
    void runs_of_other_scopes_do_not_wait() throws InterruptedException {
        FakeProvider fake = FakeProvider.instances();
        CountDownLatch done = new CountDownLatch(1);
        kit(fake, 1)
                .listener(event -> {
                    if (event instanceof NanokitEvent.StepFinished && done.getCount() == 1) {
                        new Thread(() -> {
                                    Nanokit.load(FILE.formatted(1).replace("shop", "blog"))
                                            .provider(fake)
                                            .up();
                                    done.countDown();
                                })
                                .start();
                    }
                })
                .up();
        done.await();
        assertThat(fake.running("api")).isEqualTo(2);
    }
}
