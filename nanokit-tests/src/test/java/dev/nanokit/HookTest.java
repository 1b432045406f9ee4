package dev.nanokit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nanokit.failure.RolloutFailedException;
import dev.nanokit.failure.StepFailure;
import dev.nanokit.testkit.Behaviour;
import dev.nanokit.testkit.ConnectionCutException;
import dev.nanokit.testkit.FakeProvider;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Commands around the life of a service, what prepares it, and commands at set times. */
@Timeout(60)
final class HookTest {

    private static final String FILE =
            """
            name: shop
            services:
              api:
                image: 'api:%s'
                expose: 80
                host: api.localhost
                instances: %d
                updateStrategy: %s
                depends_on: [main]
                provisioning: { install: npm ci }
                hooks:
                  prestart: [./migrate, ./seed]
                  poststart: ./warm-up
                  prestop: ./drain "it's over"
                  poststop: ./tidy
            databases:
              main: { engine: postgres, version: "15", rootPassword: secret }
            """;

    private static Nanokit kit(FakeProvider fake, String version, int instances, String strategy) {
        return Nanokit.load(FILE.formatted(version, instances, strategy))
                .provider(fake)
                .options(options -> options.waitForLease(Duration.ofMinutes(1)));
    }

    private static List<String> jobs(FakeProvider fake, int before) {
        return fake.journal().subList(before, fake.journal().size()).stream()
                .filter(line -> line.startsWith("run job/"))
                .map(line -> line.replaceAll("run job/api\\.(.*)@.*", "$1"))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"INSTANCES, rolling", "INSTANCES, recreate", "SERVICES, rolling"})
    void each_runs_once_for_a_version_in_its_place(Fakes kind, String strategy) {
        FakeProvider fake = kind.make();
        kit(fake, "1", 2, strategy).up();
        assertThat(jobs(fake, 0)).containsExactly("install", "prestart-1", "prestart-2", "poststart-1");
        List<String> order = fake.journal();
        String what = kind == Fakes.INSTANCES ? "instance/api.1" : "service/api";
        assertThat(place(order, "run job/api.prestart-2")).isLessThan(place(order, "create " + what));
        assertThat(place(order, "run job/api.poststart-1")).isGreaterThan(place(order, "start " + what));
        assertThat(place(order, "run job/api.poststart-1")).isGreaterThan(place(order, "create route/api"));
        assertThat(place(order, "run job/api.install"))
                .as("what it depends on is there")
                .isGreaterThan(place(order, kind == Fakes.INSTANCES ? "start instance/main" : "create database/main"));

        assertThat(kit(fake, "1", 2, strategy).plan().isEmpty())
                .as(() -> kit(fake, "1", 2, strategy).plan().text())
                .isTrue();
        int before = order.size();
        kit(fake, "1", 3, strategy).up();
        assertThat(jobs(fake, before)).as("scaling is no new version").isEmpty();

        before = fake.journal().size();
        kit(fake, "2", 3, strategy).up();
        assertThat(jobs(fake, before)).containsExactly("install", "prestart-1", "prestart-2", "poststart-1");
        assertThat(fake.request("api")).contains("api:2");
        assertThat(kit(fake, "2", 3, strategy).plan().isEmpty()).isTrue();
    }

    private static int place(List<String> journal, String beginning) {
        for (int index = 0; index < journal.size(); index++) {
            if (journal.get(index).startsWith(beginning)) {
                return index;
            }
        }
        throw new AssertionError("no " + beginning + " in\n" + String.join("\n", journal));
    }

    @ParameterizedTest
    @CsvSource({"INSTANCES, rolling", "INSTANCES, recreate", "SERVICES, rolling"})
    void a_failing_prestart_leaves_the_old_version_serving_and_is_run_again(Fakes kind, String strategy) {
        FakeProvider fake = kind.make();
        kit(fake, "1", 2, strategy).up();
        fake.watch("api");
        int serving = fake.answering("api");
        fake.behave("api.prestart-2", Behaviour.exits(Duration.ofSeconds(2), 9, "no such column"));
        assertThatThrownBy(() -> kit(fake, "2", 2, strategy).up())
                .isInstanceOfSatisfying(RolloutFailedException.class, e -> {
                    StepFailure first = e.report().failures().get(0);
                    assertThat(first.code()).isEqualTo("job.failed");
                    assertThat(first.exitCode()).hasValue(9);
                    assertThat(first.logTail()).containsExactly("no such column");
                    assertThat(first.position()).isPresent();
                    if (kind == Fakes.INSTANCES) {
                        assertThat(e.report().serving()).containsExactly("api");
                    }
                });
        assertThat(fake.request("api")).contains("api:1");
        assertThat(fake.fewestAnswering("api")).isEqualTo(serving);

        fake.behave("api.prestart-2", Behaviour.succeeds());
        int before = fake.journal().size();
        kit(fake, "2", 2, strategy).up();
        assertThat(jobs(fake, before))
                .as("what succeeded is not repeated")
                .containsExactly("prestart-2", "poststart-1");
        assertThat(fake.request("api")).contains("api:2");
    }

    @ParameterizedTest
    @EnumSource
    void the_way_back_to_what_still_stands_runs_no_prestart(Fakes kind) {
        FakeProvider fake = kind.make();
        kit(fake, "1", 2, "recreate").up();
        fake.behave("api:2", Behaviour.neverReady());
        assertThatThrownBy(() -> kit(fake, "2", 2, "recreate").up()).isInstanceOf(RolloutFailedException.class);
        int before = fake.journal().size();
        kit(fake, "1", 2, "recreate").up();
        assertThat(fake.request("api")).contains("api:1");
        if (kind == Fakes.INSTANCES) {
            assertThat(jobs(fake, before)).doesNotContain("prestart-1", "install");
        }
        assertThat(kit(fake, "1", 2, "recreate").plan().isEmpty()).isTrue();
    }

    @Test
    void prestop_runs_in_each_instance_before_it_is_stopped_and_its_failure_stops_nothing() {
        FakeProvider fake = FakeProvider.instances().answerExec("api", 1, "busy");
        kit(fake, "1", 2, "rolling").up();
        int before = fake.journal().size();
        kit(fake, "2", 2, "rolling").up();
        List<String> order = fake.journal().subList(before, fake.journal().size());
        List<String> execs =
                order.stream().filter(line -> line.startsWith("exec ")).toList();
        assertThat(execs).hasSize(2).allMatch(line -> line.endsWith("/bin/sh -c ./drain \"it's over\""));
        for (String exec : execs) {
            String stop = exec.replaceAll("exec (\\S+) .*", "stop $1");
            assertThat(order.indexOf(exec)).isLessThan(order.indexOf(stop));
        }
    }

    @ParameterizedTest
    @EnumSource
    void poststop_runs_once_when_the_last_instance_has_gone(Fakes kind) {
        FakeProvider fake = kind.make();
        kit(fake, "1", 2, "rolling").up();
        kit(fake, "2", 1, "rolling").up();
        assertThat(jobs(fake, 0)).doesNotContain("poststop-1");
        int before = fake.journal().size();
        Nanokit.load("name: shop\n").provider(fake).down();
        assertThat(jobs(fake, before)).containsExactly("poststop-1");
        List<String> order = fake.journal().subList(before, fake.journal().size());
        String what = kind == Fakes.INSTANCES ? "instance/api.1" : "service/api";
        assertThat(place(order, "run job/api.poststop-1")).isGreaterThan(place(order, "delete " + what));
        assertThat(fake.dump()).doesNotContain("job/");
    }

    @ParameterizedTest
    @EnumSource
    void a_service_that_is_turned_off_runs_its_poststop(Fakes kind) {
        FakeProvider fake = kind.make();
        kit(fake, "1", 2, "rolling").up();
        int before = fake.journal().size();
        kit(fake, "1", 0, "rolling").up();
        if (kind == Fakes.INSTANCES) {
            assertThat(jobs(fake, before)).containsExactly("poststop-1");
            assertThat(fake.running("api")).isZero();
        }
        assertThat(kit(fake, "1", 0, "rolling").plan().isEmpty())
                .as(() -> kit(fake, "1", 0, "rolling").plan().text())
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void a_job_that_a_dead_run_began_is_joined_and_not_run_beside_itself(Fakes kind) {
        FakeProvider fake = kind.make().behave("api.prestart-1", Behaviour.exits(Duration.ofMinutes(5), 0));
        int begun = 0;
        for (int cut = 1; begun == 0; cut++) {
            FakeProvider probe = kind.make().behave("api.prestart-1", Behaviour.exits(Duration.ofMinutes(5), 0));
            probe.cutAfter(cut);
            assertThatThrownBy(() -> kit(probe, "1", 1, "rolling").up())
                    .isInstanceOfAny(RolloutFailedException.class, ConnectionCutException.class);
            begun = probe.journal().get(cut - 1).startsWith("run job/api.prestart-1") ? cut : 0;
        }
        fake.cutAfter(begun);
        assertThatThrownBy(() -> kit(fake, "1", 1, "rolling").up())
                .isInstanceOfAny(RolloutFailedException.class, ConnectionCutException.class);
        fake.repair();
        assertThat(kit(fake, "1", 1, "rolling").plan().text())
                .contains("run job/api.prestart-1")
                .contains("has not ended");
        kit(fake, "1", 1, "rolling").up();
        assertThat(jobs(fake, 0)).containsOnlyOnce("prestart-1").containsOnlyOnce("prestart-2");
    }

    @ParameterizedTest
    @EnumSource
    void commands_at_set_times_stand_on_the_platform_and_follow_the_file(Fakes kind) {
        FakeProvider fake = kind.make();
        String yaml = "name: shop\nservices:\n  api: { image: 'api:1' }\ncron:\n"
                + "  nightly: { schedule: '0 2 * * *', service: api, command: ./report }\n"
                + "  sweep: { schedule: '*/5 * * * *', image: 'alpine:3', command: echo swept, env: { DAYS: '7' } }\n";
        Nanokit.load(yaml).provider(fake).up();
        assertThat(fake.values("cron/nightly"))
                .containsEntry("schedule", "0 2 * * *")
                .containsEntry("service", "api")
                .doesNotContainKey("image");
        assertThat(fake.values("cron/sweep")).containsEntry("image", "alpine:3").containsEntry("env.DAYS", "7");
        Nanokit later = Nanokit.load(yaml.replace("0 2 *", "0 3 *")).provider(fake);
        assertThat(later.plan().text()).contains("~schedule=0 3 * * *");
        later.up();
        assertThat(fake.values("cron/nightly")).containsEntry("schedule", "0 3 * * *");
        later.down();
        assertThat(fake.dump()).doesNotContain("cron/");
    }
}
