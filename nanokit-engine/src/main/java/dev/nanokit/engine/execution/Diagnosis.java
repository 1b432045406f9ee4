package dev.nanokit.engine.execution;

import dev.nanokit.engine.planning.Work;
import dev.nanokit.failure.NanokitException;
import dev.nanokit.failure.OperationCancelledException;
import dev.nanokit.failure.ProviderException;
import dev.nanokit.failure.StepFailure;
import dev.nanokit.model.HealthCheck;
import dev.nanokit.provider.Evidence;
import dev.nanokit.provider.Logs;
import dev.nanokit.provider.Resource;
import dev.nanokit.provider.Watched;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Explains why a step failed. Confined to the thread that owns the run. */
final class Diagnosis {

    private static final int LOG_LINES = 20;

    private static final Duration LOG_PATIENCE = Duration.ofSeconds(6);

    private final RunContext run;
    private boolean doesNotAnswer;

    Diagnosis(RunContext run) {
        this.run = run;
    }

    StepFailure of(Work work, RuntimeException failure) {
        if (failure instanceof JobRun.JobFailedException job) {
            List<String> output = job.result().output();
            return new StepFailure(
                    work.step().words(),
                    "job.failed",
                    String.valueOf(failure.getMessage()),
                    work.position(),
                    List.of(),
                    OptionalInt.of(job.result().exitCode()),
                    output.subList(Math.max(0, output.size() - LOG_LINES), output.size()),
                    Optional.of("mend the command, or what it needs; up runs it again"));
        }
        boolean ours = failure instanceof NanokitException;
        String message = String.valueOf(failure.getMessage());
        return new StepFailure(
                work.step().words(),
                failure instanceof NanokitException known ? known.code() : "provider.unexpected",
                ours ? message : failure.getClass().getName() + ": " + message,
                work.position(),
                List.of(),
                OptionalInt.empty(),
                failure instanceof ProviderException platform ? platform.output() : List.of(),
                failure instanceof ProviderException platform ? Optional.of(hint(platform.kind())) : Optional.empty());
    }

    private static String hint(ProviderException.Kind kind) {
        return switch (kind) {
            case BAD_CONFIGURATION -> "change what the message names, in the file or under infra";
            case NOT_FOUND -> "check the name of what is missing, and that this account may see it";
            case CONFLICT, IN_USE -> "let whatever else works on it end, then up again";
            case OWNERSHIP -> "rename or remove what stands there; it is not ours, so it is left alone";
            case DENIED -> "check the credentials and what they allow";
            case THROTTLED -> "lower parallelism, or give the step a longer deadline";
            case UNAVAILABLE -> "check that the platform runs and can be reached, then up again";
            case QUOTA -> "free what is no longer needed, or ask the platform for more";
            case FAILED -> "look at the message and the platform's own log, then up again";
        };
    }

    StepFailure ofDeath(Wait wait, Evidence evidence) {
        return new StepFailure(
                wait.work().step().words(),
                "health.dead",
                evidence.why(),
                wait.work().position(),
                wait.history(),
                evidence.exitCode(),
                evidence.logTail(),
                Optional.of("run the image with the same command by hand, and look at the end of the log above"));
    }

    StepFailure ofDeadline(Wait wait) {
        Optional<Watched> late = wait.open().stream().findFirst();
        HealthCheck check =
                late.or(() -> wait.all().stream().findFirst()).orElseThrow().check();
        String name = late.map(watched -> watched.resource().slot().name()).orElse("it");
        return new StepFailure(
                wait.work().step().words(),
                "health.deadline",
                name + " was not ready within " + words(check.deadline()) + " (start period "
                        + words(check.startPeriod()) + " and " + check.retries() + " checks every "
                        + words(check.interval()) + ")",
                wait.work().position(),
                wait.history(),
                OptionalInt.empty(),
                late.map(watched -> logTail(watched.resource())).orElse(List.of()),
                Optional.of("check path and port of the health check, or give a longer startPeriod"));
    }

    private static String words(Duration time) {
        return time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
    }

    /** The log is a help, not the matter: that it cannot be read must not hide the failure. */
    private List<String> logTail(Resource resource) {
        Instant now = run.time().now();
        if (doesNotAnswer || !now.isBefore(run.limits().until())) {
            return List.of("(the log was not read)");
        }
        Instant patience = now.plus(LOG_PATIENCE);
        Instant until = patience.isBefore(run.limits().until())
                ? patience
                : run.limits().until();
        try {
            return BoundedCall.within(run.time(), "read a log", until, () -> run.session()
                    .capability(Logs.class)
                    .map(logs -> logs.tail(resource, LOG_LINES))
                    .orElse(List.of()));
        } catch (ProviderException e) {
            doesNotAnswer = e.kind() == ProviderException.Kind.UNAVAILABLE;
            return List.of("(the log cannot be read: " + e.code() + ")");
        } catch (OperationCancelledException e) {
            doesNotAnswer = true; // the interruption is kept, and ends the run at its next wait
            return List.of("(the log was not read)");
        }
    }
}
