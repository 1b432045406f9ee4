package dev.nanokit.sample.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nanokit.failure.OperationCancelledException;
import dev.nanokit.model.Name;
import dev.nanokit.provider.Fingerprint;
import dev.nanokit.provider.LabelCodec;
import dev.nanokit.provider.Labelled;
import dev.nanokit.provider.Lifecycle;
import dev.nanokit.provider.Operation;
import dev.nanokit.provider.ProgramResult;
import dev.nanokit.provider.Resource;
import dev.nanokit.provider.ResourceKind;
import dev.nanokit.provider.Scope;
import dev.nanokit.provider.Slot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs as two programs see them. */
final class ProcessJobsTest {

    private static final String NAME = "job";

    @TempDir
    Path folder;

    private Registry registry;
    private ProcessJobs one;
    private ProcessJobs other;

    @BeforeEach
    void begin() {
        registry = new Registry(folder, new LabelCodec());
        one = new ProcessJobs(registry, new Processes(registry));
        other = new ProcessJobs(registry, new Processes(registry));
    }

    private Resource job(String script) {
        Labelled labels = new Labelled(
                new Scope(Name.of("it"), Optional.empty(), Name.of("local")),
                new Slot(ResourceKind.JOB, "web.prestart-1"),
                "abcd1234",
                Optional.of(Fingerprint.parse("1;command.000=12345678")),
                Map.of(),
                Set.of(),
                0,
                Set.of(),
                List.of());
        registry.write(new Registry.Entry(
                NAME, labels, new Invocation(List.of("/bin/sh", "-c", script), Map.of("SECRET", "s3cr3t")).facts()));
        return seen();
    }

    private Resource seen() {
        return other.resource(registry.require(NAME));
    }

    private static final class Patience implements Operation {

        private final AtomicBoolean cancelled = new AtomicBoolean();

        @Override
        public Instant deadline() {
            return Instant.MAX;
        }

        @Override
        public String token() {
            return NAME;
        }

        @Override
        public void pause(Duration time) {
            checkpoint();
            try {
                Thread.sleep(time.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new OperationCancelledException("interrupted");
            }
        }

        @Override
        public void checkpoint() {
            if (cancelled.get()) {
                throw new OperationCancelledException("cancelled");
            }
        }

        @Override
        public void report(String progress) {}
    }

    @Test
    void one_that_runs_is_joined_and_one_that_succeeded_is_not_run_again() throws Exception {
        Path ran = folder.resolve("ran");
        Resource job = job("echo $SECRET >> " + ran + "; sleep 0.5; echo done");
        assertThat(job.state()).isEqualTo(Lifecycle.CREATED);
        assertThat(job.recorded()).isPresent();

        CompletableFuture<ProgramResult> first = CompletableFuture.supplyAsync(() -> one.run(job, new Patience()));
        Playground.await("the job runs", () -> Files.exists(ran));
        assertThat(seen().state()).isEqualTo(Lifecycle.RUNNING);
        assertThat(seen().recorded()).isPresent();
        ProgramResult joined = other.run(job, new Patience());

        assertThat(joined).isEqualTo(first.get()).isEqualTo(new ProgramResult(0, List.of("done")));
        assertThat(seen().state()).isEqualTo(Lifecycle.ENDED);
        assertThat(seen().recorded()).isPresent();
        assertThat(other.run(job, new Patience())).isEqualTo(joined);
        assertThat(ran).content().isEqualTo("s3cr3t\n");
    }

    @Test
    void one_that_failed_counts_as_unfinished_for_every_program() {
        Resource job = job("exit 7");
        assertThat(one.run(job, new Patience()).exitCode()).isEqualTo(7);
        assertThat(seen().state()).isEqualTo(Lifecycle.ENDED);
        assertThat(seen().recorded()).isEmpty();
    }

    @Test
    void one_that_is_cancelled_ends_with_all_that_it_started() throws Exception {
        Patience operation = new Patience();
        Resource job = job("sleep 1009; true");
        CompletableFuture<ProgramResult> run = CompletableFuture.supplyAsync(() -> one.run(job, operation));
        Playground.await("the job runs", () -> Playground.isRunning("1009"));
        operation.cancelled.set(true);
        assertThatThrownBy(run::join).hasCauseInstanceOf(OperationCancelledException.class);
        Playground.await("the job has ended", () -> !Playground.isRunning("1009"));
        Playground.await("it is seen to have ended", () -> seen().state() == Lifecycle.ENDED);
        assertThat(seen().recorded()).isEmpty();
    }

    @Test
    void deleting_one_that_runs_ends_it() throws Exception {
        Resource job = job("sleep 1010; true");
        CompletableFuture<ProgramResult> run = CompletableFuture.supplyAsync(() -> one.run(job, new Patience()));
        Playground.await("the job runs", () -> Playground.isRunning("1010"));
        other.delete(job, new Patience());
        Playground.await("the job has ended", () -> !Playground.isRunning("1010"));
        assertThat(run.handle((result, failure) -> failure != null || !result.isSuccess())
                        .join())
                .isTrue();
        assertThat(folder).isEmptyDirectory();
    }
}
