package dev.nanokit.aws.lab.machine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One way in which a service's tasks are run, and how far its rollout is. Guarded by the machine's lock. */
final class EcsDeployment {

    final String id;
    final ObjectNode spec;
    final TaskDefinition definition;
    final Instant createdAt;
    private final List<Task> tasks = new ArrayList<>();
    private String rolloutState = "IN_PROGRESS";
    private String rolloutReason;
    private Instant updatedAt;
    private int failedTasks;
    private Optional<Instant> wellSince = Optional.empty();

    /**
     * Makes a deployment.
     *
     * @param id {@code ecs-svc/} and digits
     * @param spec what of the service's settings makes its tasks
     * @param definition of its tasks
     * @param createdAt when
     */
    EcsDeployment(String id, ObjectNode spec, TaskDefinition definition, Instant createdAt) {
        this.id = id;
        this.spec = spec;
        this.definition = definition;
        this.createdAt = createdAt;
        this.updatedAt = createdAt;
        this.rolloutReason = "ECS deployment " + id + " in progress.";
    }

    List<Task> tasks() {
        return tasks;
    }

    List<Task> wanted() {
        return tasks.stream().filter(Task::wanted).toList();
    }

    void dropStopped() {
        tasks.removeIf(Task::stopped);
    }

    boolean rolling() {
        return rolloutState.equals("IN_PROGRESS");
    }

    boolean failed() {
        return rolloutState.equals("FAILED");
    }

    String rolloutState() {
        return rolloutState;
    }

    String rolloutReason() {
        return rolloutReason;
    }

    Instant updatedAt() {
        return updatedAt;
    }

    int failedTasks() {
        return failedTasks;
    }

    void roll(String state, String reason, Instant at) {
        rolloutState = state;
        rolloutReason = reason;
        updatedAt = at;
    }

    void countFailure() {
        failedTasks++;
    }

    Optional<Instant> wellSince() {
        return wellSince;
    }

    void wellSince(Optional<Instant> since) {
        wellSince = since;
    }
}
