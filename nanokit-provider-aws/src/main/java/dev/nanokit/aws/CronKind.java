package dev.nanokit.aws;

import dev.nanokit.failure.ProviderException;
import dev.nanokit.provider.LabelCodec;
import dev.nanokit.provider.Operation;
import dev.nanokit.provider.PlatformId;
import dev.nanokit.provider.Resource;
import dev.nanokit.provider.ResourceKind;
import dev.nanokit.provider.Scope;
import dev.nanokit.provider.Wanted;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.scheduler.model.ScheduleGroupSummary;

/**
 * A command at set times: a group with one schedule of its name, and the task definition that this runs. Schedules have no
 * tags and groups have, so that each job has a group of its own: a description is told by no list, and the 50 tags of one
 * group for all jobs would be too few.
 *
 * <p>No list tells tags either, and the index that does may lag. So the time at which the schedule was last changed is a tag
 * that goes with the fingerprint, and the list of schedules shows that time: where both agree, the index is up to date, and
 * where not, the group is asked for its own tags.
 */
final class CronKind implements AwsKind {

    private static final String CHANGED = "nanokit:changed";

    /** In which cluster its tasks run, which may outlive their task definition. */
    private static final String CLUSTER = "nanokit:cluster";

    private final AwsClients clients;
    private final LabelCodec codec;
    private final Marks marks;
    private final Schedules schedules;
    private final TaskDefinitions definitions;
    private final EcsTasks tasks;

    CronKind(AwsClients clients, LabelCodec codec, TaskDefinitions definitions, EcsTasks tasks) {
        this.clients = clients;
        this.codec = codec;
        this.marks = new Marks(codec);
        this.schedules = new Schedules(clients);
        this.definitions = definitions;
        this.tasks = tasks;
    }

    @Override
    public ResourceKind kind() {
        return ResourceKind.CRON;
    }

    /** The scheduler's role is made before any job and goes after all: where neither it nor a group is known, none is there. */
    @Override
    public List<Found> all(Sight sight) {
        boolean isKnown = sight.hasSeen(AwsSlots.SCHEDULER_ROLE)
                || !sight.indexed("scheduler", "schedule-group/").isEmpty();
        if (!isKnown) {
            return List.of();
        }
        String beginning = ScopeNames.beginning(sight.scope());
        List<ScheduleGroupSummary> groups = schedules.groups(beginning);
        if (groups.isEmpty()) {
            return List.of();
        }
        Map<String, String> changes = schedules.changes(beginning);
        List<Found> all = new ArrayList<>();
        for (ScheduleGroupSummary group : groups) {
            String change = changes.get(group.name());
            Optional<Map<String, String>> indexed = Optional.ofNullable(
                            sight.indexed().get(group.arn()))
                    .filter(tags -> change != null && change.equals(tags.get(CHANGED)));
            indexed.or(() -> schedules.tags(group.arn()))
                    .map(tags -> found(group.arn(), tags))
                    .ifPresent(found -> all.add(change == null ? marks.unfinished(found) : found));
        }
        return all;
    }

    @Override
    public Optional<Found> named(Wanted wanted) {
        return look(wanted.name());
    }

    @Override
    public Optional<Found> again(PlatformId id) {
        return look(Schedules.group(id.value()));
    }

    private Optional<Found> look(String group) {
        return schedules.find(group).flatMap(arn -> schedules.tags(arn).map(tags -> found(arn, tags)));
    }

    @Override
    public Found make(Wanted wanted, Map<String, String> tags, Operation operation) {
        String name = wanted.name();
        Map<String, String> all = new TreeMap<>(tags);
        all.put(CLUSTER, cluster(wanted));
        return found(
                Patience.onceFree(operation, () -> schedules.makeGroup(name, all), () -> schedules.isGoing(name)), all);
    }

    @Override
    public boolean isMadeInOneCall() {
        return false;
    }

    /** The schedule is written in any case, so that its time tells of every change. */
    @Override
    public Found change(Found found, Wanted wanted, Operation operation) {
        String name = found.name();
        Scope scope = wanted.labelled().scope();
        TaskTemplate template = new TaskTemplate(wanted, clients.region());
        String definition =
                definitions.ensure(template.request(name + "-" + template.digest(), tagsOfScope(name, scope)));
        operation.checkpoint();
        schedules.put(new ScheduleRequest(wanted).in(name, definition), CronKind::isEarly, operation);
        String change = Patience.until(
                operation, () -> Optional.ofNullable(schedules.changes(name).get(name)));
        definitions.sweep(scope, name + "-", Set.of(TaskDefinitions.family(definition)));
        return found.withTags(Map.of(CHANGED, change, CLUSTER, cluster(wanted)));
    }

    private static String cluster(Wanted wanted) {
        return TaskPlace.of(wanted.values()).cluster();
    }

    /**
     * A role is not usable at once when it is new, nor is a group known: the scheduler answers that it cannot take the role as
     * to anything that is wrong, https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot.html.
     */
    private static boolean isEarly(ProviderException e) {
        return AwsFailures.isOf(e, "ValidationException") || e.kind() == ProviderException.Kind.NOT_FOUND;
    }

    private Map<String, String> tagsOfScope(String name, Scope scope) {
        return new TreeMap<>(AwsTags.of(scope, name, codec.scopeLabels(scope)));
    }

    @Override
    public Map<String, String> tagsOf(Found changed) {
        return Map.of(
                CHANGED, changed.tags().getOrDefault(CHANGED, ""),
                CLUSTER, changed.tags().getOrDefault(CLUSTER, ""));
    }

    @Override
    public void tag(Found found, Map<String, String> tags) {
        schedules.tag(found.id(), tags);
    }

    /** From the schedule on nothing new begins; the group goes last, as by it all the rest is found again. */
    @Override
    public void remove(Found found, Resource resource, Operation operation) {
        String name = found.name();
        schedules.removeSchedule(name);
        String cluster = found.tags().getOrDefault(CLUSTER, "");
        if (!cluster.isEmpty()) {
            tasks.ofFamilies(cluster, name + "-").forEach(task -> end(cluster, task));
        }
        operation.checkpoint();
        codec.decode(AwsTags.labels(found.tags()))
                .ifPresent(labels -> definitions.sweep(labels.scope(), name + "-", Set.of()));
        schedules.removeGroup(name);
    }

    /** No cluster goes while a task is in it. */
    private void end(String cluster, Task task) {
        AwsFailures.find("stop task " + EcsTasks.id(task), () -> clients.ecs()
                .stopTask(request ->
                        request.cluster(cluster).task(task.taskArn()).reason("its job is no longer wanted")));
    }

    private static Found found(String arn, Map<String, String> tags) {
        return new Found(arn, Schedules.group(arn), tags, Map.of());
    }
}
