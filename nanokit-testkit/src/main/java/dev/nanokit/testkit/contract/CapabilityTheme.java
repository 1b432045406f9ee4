package dev.nanokit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nanokit.provider.Health;
import dev.nanokit.provider.Jobs;
import dev.nanokit.provider.Leases;
import dev.nanokit.provider.Lifecycle;
import dev.nanokit.provider.LiveSettings;
import dev.nanokit.provider.Logs;
import dev.nanokit.provider.ProgramResult;
import dev.nanokit.provider.Programs;
import dev.nanokit.provider.Resource;
import dev.nanokit.provider.Revisions;
import dev.nanokit.provider.Scope;
import dev.nanokit.provider.Scopes;
import dev.nanokit.provider.Wanted;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What a platform can do beyond its duties is there, or is refused. */
abstract class CapabilityTheme extends Theme {

    CapabilityTheme(Supplier<Bench> bench) {
        super(bench);
    }

    @Test
    void what_is_said_to_be_lacking_is_refused() {
        for (Ability ability : harness().lacks()) {
            has(ability);
        }
    }

    @Test
    void what_is_not_said_to_be_lacking_is_there() {
        there(Ability.JOBS, Jobs.class);
        there(Ability.PROGRAMS, Programs.class);
        there(Ability.LOGS, Logs.class);
        there(Ability.LEASES, Leases.class);
        there(Ability.SCOPES, Scopes.class);
        there(Ability.LIVE_SETTINGS, LiveSettings.class);
        there(Ability.REVISIONS, Revisions.class);
    }

    private void there(Ability ability, Class<?> duty) {
        assertThat(bench().session().capability(duty).isPresent())
                .as("%s", ability)
                .isEqualTo(!harness().lacks().contains(ability));
    }

    @Test
    void what_nobody_knows_is_not_there() {
        assertThat(bench().session().capability(Runnable.class)).isEmpty();
    }

    @Test
    void a_database_comes_up_or_is_refused() {
        if (has(Ability.DATABASES)) {
            String file = "databases:\n  main: { engine: postgres, version: '15', rootPassword: contract-secret }\n";
            assertThat(bench().kit(file).plan().isEmpty()).isFalse();
            Site site = bench().site(file);
            assertThat(site.blueprint().units().isEmpty() && site.slots().isEmpty())
                    .isFalse();
        }
    }

    @Test
    void a_log_is_told_in_order_oldest_first() {
        if (has(Ability.LOGS)) {
            Site site = bench().site(Yaml.services(Yaml.service(APP, harness().idle("first", "second", "third"))));
            Resource made = site.create(site.of(APP));
            Logs logs = bench().duty(Logs.class);
            bench().await("it has spoken", () -> logs.tail(made, 10).contains("third"));
            assertThat(logs.tail(made, 10)).containsExactly("first", "second", "third");
        }
    }

    @Test
    void of_a_log_the_end_is_told() {
        if (has(Ability.LOGS)) {
            Site site = bench().site(Yaml.services(Yaml.service(APP, harness().idle("first", "second", "third"))));
            Resource made = site.create(site.of(APP));
            Logs logs = bench().duty(Logs.class);
            bench().await("it has spoken", () -> logs.tail(made, 10).contains("third"));
            assertThat(logs.tail(made, 2)).containsExactly("second", "third");
            assertThat(logs.tail(made, 1)).containsExactly("third");
        }
    }

    @Test
    void the_log_of_what_is_stopped_can_be_read() {
        if (has(Ability.LOGS)) {
            Site site = bench().site(Yaml.services(Yaml.service(APP, harness().idle("first"))));
            Resource made = site.create(site.of(APP));
            Logs logs = bench().duty(Logs.class);
            bench().await("it has spoken", () -> logs.tail(made, 10).contains("first"));
            site.stop(made);
            assertThat(logs.tail(made, 10)).contains("first");
        }
    }

    @Test
    void the_log_of_what_said_nothing_is_empty() {
        if (has(Ability.LOGS)) {
            Site site = bench().site(Yaml.services(Yaml.service(APP, harness().idle())));
            assertThat(bench().duty(Logs.class).tail(site.create(site.of(APP)), 10))
                    .isEmpty();
        }
    }

    @Test
    void a_command_in_what_runs_tells_its_exit_code_and_its_words() {
        if (has(Ability.PROGRAMS)) {
            Site site = bench().site(app());
            Resource made = site.create(site.of(APP));
            Programs programs = bench().duty(Programs.class);
            for (int code : List.of(0, 7)) {
                String script = harness().command(APP, Duration.ZERO, code, "said-" + code);
                ProgramResult result = programs.exec(made, Yaml.shell(script), bench().operation());
                assertThat(result.exitCode()).isEqualTo(code);
                assertThat(result.output()).containsExactly("said-" + code);
            }
            assertThat(site.only(made.slot()).state()).isEqualTo(Lifecycle.RUNNING);
        }
    }

    @Test
    void a_command_in_what_does_not_run_is_a_typed_error() {
        if (has(Ability.PROGRAMS)) {
            Site site = bench().site(app());
            Resource made = site.create(site.of(APP));
            site.stop(made);
            String script = harness().command(APP, Duration.ZERO, 0, "said");
            Failures.kind(() -> bench().duty(Programs.class).exec(made, Yaml.shell(script), bench().operation()));
        }
    }

    @Test
    void every_scope_that_has_anything_is_told() {
        if (has(Ability.SCOPES)) {
            Scopes scopes = bench().duty(Scopes.class);
            for (Scope scope :
                    List.of(bench().scope(Bench.LOCAL), bench().scope(Bench.OTHER), bench().component("front"))) {
                assertThat(scopes.all()).doesNotContain(scope);
                Site site = bench().site(app(), scope);
                site.create(site.of(APP));
                assertThat(scopes.all()).contains(scope);
            }
            bench().kit("").down();
            assertThat(scopes.all()).doesNotContain(bench().scope(Bench.LOCAL)).contains(bench().scope(Bench.OTHER));
        }
    }

    @Test
    void a_service_goes_back_to_the_version_before() {
        if (has(Ability.REVISIONS)) {
            Site site = bench().site(web("one"));
            Resource before = site.create(site.of(WEB));
            Site next = bench().site(web("two"));
            Wanted wanted = next.wanted(next.of(WEB));
            bench().await("it serves", () -> site.look(before) instanceof Health.Ready);
            Resource after = site.update(before, wanted);
            assertThat(after.recorded()).isNotEqualTo(before.recorded());
            Resource back = bench().duty(Revisions.class).back(before, bench().operation());
            assertThat(back.recorded()).isEqualTo(before.recorded());
            assertThat(site.only(before.slot()).recorded()).isEqualTo(before.recorded());
        }
    }
}
