package dev.nanokit.aws;

import dev.nanokit.provider.Evidence;
import dev.nanokit.provider.Health;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.Task;

/**
 * Tells why the tasks of a service end. ECS starts new ones for hours; two that end in the same way are enough to know.
 * Thread-safe.
 */
final class TaskDeaths {

    private static final int LINES = 20;
    private static final int ENOUGH = 2;

    private static final String NO_ROLE = "ECS was unable to assume the role";

    /** https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot.html: IAM tells all of AWS of a new role in time. */
    private static final Duration ROLE_IS_NEW = Duration.ofMinutes(2);

    private final EcsTasks tasks;
    private final TaskLogs logs;
    private final TaskDefinitions definitions;

    TaskDeaths(EcsTasks tasks, TaskLogs logs, TaskDefinitions definitions) {
        this.tasks = tasks;
        this.logs = logs;
        this.definitions = definitions;
    }

    /** One way to end: equal ones are the same death. */
    private record Death(String code, String reason, Optional<Integer> exitCode) {

        /** Ids of tasks and resources in the words of AWS differ each time. */
        static Death of(Task task) {
            String reason = Optional.ofNullable(task.stoppedReason()).orElse("");
            return new Death(
                    Optional.ofNullable(task.stopCodeAsString()).orElse(""),
                    reason.replaceAll("[0-9a-f]{8,}|arn:[^ ,)]+", "…"),
                    EcsTasks.container(task).map(Container::exitCode));
        }
    }

    /** {@return what is to be said of a rollout of which tasks are missing; empty if none has ended} */
    Optional<Health> of(Service service, Deployment deployment) {
        List<Task> ended = ended(service, deployment);
        if (ended.isEmpty()) {
            return Optional.empty();
        }
        Task last = ended.get(0);
        long equal = ended.stream()
                .filter(task -> Death.of(task).equals(Death.of(last)))
                .count();
        String times = equal >= ENOUGH ? ", " + equal + " times in a row" : "";
        boolean isEarly = deployment.createdAt() != null && isEarly(last, deployment.createdAt());
        return Optional.of(
                equal >= ENOUGH && !isEarly
                        ? dead(last, why(last) + times)
                        : new Health.Starting("an instance has ended: " + why(last)));
    }

    /**
     * {@return whether a task ended as its role cannot be assumed, and that may be as the role is new}
     *
     * <p>ECS has no code for it, only the words of
     * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-error-codes.html.
     */
    private static boolean isEarly(Task task, Instant begun) {
        Instant ended = Optional.ofNullable(task.stoppedAt()).orElse(begun);
        return Optional.ofNullable(task.stoppedReason()).orElse("").startsWith(NO_ROLE)
                && Duration.between(begun, ended).compareTo(ROLE_IS_NEW) < 0;
    }

    Health failed(Service service, Deployment deployment) {
        String said = Optional.ofNullable(deployment.rolloutStateReason()).orElse("the rollout failed");
        return ended(service, deployment).stream()
                .findFirst()
                .<Health>map(task -> dead(task, why(task) + " (" + said + ")"))
                .orElseGet(() -> new Health.Dead(new Evidence(said, OptionalInt.empty(), List.of())));
    }

    /** {@return what is to be said of a service that ECS has put back to an older version by itself} */
    Health wentBack(Service service, String wanted) {
        return tasks.ofService(service.clusterArn(), service.serviceName(), DesiredStatus.STOPPED).stream()
                .filter(task -> wanted.equals(task.taskDefinitionArn()))
                .findFirst()
                .<Health>map(task -> dead(task, why(task) + "; ECS has gone back to the version before"))
                .orElseGet(() -> new Health.Dead(new Evidence(
                        "the rollout failed, and ECS has gone back to the version before",
                        OptionalInt.empty(),
                        List.of())));
    }

    private List<Task> ended(Service service, Deployment deployment) {
        return tasks.ofService(service.clusterArn(), service.serviceName(), DesiredStatus.STOPPED).stream()
                .filter(task -> Objects.equals(task.startedBy(), deployment.id()))
                .toList();
    }

    private Health dead(Task task, String why) {
        OptionalInt exitCode = EcsTasks.container(task)
                .map(Container::exitCode)
                .map(OptionalInt::of)
                .orElse(OptionalInt.empty());
        List<String> tail = definitions
                .find(task.taskDefinitionArn())
                .map(definition -> logs.tail(definition, task.taskArn(), LINES))
                .orElse(List.of());
        return new Health.Dead(new Evidence(why, exitCode, tail));
    }

    /** {@return AWS's words, with the exit code and the container's own reason where there are such} */
    static String why(Task task) {
        List<String> words = new ArrayList<>();
        words.add(Optional.ofNullable(task.stoppedReason())
                .filter(text -> !text.isBlank())
                .orElse("the task ended"));
        EcsTasks.container(task).ifPresent(container -> {
            Optional.ofNullable(container.reason()).ifPresent(words::add);
            Optional.ofNullable(container.exitCode()).ifPresent(code -> words.add("exit code " + code));
        });
        return String.join("; ", words);
    }
}
