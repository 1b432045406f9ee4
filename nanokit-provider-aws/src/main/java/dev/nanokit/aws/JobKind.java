package dev.nanokit.aws;

import dev.nanokit.provider.LabelCodec;
import dev.nanokit.provider.Lifecycle;
import dev.nanokit.provider.Operation;
import dev.nanokit.provider.PlatformId;
import dev.nanokit.provider.Resource;
import dev.nanokit.provider.ResourceKind;
import dev.nanokit.provider.Wanted;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.Task;

/**
 * A job: a task definition whose tags are the record of its run, as ECS forgets tasks within an hour: which task carried it
 * out, and with what exit code.
 */
final class JobKind implements AwsKind {

    /** ARN of the task that carries the job out. */
    static final String TASK = "nanokit:task";

    /** The exit code with which it ended. */
    static final String EXIT_CODE = "nanokit:exit-code";

    private final AwsClients clients;
    private final LabelCodec codec;
    private final TaskDefinitions definitions;
    private final EcsTasks tasks;

    JobKind(AwsClients clients, LabelCodec codec, TaskDefinitions definitions, EcsTasks tasks) {
        this.clients = clients;
        this.codec = codec;
        this.definitions = definitions;
        this.tasks = tasks;
    }

    @Override
    public ResourceKind kind() {
        return ResourceKind.JOB;
    }

    /** The index knows the tags, and a list of what is active tells which of its entries are no ghosts. */
    @Override
    public List<Found> all(Sight sight) {
        Map<String, Map<String, String>> jobs = new TreeMap<>();
        Set<String> families = new TreeSet<>();
        for (String arn : sight.indexed("ecs", "task-definition/")) {
            Map<String, String> tags = sight.indexed().getOrDefault(arn, Map.of());
            boolean isJob = codec.decode(AwsTags.labels(tags))
                    .filter(labels -> labels.slot().kind().equals(ResourceKind.JOB))
                    .isPresent();
            if (isJob) {
                jobs.put(arn, tags);
                families.add(TaskDefinitions.family(arn));
            }
        }
        if (jobs.isEmpty()) {
            return List.of();
        }
        Set<String> active = new TreeSet<>(definitions.families(beginning(families)));
        List<Found> all = new ArrayList<>();
        jobs.forEach((arn, tags) -> {
            if (active.contains(TaskDefinitions.family(arn))) {
                all.add(found(arn, tags));
            }
        });
        return all;
    }

    /** {@return what all begin with} */
    private static String beginning(Set<String> words) {
        String beginning = words.iterator().next();
        for (String word : words) {
            int same = 0;
            while (same < Math.min(beginning.length(), word.length()) && beginning.charAt(same) == word.charAt(same)) {
                same++;
            }
            beginning = beginning.substring(0, same);
        }
        return beginning;
    }

    @Override
    public Optional<Found> named(Wanted wanted) {
        return definitions.find(wanted.name()).map(one -> found(one.arn(), one.tags()));
    }

    @Override
    public Optional<Found> again(PlatformId id) {
        return definitions.find(id.value()).map(one -> found(one.arn(), one.tags()));
    }

    @Override
    public Found make(Wanted wanted, Map<String, String> tags, Operation operation) {
        String arn = definitions.register(new TaskTemplate(wanted, clients.region()).request(wanted.name(), tags));
        return found(arn, tags);
    }

    @Override
    public boolean isMadeInOneCall() {
        return true;
    }

    /** Another command is another job, so that there is nothing to change. */
    @Override
    public Found change(Found found, Wanted wanted, Operation operation) {
        throw new IllegalArgumentException("jobs are replaced, not updated: " + found.name());
    }

    @Override
    public void tag(Found found, Map<String, String> tags) {
        AwsFailures.call("tag job " + found.name(), () -> clients.ecs()
                .tagResource(request -> request.resourceArn(found.id()).tags(EcsTags.sdk(tags))));
    }

    @Override
    public void remove(Found found, Resource resource, Operation operation) {
        definitions.find(found.id()).ifPresent(definition -> {
            String cluster = TaskPlace.ofLabels(TaskLogs.container(definition).dockerLabels())
                    .cluster();
            tasks.ofFamily(cluster, found.name(), DesiredStatus.RUNNING).stream()
                    .filter(task -> found.id().equals(task.taskDefinitionArn()))
                    .forEach(task -> end(cluster, task));
        });
        definitions.delete(List.of(found.id()));
    }

    void end(String cluster, Task task) {
        AwsFailures.find("stop task " + EcsTasks.id(task), () -> clients.ecs()
                .stopTask(request ->
                        request.cluster(cluster).task(task.taskArn()).reason("the job is no longer wanted")));
    }

    /** {@return the job; one that has ended without success carries no fingerprint} */
    private Found found(String arn, Map<String, String> tags) {
        String name = TaskDefinitions.family(arn);
        String code = tags.get(EXIT_CODE);
        Lifecycle begun = tags.containsKey(TASK) ? Lifecycle.RUNNING : Lifecycle.CREATED;
        boolean hasFailed = code != null && !code.equals("0");
        return new Found(
                arn, name, hasFailed ? unfinished(name, tags) : tags, Map.of(), code == null ? begun : Lifecycle.ENDED);
    }

    private Map<String, String> unfinished(String name, Map<String, String> tags) {
        Map<String, String> without = new TreeMap<>(tags);
        codec.decode(AwsTags.labels(tags))
                .ifPresent(
                        labels -> without.putAll(AwsTags.of(labels.scope(), name, codec.encode(labels.unfinished()))));
        return without;
    }
}
