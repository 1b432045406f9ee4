package dev.nanokit.aws.lab.machine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nanokit.aws.lab.machine.Program.Ending;
import dev.nanokit.aws.lab.wire.Trees;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Leads a task through its life. AWS: "Amazon ECS task lifecycle", task-lifecycle-explanation.html. Guarded by the machine's
 * lock.
 */
final class TaskRunner {

    private final Timeline timeline;
    private final Pace pace;
    private final Interfaces interfaces;
    private final LogBook logs;
    private final Targets targets;
    private final StartTrouble trouble;

    TaskRunner(
            Timeline timeline, Pace pace, Interfaces interfaces, LogBook logs, Targets targets, StartTrouble trouble) {
        this.timeline = timeline;
        this.pace = pace;
        this.interfaces = interfaces;
        this.logs = logs;
        this.targets = targets;
        this.trouble = trouble;
    }

    void launch(Task task) {
        interfaces.attach(task.arn, task.placement);
        Duration third = pace.taskStart().dividedBy(3);
        timeline.in(third, () -> {
            if (task.wanted()) {
                task.become("PENDING", timeline.now());
            }
        });
        timeline.in(pace.taskStart(), () -> {
            if (task.wanted()) {
                begin(task);
            }
        });
    }

    private void begin(Task task) {
        Map<String, String> secrets = new HashMap<>();
        Optional<StartTrouble.Trouble> found = trouble.of(task.definition, secrets);
        for (JsonNode definition : task.definition.containers()) {
            JsonNode overrides = overrides(task, definition.path("name").asText());
            Map<String, String> environment = environment(definition, overrides);
            environment.putAll(secrets);
            task.containers().add(new Container(definition, overrides, environment));
        }
        if (found.isPresent()) {
            fail(task, found.get());
            return;
        }
        StartOrder order = new StartOrder(task.containers(), pace);
        Duration last = Duration.ZERO;
        for (Container container : task.containers()) {
            Optional<Duration> after = order.of(container);
            if (after.isEmpty()) {
                last = Duration.ofDays(1); // waits for something that does not come
                continue;
            }
            last = after.get().compareTo(last) > 0 ? after.get() : last;
            timeline.in(after.get(), () -> start(task, container));
        }
        timeline.in(last, () -> {
            if (task.wanted()) {
                task.become("RUNNING", timeline.now());
            }
        });
    }

    private static JsonNode overrides(Task task, String container) {
        return Trees.list(task.order.path("overrides").path("containerOverrides")).stream()
                .filter(it -> it.path("name").asText().equals(container))
                .findFirst()
                .orElse(Trees.object());
    }

    private static Map<String, String> environment(JsonNode definition, JsonNode overrides) {
        Map<String, String> environment = new HashMap<>();
        for (JsonNode source : new JsonNode[] {definition, overrides}) {
            Trees.list(source.path("environment"))
                    .forEach(it -> environment.put(
                            it.path("name").asText(), it.path("value").asText()));
        }
        return environment;
    }

    private void fail(Task task, StartTrouble.Trouble found) {
        Instant now = timeline.now();
        task.containers().forEach(container -> container.neverStart(now, found.ofContainer()));
        task.end(new Task.Stop("TaskFailedToStart", found.reason(), now));
        finish(task);
    }

    private void start(Task task, Container container) {
        if (!task.wanted()) {
            return;
        }
        container.start(timeline.now());
        logs.open(task, container, timeline.now());
        container.program.ending().ifPresent(end -> timeline.in(end.after(), () -> ended(task, container, end)));
        HealthCheck check = new HealthCheck(container, pace);
        if (check.exists()) {
            timeline.in(check.finding().after(), task::changed);
        }
    }

    private void ended(Task task, Container container, Ending ending) {
        if (!container.runs()) {
            return;
        }
        container.end(timeline.now(), ending.exitCode());
        boolean all = task.containers().stream().noneMatch(Container::runs);
        if (task.wanted() && (container.essential || all)) {
            stopAtOnce(task, "EssentialContainerExited", "Essential container in task exited");
        }
    }

    /** Ends a task in good order: out of the balancer, then the signal to end. */
    void stop(Task task, String code, String reason) {
        if (!task.wanted()) {
            return;
        }
        task.end(new Task.Stop(code, reason, timeline.now()));
        Duration drain = targets.deregister(task);
        if (drain.isZero() || !task.running()) {
            terminate(task);
            return;
        }
        task.become("DEACTIVATING", timeline.now());
        timeline.in(drain, () -> terminate(task));
    }

    private void stopAtOnce(Task task, String code, String reason) {
        task.end(new Task.Stop(code, reason, timeline.now()));
        targets.deregister(task);
        terminate(task);
    }

    private void terminate(Task task) {
        Instant now = timeline.now();
        for (Container container : task.containers()) {
            if (container.runs()) {
                container.end(now, container.program.onTerm());
            } else if (container.endedAt().isEmpty()) {
                container.neverStart(now, "");
            }
        }
        finish(task);
    }

    private void finish(Task task) {
        task.become("DEPROVISIONING", timeline.now());
        timeline.in(pace.taskStop(), () -> {
            task.become("STOPPED", timeline.now());
            interfaces.release(task.arn, timeline.now().plus(pace.interfaceRelease()));
        });
    }
}
