package dev.nanokit.docker;

import dev.nanokit.model.HealthCheck;
import dev.nanokit.provider.Health;
import dev.nanokit.provider.ProviderContext;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Health checks that are commands, run by us: the engine runs its first one only after a whole interval. Each costs some
 * tenths of a second of processor time, so they come at a growing distance. None of the looks waits for one. Confined to
 * one look at a time.
 */
final class CommandChecks {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private final DockerCalls calls;
    private final ProviderContext context;
    private final Map<String, Run> runs = new HashMap<>();

    CommandChecks(DockerCalls calls, ProviderContext context) {
        this.calls = calls;
        this.context = context;
    }

    Health look(String container, List<String> command, HealthCheck check) {
        Run run = runs.computeIfAbsent(container, any -> new Run(context.now()));
        Instant now = context.now();
        if (run.exec.isPresent()) {
            DockerCalls.RunningExec exec = run.exec.get();
            if (exec.output().hasEnded()) {
                run.ended(calls.result(exec), now);
            } else if (Duration.between(run.begun, now).compareTo(check.timeout()) > 0) {
                run.abandoned(now, check.timeout());
            }
        } else if (!now.isBefore(run.next)) {
            run.exec = Optional.of(calls.begin(container, command));
            run.begun = now;
        }
        return run.isReady ? new Health.Ready() : new Health.Starting(run.said);
    }

    /** The engine's form of a command: {@code CMD} and words, or {@code CMD-SHELL} and a line. */
    static List<String> words(List<String> test) {
        if (test.isEmpty() || test.get(0).equals("NONE")) {
            return List.of();
        }
        List<String> words = test.subList(1, test.size());
        return test.get(0).equals("CMD-SHELL") ? List.of("/bin/sh", "-c", String.join(" ", words)) : List.copyOf(words);
    }

    /** The checks of one container. */
    private static final class Run {
        private Optional<DockerCalls.RunningExec> exec = Optional.empty();
        private Instant begun;
        private Instant next;
        private Duration pause = FIRST_PAUSE;
        private boolean isReady;
        private String said = "the first check has not ended";

        Run(Instant now) {
            begun = now;
            next = now;
        }

        void ended(Optional<DockerCalls.ExecResult> result, Instant now) {
            isReady = result.isPresent() && result.get().exitCode() == 0;
            said = result.map(one -> "the command ended with " + one.exitCode()
                            + (one.output().isEmpty() ? "" : ": " + firstLine(one.output())))
                    .orElse("the command did not end");
            again(now);
        }

        void abandoned(Instant now, Duration timeout) {
            said = "the command did not end within " + timeout.toMillis() + " ms";
            again(now);
        }

        private void again(Instant now) {
            exec = Optional.empty();
            next = now.plus(pause);
            Duration longer = pause.multipliedBy(3).dividedBy(2);
            pause = longer.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : longer;
        }

        private static String firstLine(String text) {
            return text.lines().findFirst().orElse("");
        }
    }
}
