package dev.nanokit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nanokit.event.NanokitEvent;
import dev.nanokit.failure.NanokitException;
import dev.nanokit.failure.OperationCancelledException;
import dev.nanokit.failure.ProviderException;
import dev.nanokit.provider.Jobs;
import dev.nanokit.provider.Lifecycle;
import dev.nanokit.provider.Programs;
import dev.nanokit.provider.Resource;
import dev.nanokit.provider.Slot;
import dev.nanokit.provider.Wanted;
import dev.nanokit.run.Cancellation;
import dev.nanokit.time.Mailbox;
import dev.nanokit.time.TimeSource;
import dev.nanokit.time.Workers;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What is cancelled or late ends, and what it leaves is mended by the next. */
abstract class CancelTheme extends Theme {

    private static final Duration LONG = Duration.ofSeconds(60);

    CancelTheme(Supplier<Bench> bench) {
        super(bench);
    }

    @Test
    void a_create_that_is_cancelled_ends_and_can_be_said_again() {
        Site site = bench().site(app());
        Wanted wanted = site.wanted(site.of(APP));
        ContractOperation operation = bench().operation();
        operation.cancel();
        try {
            site.writes(wanted.slot()).create(wanted, operation);
        } catch (NanokitException e) {
            assertThat(e).isInstanceOf(OperationCancelledException.class);
        }
        site.create(wanted);
        assertThat(site.only(wanted.slot()).state()).isEqualTo(Lifecycle.RUNNING);
    }

    @Test
    void a_create_that_is_late_ends_with_a_typed_error_and_can_be_said_again() {
        Site site = bench().site(app());
        Wanted wanted = site.wanted(site.of(APP));
        try {
            site.writes(wanted.slot()).create(wanted, bench().operation(Duration.ZERO));
        } catch (NanokitException e) {
            assertThat(e).isInstanceOf(ProviderException.class);
        }
        site.create(wanted);
        assertThat(site.only(wanted.slot()).state()).isEqualTo(Lifecycle.RUNNING);
    }

    @Test
    void a_stop_that_is_late_ends_with_a_typed_error_and_can_be_said_again() {
        Site site = bench().site(app());
        Resource made = site.create(site.of(APP));
        try {
            bench().session().services().stop(made, bench().operation(Duration.ZERO));
        } catch (NanokitException e) {
            assertThat(e).isInstanceOf(ProviderException.class);
        }
        site.stop(made);
        assertThat(site.only(made.slot()).state()).isEqualTo(Lifecycle.STOPPED);
    }

    @Test
    void a_delete_that_is_late_ends_with_a_typed_error_and_can_be_said_again() {
        Site site = bench().site(app());
        Resource made = site.create(site.of(APP));
        site.stop(made);
        try {
            bench().session().services().delete(made, bench().operation(Duration.ZERO));
        } catch (NanokitException e) {
            assertThat(e).isInstanceOf(ProviderException.class);
        }
        site.delete(made);
        assertThat(site.at(made.slot())).isEmpty();
    }

    @Test
    void a_job_that_is_late_is_ended_and_counts_as_unfinished() {
        if (has(Ability.JOBS)) {
            Site site = bench().site(app());
            Resource made = site.create(job(site, "once-1", LONG, 0, "too-late"));
            Instant begun = bench().time().now();
            assertThat(Failures.kind(
                            () -> bench().duty(Jobs.class).run(made, bench().operation(Duration.ofSeconds(2)))))
                    .isEqualTo(ProviderException.Kind.FAILED);
            assertThat(Duration.between(begun, bench().time().now())).isLessThan(LONG);
            isEnded(site, made.slot());
        }
    }

    @Test
    void a_job_that_is_cancelled_is_ended_and_counts_as_unfinished() {
        if (has(Ability.JOBS)) {
            Site site = bench().site(app());
            Resource made = site.create(job(site, "once-1", LONG, 0, "too-late"));
            ContractOperation operation = bench().operation(LONG);
            Mailbox<Optional<Throwable>> ends = bench().time().mailbox();
            try (TimeSource.Registration here = bench().time().enter();
                    Workers workers = bench().time().workers("contract", 1)) {
                workers.run(() ->
                        ends.put(Parallel.failure(() -> bench().duty(Jobs.class).run(made, operation))));
                bench().await("the job runs", () -> site.only(made.slot()).state() == Lifecycle.RUNNING);
                operation.cancel();
                assertThat(Parallel.take(bench(), ends)).get().isInstanceOf(OperationCancelledException.class);
            }
            isEnded(site, made.slot());
        }
    }

    private void isEnded(Site site, Slot slot) {
        bench().await("the job has ended", () -> site.only(slot).state() == Lifecycle.ENDED);
        assertThat(site.only(slot).recorded()).as("it is to be run again").isEmpty();
    }

    @Test
    void a_command_that_is_late_fails_at_its_deadline() {
        if (has(Ability.PROGRAMS)) {
            Site site = bench().site(app());
            Resource made = site.create(site.of(APP));
            String script = harness().command(APP, LONG, 0, "too-late");
            Instant begun = bench().time().now();
            assertThat(Failures.kind(() -> bench().duty(Programs.class)
                            .exec(made, Yaml.shell(script), bench().operation(Duration.ofMillis(100)))))
                    .isEqualTo(ProviderException.Kind.FAILED);
            assertThat(Duration.between(begun, bench().time().now())).isLessThan(LONG);
        }
    }

    @Test
    void an_up_that_is_cancelled_ends_and_is_finished_by_the_next() {
        Cancellation word = new Cancellation();
        NanokitException failure = Failures.failure(
                () -> bench().kit(app() + Yaml.service("second", harness().idle("b"), "depends_on: [" + APP + "]"))
                        .options(options -> options.cancellation(word))
                        .listener(event -> {
                            if (event instanceof NanokitEvent.StepFinished) {
                                word.cancel();
                            }
                        })
                        .up());
        assertThat(failure).isInstanceOf(OperationCancelledException.class);
        String file = app() + Yaml.service("second", harness().idle("b"), "depends_on: [" + APP + "]");
        bench().kit(file).up();
        Site site = bench().site(file);
        site.only(site.of(APP));
        site.only(site.of("second"));
        assertThat(bench().kit(file).plan().isEmpty()).isTrue();
    }

    @Test
    void an_up_that_was_cancelled_before_it_began_writes_nothing() {
        Cancellation word = new Cancellation();
        word.cancel();
        assertThat(Failures.failure(() -> bench().kit(app())
                        .options(options -> options.cancellation(word))
                        .up()))
                .isInstanceOf(OperationCancelledException.class);
        assertThat(bench().site("").discover().resources()).isEmpty();
    }
}
