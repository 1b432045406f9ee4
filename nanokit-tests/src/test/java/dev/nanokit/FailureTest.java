package dev.nanokit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.nanokit.event.NanokitEvent;
import dev.nanokit.failure.FailureReport;
import dev.nanokit.failure.ProviderException;
import dev.nanokit.failure.RolloutFailedException;
import dev.nanokit.failure.StepFailure;
import dev.nanokit.run.OnFailure;
import dev.nanokit.run.RunOptions;
import dev.nanokit.testkit.Behaviour;
import dev.nanokit.testkit.FakeProvider;
import dev.nanokit.testkit.assertj.NanokitAssertions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What happens when something fails, and what is told of it. */
@Timeout(60)
final class FailureTest {

    private static final String SHOP =
            """
            name: shop
            services:
              api:
                image: 'api:%s'
                expose: 8080
                instances: 4
                updateStrategy: %s
                healthcheck: { path: /ready, interval: 1s, retries: 3, startPeriod: 10s }
              web: { image: 'web:1', expose: 80, host: web.localhost, depends_on: [api] }
            """;

    private static Nanokit shop(FakeProvider fake, String version, String strategy) {
        return Nanokit.load(SHOP.formatted(version, strategy)).provider(fake);
    }

    private static FailureReport failing(Nanokit kit) {
        RolloutFailedException e = catchThrowableOfType(RolloutFailedException.class, kit::up);
        assertThat(e).as("it failed").isNotNull();
        return e.report();
    }

    @Test
    void the_report_is_a_value_and_a_text_that_say_all_that_is_known() {
        FakeProvider fake = FakeProvider.instances();
        shop(fake, "1", "rolling").up();
        fake.behave("api:2", Behaviour.exits(Duration.ofSeconds(3), 42, "starting", "no such table: orders"));
        FailureReport report = failing(shop(fake, "2", "rolling"));
        StepFailure first = report.failures().get(0);
        assertThat(first.code()).isEqualTo("health.dead");
        assertThat(first.exitCode()).hasValue(42);
        assertThat(first.logTail()).containsExactly("starting", "no such table: orders");
        assertThat(first.probes()).contains("not ready yet");
        assertThat(first.position())
                .hasValueSatisfying(place -> assertThat(place.line()).isEqualTo(3));
        assertThat(first.hint()).isPresent();
        assertThat(report.serving()).containsExactly("api");
        assertThat(report.text())
                .contains(
                        "failed: it ended by itself",
                        "declared at nanokit.yml:3:3",
                        "exit code 42",
                        "last probes:",
                        "not ready yet",
                        "| no such table: orders",
                        "try: ",
                        "not begun because of this: ",
                        "the version before goes on serving: api");
    }

    @ParameterizedTest
    @EnumSource
    void a_failed_rolling_update_leaves_the_old_version_serving(Fakes kind) {
        FakeProvider fake = kind.make().behave("api:2", Behaviour.neverReady());
        shop(fake, "1", "rolling").up();
        int serving = fake.answering("api");
        fake.watch("api");
        FailureReport report = failing(shop(fake, "2", "rolling"));
        assertThat(fake.request("api")).contains("api:1");
        assertThat(fake.fewestAnswering("api")).isEqualTo(serving);
        if (kind == Fakes.INSTANCES) {
            assertThat(report.serving()).containsExactly("api");
        }
    }

    /** Half of the instances are new and ready, then one of the second wave is not. */
    private static FakeProvider halfRolled(Fakes kind) {
        FakeProvider fake = kind.make();
        shop(fake, "1", "rolling").up();
        if (kind == Fakes.INSTANCES) {
            fake.fail("create instance/api.4", ProviderException.Kind.QUOTA, 1);
        } else {
            fake.behave("api:2", Behaviour.neverReady());
        }
        failing(shop(fake, "2", "rolling"));
        fake.behave("api:2", Behaviour.healthy());
        return fake;
    }

    @ParameterizedTest
    @CsvSource({"INSTANCES, 1", "INSTANCES, 2", "INSTANCES, 3", "SERVICES, 1", "SERVICES, 3"})
    void from_a_half_rolled_state_every_version_is_reached(Fakes kind, String version) {
        FakeProvider fake = halfRolled(kind);
        shop(fake, version, "rolling").up();
        FakeProvider fresh = kind.make();
        shop(fresh, version, "rolling").up();
        assertThat(world(fake)).isEqualTo(world(fresh));
        assertThat(fake.request("api")).contains("api:" + version);
        assertThat(shop(fake, version, "rolling").plan().isEmpty()).isTrue();
    }

    private static String world(FakeProvider fake) {
        return fake.dump().replaceAll("(service/\\w+|route/\\w+)@[0-9a-f]{8}", "$1");
    }

    @ParameterizedTest
    @CsvSource({
        "INSTANCES, rolling, false",
        "INSTANCES, rolling, true",
        "INSTANCES, recreate, false",
        "SERVICES, rolling, false",
        "SERVICES, recreate, false"
    })
    void a_run_that_failed_returns_to_the_last_version_if_asked(Fakes kind, String strategy, boolean halfway) {
        FakeProvider fake = kind.make();
        shop(fake, "1", strategy).up();
        String before = fake.dump();
        if (halfway) {
            fake.fail("create instance/api.4", ProviderException.Kind.QUOTA, 1);
        } else {
            fake.behave("api:2", Behaviour.neverReady());
        }
        List<NanokitEvent> heard = new ArrayList<>();
        FailureReport report = failing(
                shop(fake, "2", strategy).options(RunOptions::returnOnFailure).listener(heard::add));
        assertThat(report.returned()).containsExactly("api");
        assertThat(report.text()).contains("brought back to the version before: api");
        assertThat(fake.request("api")).contains("api:1");
        assertThat(fake.dump()).isEqualTo(before);
        assertThat(shop(fake, "1", strategy).plan().isEmpty())
                .as(() -> shop(fake, "1", strategy).plan().text())
                .isTrue();
        NanokitAssertions.assertThat(heard).followTheGrammar();
    }

    @Test
    void a_return_that_fails_too_is_attached_and_does_not_hide_the_cause() {
        FakeProvider fake = FakeProvider.instances().behave("api:2", Behaviour.neverReady());
        shop(fake, "1", "recreate").up();
        fake.fail("start instance/api.1", ProviderException.Kind.FAILED, 0);
        assertThatThrownBy(() -> shop(fake, "2", "recreate")
                        .options(RunOptions::returnOnFailure)
                        .listener(event -> {
                            if (event instanceof NanokitEvent.Notice) {
                                fake.fail("start instance", ProviderException.Kind.FAILED, 100);
                            }
                        })
                        .up())
                .isInstanceOf(RolloutFailedException.class)
                .hasMessageContaining("was not ready")
                .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
    }

    @ParameterizedTest
    @EnumSource
    void stop_begins_nothing_more_and_continue_finishes_what_is_independent(Fakes kind) {
        String yaml = "name: p\nservices:\n  bad: { image: bad, expose: 80 }\n"
                + "  slow: { image: slow, expose: 80 }\n  after: { image: i, depends_on: [slow] }\n";
        for (OnFailure how : OnFailure.values()) {
            FakeProvider fake = kind.make()
                    .behave("bad", Behaviour.exits(Duration.ofSeconds(1), 1))
                    .behave("slow", Behaviour.readyAfter(Duration.ofSeconds(20)));
            List<NanokitEvent> heard = new ArrayList<>();
            FailureReport report = failing(Nanokit.load(yaml)
                    .provider(fake)
                    .options(options -> options.onFailure(how))
                    .listener(heard::add));
            assertThat(report.failures()).hasSize(1);
            assertThat(fake.running("after")).isEqualTo(how == OnFailure.CONTINUE ? 1 : 0);
            NanokitAssertions.assertThat(heard).followTheGrammar();
            fake.behave("bad", Behaviour.healthy());
            if (kind == Fakes.SERVICES || how == OnFailure.STOP) {
                fake.elapse(Duration.ofMinutes(1));
            }
            Nanokit.load(yaml.replace("image: bad", "image: good"))
                    .provider(fake)
                    .up();
            assertThat(fake.running("after")).isEqualTo(1);
        }
    }

    @Test
    void a_one_off_job_that_fails_to_be_removed_does_not_hide_why_it_failed() {
        FakeProvider fake = FakeProvider.instances();
        shop(fake, "1", "rolling").up();
        fake.behave("api.run", Behaviour.neverReady());
        fake.fail("delete job/", ProviderException.Kind.FAILED, 1);
        assertThatThrownBy(() -> shop(fake, "1", "rolling")
                        .options(options -> options.callDeadline(Duration.ofMinutes(1)))
                        .run("api", "sleep", "forever"))
                .isInstanceOf(ProviderException.class)
                .hasMessageContaining("deadline");
    }

    @ParameterizedTest
    @EnumSource
    void what_the_provider_throws_unexpectedly_is_a_failure_of_its_step(Fakes kind) {
        FakeProvider fake = kind.make();
        fake.cutAfter(3);
        assertThatThrownBy(() -> shop(fake, "1", "rolling").up())
                .isInstanceOfSatisfying(
                        RolloutFailedException.class,
                        e -> assertThat(e.report().failures().get(0).code()).isEqualTo("provider.unexpected"));
    }
}
