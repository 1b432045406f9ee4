package dev.nanokit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nanokit.failure.NanokitException;
import dev.nanokit.failure.RolloutFailedException;
import dev.nanokit.failure.StepFailure;
import dev.nanokit.provider.Jobs;
import dev.nanokit.provider.Lifecycle;
import dev.nanokit.provider.ProgramResult;
import dev.nanokit.provider.Resource;
import dev.nanokit.provider.Slot;
import dev.nanokit.time.Mailbox;
import dev.nanokit.time.TimeSource;
import dev.nanokit.time.Workers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Commands that are run to their end. */
abstract class JobTheme extends Theme {

    private static final Duration BRIEF = Duration.ofSeconds(1);
    private static final Duration A_WHILE = Duration.ofSeconds(3);

    JobTheme(Supplier<Bench> bench) {
        super(bench);
    }

    private ProgramResult run(Resource job) {
        return bench().duty(Jobs.class).run(job, bench().operation());
    }

    @Test
    void a_job_is_run_to_its_end_and_its_words_are_told() {
        if (has(Ability.JOBS)) {
            Site site = bench().site(app());
            ProgramResult result = run(site.create(job(site, "once-1", BRIEF, 0, "migrated")));
            assertThat(result.exitCode()).isZero();
            assertThat(result.output()).contains("migrated");
        }
    }

    @Test
    void a_job_that_succeeded_is_found_ended_and_finished() {
        if (has(Ability.JOBS)) {
            Site site = bench().site(app());
            Resource made = site.create(job(site, "once-1", BRIEF, 0, "migrated"));
            run(made);
            assertThat(site.only(made.slot()).state()).isEqualTo(Lifecycle.ENDED);
            assertThat(site.only(made.slot()).recorded()).isEqualTo(made.recorded());
        }
    }

    @Test
    void a_job_that_succeeded_is_not_run_again() {
        if (has(Ability.JOBS)) {
            Site site = bench().site(app());
            Resource made = site.create(job(site, "once-1", A_WHILE, 0, "migrated"));
            ProgramResult first = run(made);
            Instant begun = bench().time().now();
            assertThat(run(site.only(made.slot()))).isEqualTo(first);
            assertThat(Duration.between(begun, bench().time().now())).isLessThan(A_WHILE);
        }
    }

    @Test
    void a_job_that_failed_tells_its_exit_code_and_counts_as_unfinished() {
        if (has(Ability.JOBS)) {
            Site site = bench().site(app());
            Resource made = site.create(job(site, "once-1", BRIEF, 9, "no-such-column"));
            ProgramResult result = run(made);
            assertThat(result.exitCode()).isEqualTo(9);
            assertThat(result.output()).contains("no-such-column");
            assertThat(site.only(made.slot()).state()).isEqualTo(Lifecycle.ENDED);
            assertThat(site.only(made.slot()).recorded()).isEmpty();
        }
    }

    @Test
    void a_job_that_runs_is_found_running_and_is_joined() {
        if (has(Ability.JOBS)) {
            Site site = bench().site(app());
            Resource made = site.create(job(site, "once-1", A_WHILE, 0, "migrated"));
            Mailbox<Optional<Throwable>> ends = bench().time().mailbox();
            try (TimeSource.Registration here = bench().time().enter();
                    Workers workers = bench().time().workers("contract", 1)) {
                Instant begun = bench().time().now();
                workers.run(() -> ends.put(Parallel.failure(() -> run(made))));
                bench().await("the job runs", () -> site.only(made.slot()).state() == Lifecycle.RUNNING);
                assertThat(site.only(made.slot()).recorded())
                        .as("it has not failed")
                        .isPresent();
                Jobs others = bench().connect().capability(Jobs.class).orElseThrow();
                ProgramResult joined = others.run(site.only(made.slot()), bench().operation());
                assertThat(joined.exitCode()).isZero();
                assertThat(joined.output()).containsOnlyOnce("migrated");
                assertThat(Duration.between(begun, bench().time().now())).isLessThan(A_WHILE.multipliedBy(2));
                assertThat(Parallel.take(bench(), ends)).isEmpty();
            }
        }
    }

    @Test
    void deleting_a_job_that_runs_ends_it() {
        if (has(Ability.JOBS)) {
            Site site = bench().site(app());
            Resource made = site.create(job(site, "once-1", Duration.ofSeconds(60), 0, "too-late"));
            Mailbox<Optional<Throwable>> ends = bench().time().mailbox();
            try (TimeSource.Registration here = bench().time().enter();
                    Workers workers = bench().time().workers("contract", 1)) {
                Instant begun = bench().time().now();
                workers.run(() -> ends.put(Parallel.failure(() -> {
                    ProgramResult result =
                            bench().duty(Jobs.class).run(made, bench().operation(Duration.ofSeconds(50)));
                    assertThat(result.isSuccess()).isFalse();
                })));
                bench().await("the job runs", () -> site.only(made.slot()).state() == Lifecycle.RUNNING);
                site.delete(site.only(made.slot()));
                assertThat(site.at(made.slot())).isEmpty();
                Parallel.take(bench(), ends)
                        .ifPresent(failure -> assertThat(failure).isInstanceOf(NanokitException.class));
                assertThat(Duration.between(begun, bench().time().now())).isLessThan(Duration.ofSeconds(50));
            }
        }
    }

    @Test
    void a_hook_comes_once_for_a_version_and_before_what_it_prepares() {
        if (has(Ability.JOBS)) {
            String script = harness().command("app.prestart-1", BRIEF, 0, "ready");
            String file = app("hooks: { prestart: " + Yaml.quoted(script) + " }");
            CallCount first = new CallCount();
            bench().kit(new InterceptedProvider(harness().provider(), first), file)
                    .up();
            List<String> runs = first.writes().stream()
                    .filter(what -> what.startsWith("run "))
                    .toList();
            assertThat(runs).hasSize(1);
            Slot what = bench().site(file).of(APP);
            assertThat(first.writes().indexOf(runs.get(0)))
                    .isLessThan(first.writes().stream()
                            .filter(one -> one.startsWith("create " + what))
                            .mapToInt(first.writes()::indexOf)
                            .findFirst()
                            .orElse(-1));
            CallCount second = new CallCount();
            bench().kit(new InterceptedProvider(harness().provider(), second), file)
                    .up();
            assertThat(second.writes()).isEmpty();
        }
    }

    @Test
    void a_hook_that_fails_keeps_what_it_prepares_from_starting() {
        if (has(Ability.JOBS)) {
            String script = harness().command("app.prestart-1", BRIEF, 9, "no-such-column");
            String file = app("hooks: { prestart: " + Yaml.quoted(script) + " }");
            NanokitException failure = Failures.failure(() -> bench().kit(file).up());
            assertThat(failure).isInstanceOf(RolloutFailedException.class);
            StepFailure first =
                    ((RolloutFailedException) failure).report().failures().get(0);
            assertThat(first.exitCode()).hasValue(9);
            assertThat(first.logTail()).contains("no-such-column");
            assertThat(bench().site(file).at(bench().site(file).of(APP))).isEmpty();
        }
    }

    @Test
    void a_command_beside_a_service_tells_its_exit_code_and_leaves_nothing() {
        if (has(Ability.JOBS)) {
            bench().kit(app()).up();
            String before = World.of(bench().site(app()).discover());
            String script = harness().command("app.run", BRIEF, 5, "looked");
            ProgramResult result =
                    bench().kit(app()).run(APP, Yaml.shell(script).toArray(String[]::new));
            assertThat(result.exitCode()).isEqualTo(5);
            assertThat(result.output()).contains("looked");
            assertThat(World.of(bench().site(app()).discover())).isEqualTo(before);
        }
    }
}
