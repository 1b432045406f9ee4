package dev.nanokit.aws.lab.machine;

import dev.nanokit.aws.lab.wire.Trees;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Judges a task of a service as ECS's scheduler does: by its containers' health checks and by its targets. */
final class TaskHealth {

    private final Timeline timeline;
    private final Pace pace;
    private final Targets targets;
    private final TargetGroups groups;

    TaskHealth(Timeline timeline, Pace pace, Targets targets, TargetGroups groups) {
        this.timeline = timeline;
        this.pace = pace;
        this.targets = targets;
        this.groups = groups;
    }

    /** {@return HEALTHY, UNHEALTHY or UNKNOWN, as a task's essential containers are} */
    String ofContainers(Task task) {
        List<String> checked = task.containers().stream()
                .filter(it -> it.essential && new HealthCheck(it, pace).exists())
                .map(this::of)
                .toList();
        if (checked.contains("UNHEALTHY")) {
            return "UNHEALTHY";
        }
        return checked.isEmpty() || checked.contains(Container.UNKNOWN) ? Container.UNKNOWN : "HEALTHY";
    }

    String of(Container container) {
        return new HealthCheck(container, pace).status(timeline.now());
    }

    /** {@return whether anybody checks a task of this kind} */
    boolean checked(EcsDeployment deployment) {
        return !groupsOf(deployment).isEmpty()
                || deployment.definition.containers().stream().anyMatch(it -> it.has("healthCheck"));
    }

    static List<String> groupsOf(EcsDeployment deployment) {
        return Trees.list(deployment.spec.path("loadBalancers")).stream()
                .map(it -> it.path("targetGroupArn").asText())
                .toList();
    }

    boolean well(EcsDeployment deployment, Task task) {
        if (!task.running() || !task.wanted()) {
            return false;
        }
        boolean containers = task.containers().stream()
                .allMatch(it -> !it.essential || !new HealthCheck(it, pace).exists() || of(it).equals("HEALTHY"));
        return containers && groupsOf(deployment).stream().allMatch(group -> wellIn(group, task));
    }

    private boolean wellIn(String arn, Task task) {
        Optional<TargetGroup> group = groups.find(arn);
        Optional<Target> target = targets.of(arn, task);
        if (group.isEmpty() || target.isEmpty()) {
            return false;
        }
        String state = targets.health(group.get(), target.get()).state();
        return state.equals("healthy") || state.equals("unused");
    }

    /** {@return why a task is to be replaced; empty if it is not} */
    Optional<String> verdict(EcsService service, EcsDeployment deployment, Task task) {
        if (!task.running() || !task.wanted() || graceEnd(service, task).isAfter(timeline.now())) {
            return Optional.empty();
        }
        if (ofContainers(task).equals("UNHEALTHY")) {
            return Optional.of("Task failed container health checks");
        }
        for (String arn : groupsOf(deployment)) {
            Optional<TargetGroup> group = groups.find(arn);
            Optional<Target> target = targets.of(arn, task);
            if (group.isPresent()
                    && target.isPresent()
                    && targets.health(group.get(), target.get()).state().equals("unhealthy")) {
                return Optional.of("Task failed ELB health checks in (target-group " + arn + ")");
            }
        }
        return Optional.empty();
    }

    /** {@return until when a service bears bad health} */
    Instant graceEnd(EcsService service, Task task) {
        var grace = service.grace().compareTo(pace.longestGrace()) < 0 ? service.grace() : pace.longestGrace();
        return task.startedAt().orElse(timeline.now()).plus(grace);
    }
}
