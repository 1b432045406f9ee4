package dev.nanokit.aws;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.ListTasksRequest;
import software.amazon.awssdk.services.ecs.model.Task;

/** Asks ECS for tasks; those that have ended are shown for about an hour. Thread-safe. */
final class EcsTasks {

    /** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DescribeTasks.html. */
    private static final int AT_ONCE = 100;

    private final AwsClients clients;

    EcsTasks(AwsClients clients) {
        this.clients = clients;
    }

    /** {@return up to a hundred tasks of a service in a desired state, youngest first} */
    List<Task> ofService(String cluster, String service, DesiredStatus desired) {
        return list(
                cluster,
                ListTasksRequest.builder()
                        .cluster(cluster)
                        .serviceName(service)
                        .desiredStatus(desired)
                        .maxResults(AT_ONCE)
                        .build());
    }

    /** {@return up to a hundred tasks of a family in a desired state, youngest first} */
    List<Task> ofFamily(String cluster, String family, DesiredStatus desired) {
        return list(
                cluster,
                ListTasksRequest.builder()
                        .cluster(cluster)
                        .family(family)
                        .desiredStatus(desired)
                        .maxResults(AT_ONCE)
                        .build());
    }

    /** {@return every task that runs, or is to run, of the families that begin so; also of those that were deleted since} */
    List<Task> ofFamilies(String cluster, String beginning) {
        List<String> arns = AwsFailures.find("list tasks", () -> clients
                        .ecs()
                        .listTasksPaginator(request -> request.cluster(cluster)
                                .desiredStatus(DesiredStatus.RUNNING)
                                .maxResults(AT_ONCE))
                        .taskArns()
                        .stream()
                        .toList())
                .orElse(List.of());
        return describe(cluster, arns).stream()
                .filter(task -> TaskDefinitions.family(task.taskDefinitionArn()).startsWith(beginning))
                .toList();
    }

    private List<Task> list(String cluster, ListTasksRequest request) {
        List<String> arns = AwsFailures.find(
                        "list tasks", () -> clients.ecs().listTasks(request).taskArns())
                .orElse(List.of());
        return describe(cluster, arns);
    }

    /** {@return those that are known, youngest first} */
    List<Task> describe(String cluster, List<String> arns) {
        List<Task> tasks = new ArrayList<>();
        for (int from = 0; from < arns.size(); from += AT_ONCE) {
            List<String> some = arns.subList(from, Math.min(arns.size(), from + AT_ONCE));
            tasks.addAll(AwsFailures.call("look at tasks", () -> clients.ecs()
                    .describeTasks(request -> request.cluster(cluster).tasks(some))
                    .tasks()));
        }
        tasks.sort(Comparator.comparing(
                        Task::createdAt, Comparator.nullsFirst(Comparator.<java.time.Instant>naturalOrder()))
                .reversed());
        return tasks;
    }

    static Optional<Container> container(Task task) {
        return task.containers().stream()
                .filter(one -> TaskTemplate.CONTAINER.equals(one.name()))
                .findFirst();
    }

    /** {@return the last part of the task's ARN} */
    static String id(Task task) {
        return task.taskArn().substring(task.taskArn().lastIndexOf('/') + 1);
    }
}
