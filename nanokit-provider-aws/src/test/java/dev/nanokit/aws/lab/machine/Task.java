package dev.nanokit.aws.lab.machine;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A task, and how far it is. Guarded by the machine's lock. */
final class Task {

    /** Why a task ends, in AWS's words. */
    record Stop(String code, String reason, Instant at) {}

    final String arn;
    final String clusterArn;
    final TaskDefinition definition;
    final JsonNode order;
    final Placement placement;
    final Instant createdAt;
    private final List<Container> containers = new ArrayList<>();
    private final List<Consumer<Task>> watchers = new ArrayList<>();
    private String lastStatus = "PROVISIONING";
    private Optional<Instant> pullAt = Optional.empty();
    private Optional<Instant> startedAt = Optional.empty();
    private Optional<Instant> stoppedAt = Optional.empty();
    private Optional<Stop> stop = Optional.empty();
    private int version = 1;

    /**
     * Makes a task.
     *
     * @param arn its name
     * @param clusterArn where
     * @param definition of what
     * @param order what was asked: group, startedBy, overrides, tags, launchType, platformVersion
     * @param placement its interface
     * @param createdAt when
     */
    Task(
            String arn,
            String clusterArn,
            TaskDefinition definition,
            JsonNode order,
            Placement placement,
            Instant createdAt) {
        this.arn = arn;
        this.clusterArn = clusterArn;
        this.definition = definition;
        this.order = order;
        this.placement = placement;
        this.createdAt = createdAt;
    }

    String id() {
        return arn.substring(arn.lastIndexOf('/') + 1);
    }

    String cluster() {
        return clusterArn.substring(clusterArn.lastIndexOf('/') + 1);
    }

    String group() {
        return order.path("group").asText("family:" + definition.family());
    }

    String startedBy() {
        return order.path("startedBy").asText("");
    }

    List<Container> containers() {
        return containers;
    }

    void watch(Consumer<Task> watcher) {
        watchers.add(watcher);
    }

    String lastStatus() {
        return lastStatus;
    }

    String desiredStatus() {
        return stop.isPresent() ? "STOPPED" : "RUNNING";
    }

    boolean wanted() {
        return stop.isEmpty();
    }

    boolean running() {
        return lastStatus.equals("RUNNING");
    }

    boolean stopped() {
        return lastStatus.equals("STOPPED");
    }

    Optional<Instant> pullAt() {
        return pullAt;
    }

    Optional<Instant> startedAt() {
        return startedAt;
    }

    Optional<Instant> stoppedAt() {
        return stoppedAt;
    }

    Optional<Stop> stop() {
        return stop;
    }

    int version() {
        return version;
    }

    void become(String status, Instant at) {
        lastStatus = status;
        version++;
        switch (status) {
            case "PENDING" -> pullAt = Optional.of(at);
            case "RUNNING" -> startedAt = Optional.of(at);
            case "STOPPED" -> stoppedAt = Optional.of(at);
            default -> {}
        }
        changed();
    }

    void end(Stop why) {
        stop = Optional.of(why);
        version++;
    }

    /** Tells those who watch. */
    void changed() {
        List.copyOf(watchers).forEach(watcher -> watcher.accept(this));
    }
}
