package dev.nanokit.engine.execution;

import dev.nanokit.engine.planning.Work;
import dev.nanokit.failure.NanokitException;
import dev.nanokit.failure.ProviderException;
import dev.nanokit.failure.StepFailure;
import dev.nanokit.model.HealthCheck;
import dev.nanokit.provider.Evidence;
import dev.nanokit.provider.Logs;
import dev.nanokit.provider.ProviderSession;
import dev.nanokit.provider.Resource;
import dev.nanokit.provider.Watched;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Explains why a step failed. */
final class Diagnosis {

    private static final int LOG_LINES = 20;

    private final ProviderSession session;

    Diagnosis(ProviderSession session) {
        this.session = session;
    }

    StepFailure of(Work work, RuntimeException failure) {
        boolean ours = failure instanceof NanokitException;
        String message = String.valueOf(failure.getMessage());
        return new StepFailure(
                work.step().words(),
                failure instanceof NanokitException known ? known.code() : "provider.unexpected",
                ours ? message : failure.getClass().getName() + ": " + message,
                work.position(),
                List.of(),
                OptionalInt.empty(),
                List.of(),
                Optional.empty());
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
        try {
            return session.capability(Logs.class)
                    .map(logs -> logs.tail(resource, LOG_LINES))
                    .orElse(List.of());
        } catch (ProviderException e) {
            return List.of("(the log cannot be read: " + e.code() + ")");
        }
    }
}
