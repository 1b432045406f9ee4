package dev.nanokit.aws.lab.machine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nanokit.aws.lab.machine.Program.Ending;
import dev.nanokit.aws.lab.wire.Trees;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** When each container of a task starts, by what it depends on. AWS: "ContainerDependency", API_ContainerDependency.html. */
final class StartOrder {

    private final List<Container> containers;
    private final Pace pace;

    StartOrder(List<Container> containers, Pace pace) {
        this.containers = containers;
        this.pace = pace;
    }

    /** {@return how long after the task's start; empty if never} */
    Optional<Duration> of(Container container) {
        Duration latest = Duration.ZERO;
        for (JsonNode dependency : Trees.list(container.definition.path("dependsOn"))) {
            Optional<Duration> met = met(
                    dependency.path("containerName").asText(),
                    dependency.path("condition").asText());
            if (met.isEmpty()) {
                return Optional.empty();
            }
            latest = met.get().compareTo(latest) > 0 ? met.get() : latest;
        }
        return Optional.of(latest);
    }

    private Optional<Duration> met(String name, String condition) {
        Optional<Container> other =
                containers.stream().filter(it -> it.name().equals(name)).findFirst();
        Optional<Duration> start = other.flatMap(this::of);
        if (start.isEmpty()) {
            return Optional.empty();
        }
        Optional<Ending> ending = other.get().program.ending();
        HealthCheck check = new HealthCheck(other.get(), pace);
        return switch (condition) {
            case "COMPLETE" -> ending.map(end -> start.get().plus(end.after()));
            case "SUCCESS" ->
                ending.filter(end -> end.exitCode() == 0).map(end -> start.get().plus(end.after()));
            case "HEALTHY" ->
                Optional.of(check)
                        .filter(HealthCheck::exists)
                        .map(HealthCheck::finding)
                        .filter(HealthCheck.Finding::healthy)
                        .map(finding -> start.get().plus(finding.after()));
            default -> start;
        };
    }
}
