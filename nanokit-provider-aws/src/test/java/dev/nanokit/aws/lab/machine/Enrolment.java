package dev.nanokit.aws.lab.machine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nanokit.aws.lab.wire.Trees;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Enters a service's tasks where they are looked for: target groups and Cloud Map. Guarded by the machine's lock. */
final class Enrolment {

    private final Timeline timeline;
    private final Targets targets;
    private final Surroundings surroundings;
    private final Set<String> entered = new HashSet<>();

    Enrolment(Timeline timeline, Targets targets, Surroundings surroundings) {
        this.timeline = timeline;
        this.targets = targets;
        this.surroundings = surroundings;
    }

    void enrol(EcsService service, EcsDeployment deployment, Task task) {
        if (!entered.add(task.arn)) {
            return;
        }
        for (JsonNode door : Trees.list(deployment.spec.path("loadBalancers"))) {
            String group = door.path("targetGroupArn").asText();
            targets.register(
                    group, task.placement.address(), door.path("containerPort").asInt(), Optional.of(task));
            service.report(timeline.now(), "registered 1 targets in (target-group " + group + ")");
        }
        for (JsonNode registry : Trees.list(deployment.spec.path("serviceRegistries"))) {
            surroundings.enter(registry.path("registryArn").asText(), task);
        }
    }

    void strike(EcsDeployment deployment, Task task) {
        if (!entered.remove(task.arn)) {
            return;
        }
        for (JsonNode registry : Trees.list(deployment.spec.path("serviceRegistries"))) {
            surroundings.leave(registry.path("registryArn").asText(), task);
        }
    }
}
