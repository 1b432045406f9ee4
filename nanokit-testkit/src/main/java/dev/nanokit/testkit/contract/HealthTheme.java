package dev.nanokit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nanokit.failure.NanokitException;
import dev.nanokit.failure.RolloutFailedException;
import dev.nanokit.failure.StepFailure;
import dev.nanokit.provider.Health;
import dev.nanokit.provider.Lifecycle;
import dev.nanokit.provider.PlatformId;
import dev.nanokit.provider.Resource;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Who is ready, and who never will be. */
abstract class HealthTheme extends Theme {

    HealthTheme(Supplier<Bench> bench) {
        super(bench);
    }

    private String ends() {
        return Yaml.services(Yaml.service(APP, harness().exits(7, "no-config")));
    }

    private String neverReady() {
        return Yaml.services(Yaml.service(
                APP,
                harness().neverReady(),
                "expose: 8080",
                "healthcheck: { path: /, startPeriod: 1s, interval: 1s, retries: 1 }"));
    }

    @Test
    void a_look_answers_for_all_that_it_was_asked_of() {
        Site site = bench().site(Yaml.services(
                Yaml.service(APP, harness().idle("a")),
                Yaml.service("second", harness().idle("b")),
                Yaml.service("third", harness().idle("c"))));
        List<Resource> made =
                List.of(site.create(site.of(APP)), site.create(site.of("second")), site.create(site.of("third")));
        site.end(made.get(1));
        assertThat(site.look(made))
                .containsOnlyKeys(made.stream().map(Resource::id).toList());
    }

    @Test
    void a_look_at_nobody_has_no_answer() {
        assertThat(bench().site("").look(List.of())).isEmpty();
    }

    @Test
    void what_is_gone_is_dead_and_the_others_are_not() {
        Site site = bench().site(Yaml.services(
                Yaml.service(APP, harness().idle("a")),
                Yaml.service("second", harness().idle("b"))));
        Resource gone = site.create(site.of(APP));
        Resource stays = site.create(site.of("second"));
        site.end(gone);
        Map<PlatformId, Health> answers = site.look(List.of(gone, stays));
        assertThat(answers.get(gone.id())).isInstanceOf(Health.Dead.class);
        assertThat(answers.get(stays.id())).isNotInstanceOf(Health.Dead.class);
    }

    @Test
    void what_is_stopped_is_not_ready() {
        Site site = bench().site(app());
        Resource made = site.create(site.of(APP));
        bench().await("it is ready", () -> site.look(made) instanceof Health.Ready);
        site.stop(made);
        assertThat(site.look(made)).isNotInstanceOf(Health.Ready.class);
    }

    @Test
    void what_runs_without_a_check_is_ready() {
        Site site = bench().site(app());
        Resource made = site.create(site.of(APP));
        bench().await("it is ready", () -> site.look(made) instanceof Health.Ready);
    }

    @Test
    void what_ended_by_itself_is_dead_with_its_exit_code_and_last_words() {
        Site site = bench().site(ends());
        Resource made = site.create(site.of(APP));
        bench().await("it is dead", () -> site.look(made) instanceof Health.Dead);
        Health.Dead dead = (Health.Dead) site.look(made);
        assertThat(dead.evidence().why()).isNotBlank();
        assertThat(dead.evidence().exitCode()).hasValue(7);
        assertThat(dead.evidence().logTail()).contains("no-config");
    }

    @Test
    void what_ended_by_itself_is_found_as_ended_unless_the_platform_starts_it_again() {
        Site site = bench().site(ends());
        Resource made = site.create(site.of(APP));
        bench().await("it is dead", () -> site.look(made) instanceof Health.Dead);
        bench().await("it is found so, and never as stopped on purpose", () -> {
            Lifecycle state = site.only(made.slot()).state();
            return state == Lifecycle.ENDED || state.isRunning();
        });
        assertThat(site.only(made.slot()).recorded())
                .as("it is still what was wanted")
                .isPresent();
    }

    @Test
    void what_is_ready_in_the_end_was_awaited() {
        bench().kit(web("one")).up();
        assertThat(bench().kit(web("one")).status().isReady()).isTrue();
    }

    @Test
    void what_never_answers_is_never_called_ready() {
        bench().kit(neverReady()).plan();
        Failures.failure(() -> bench().kit(neverReady()).up());
        assertThat(bench().kit(neverReady()).status().isReady()).isFalse();
    }

    @Test
    void what_never_gets_ready_fails_the_run_and_is_named() {
        NanokitException failure =
                Failures.failure(() -> bench().kit(neverReady()).up());
        assertThat(failure).isInstanceOf(RolloutFailedException.class);
        StepFailure first =
                ((RolloutFailedException) failure).report().failures().get(0);
        assertThat(first.step()).contains(APP);
        assertThat(first.position()).isPresent();
    }

    @Test
    void what_ends_at_once_fails_the_run_with_its_exit_code_and_last_words() {
        String file = Yaml.services(
                Yaml.service(APP, harness().exits(7, "no-config"), "expose: 8080", "healthcheck: { path: / }"));
        NanokitException failure = Failures.failure(() -> bench().kit(file).up());
        assertThat(failure).isInstanceOf(RolloutFailedException.class);
        StepFailure first =
                ((RolloutFailedException) failure).report().failures().get(0);
        assertThat(first.exitCode()).hasValue(7);
        assertThat(first.logTail()).contains("no-config");
    }

    @Test
    void a_failed_version_leaves_the_old_one_where_it_is_mended_by_the_old_file() {
        bench().kit(app()).up();
        Failures.failure(() -> bench().kit(neverReady()).up());
        bench().kit(app()).up();
        Site site = bench().site(app());
        assertThat(site.only(site.of(APP)).state()).isEqualTo(Lifecycle.RUNNING);
        assertThat(bench().kit(app()).plan().isEmpty()).isTrue();
    }
}
