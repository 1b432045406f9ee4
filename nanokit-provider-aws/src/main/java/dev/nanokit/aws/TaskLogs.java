package dev.nanokit.aws;

import dev.nanokit.provider.Logs;
import dev.nanokit.provider.Resource;
import dev.nanokit.provider.ResourceKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.Task;

/**
 * Reads what tasks have written, from CloudWatch Logs: a stream for each task, {@code prefix/container/task}, see
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/specify-log-config.html. Thread-safe.
 */
final class TaskLogs implements Logs {

    /** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_GetLogEvents.html. */
    private static final int MOST = 10_000;

    private final AwsClients clients;
    private final EcsTasks tasks;
    private final TaskDefinitions definitions;

    TaskLogs(AwsClients clients, EcsTasks tasks, TaskDefinitions definitions) {
        this.clients = clients;
        this.tasks = tasks;
        this.definitions = definitions;
    }

    @Override
    public List<String> tail(Resource resource, int lines) {
        boolean isJob = resource.slot().kind().equals(ResourceKind.JOB);
        String definition =
                isJob ? resource.id().value() : resource.facts().getOrDefault(EcsServiceKind.TASK_DEFINITION, "");
        Optional<TaskDefinitions.Tagged> tagged = definitions.find(definition);
        if (tagged.isEmpty()) {
            return List.of();
        }
        String cluster =
                TaskPlace.ofLabels(container(tagged.get()).dockerLabels()).cluster();
        List<Task> all = new ArrayList<>();
        for (DesiredStatus desired : List.of(DesiredStatus.RUNNING, DesiredStatus.STOPPED)) {
            all.addAll(
                    isJob
                            ? tasks.ofFamily(cluster, TaskDefinitions.family(definition), desired)
                            : tasks.ofService(cluster, resource.name(), desired));
        }
        return tail(tagged.get(), all, lines);
    }

    /** {@return the last lines of the youngest tasks, oldest line first} */
    private List<String> tail(TaskDefinitions.Tagged definition, List<Task> youngestFirst, int lines) {
        List<String> tail = new ArrayList<>();
        for (Task task : youngestFirst) {
            if (tail.size() >= lines) {
                break;
            }
            tail.addAll(0, tail(definition, task.taskArn(), lines - tail.size()));
        }
        return tail;
    }

    /** {@return the last lines of one task, by its ARN} */
    List<String> tail(TaskDefinitions.Tagged definition, String task, int lines) {
        Map<String, String> options = container(definition).logConfiguration().options();
        String id = task.substring(task.lastIndexOf('/') + 1);
        String stream = options.get(TaskTemplate.LOG_PREFIX_OPTION) + "/" + TaskTemplate.CONTAINER + "/" + id;
        return AwsFailures.find("read the log of task " + id, () -> clients
                        .logs()
                        .getLogEvents(request -> request.logGroupName(options.get(TaskTemplate.LOG_GROUP_OPTION))
                                .logStreamName(stream)
                                .limit(Math.max(1, Math.min(MOST, lines)))
                                .startFromHead(false))
                        .events()
                        .stream()
                        .map(OutputLogEvent::message)
                        .toList())
                .orElse(List.of());
    }

    static software.amazon.awssdk.services.ecs.model.ContainerDefinition container(TaskDefinitions.Tagged definition) {
        return definition.definition().containerDefinitions().get(0);
    }
}
