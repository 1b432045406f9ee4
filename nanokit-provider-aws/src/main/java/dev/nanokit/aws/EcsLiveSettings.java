package dev.nanokit.aws;

import dev.nanokit.provider.LiveSettings;
import dev.nanokit.provider.PlatformId;
import dev.nanokit.provider.Resolved;
import dev.nanokit.provider.Resource;
import dev.nanokit.provider.ResourceKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.Service;

/**
 * Reads what services really run. A task definition is asked for by itself, so that this costs a call for each service; it
 * is only asked when somebody wants to know. Thread-safe.
 */
final class EcsLiveSettings implements LiveSettings {

    /** Variables that tell of siblings: most are given at creation and never compared, so that none is told. */
    private static final List<String> SIBLINGS = List.of("NANOKIT_URL_", "NANOKIT_INTERNAL_URL_");

    private static final String INSTANCES = "instances";

    private final EcsServices services;
    private final TaskDefinitions definitions;

    EcsLiveSettings(EcsServices services, TaskDefinitions definitions) {
        this.services = services;
        this.definitions = definitions;
    }

    @Override
    public Map<PlatformId, SortedMap<String, Resolved>> settings(Collection<Resource> resources) {
        Map<String, List<String>> byCluster = new TreeMap<>();
        resources.stream()
                .filter(one -> one.slot().kind().equals(ResourceKind.SERVICE))
                .map(one -> one.id().value())
                .forEach(arn -> byCluster
                        .computeIfAbsent(EcsServices.cluster(arn), any -> new ArrayList<>())
                        .add(arn));
        Map<PlatformId, SortedMap<String, Resolved>> settings = new HashMap<>();
        byCluster.forEach((cluster, arns) -> services.describe(cluster, arns).stream()
                .filter(EcsServices::isThere)
                .forEach(service -> definitions
                        .find(service.taskDefinition())
                        .ifPresent(definition ->
                                settings.put(new PlatformId(service.serviceArn()), of(service, definition)))));
        resources.stream()
                .filter(one -> one.recorded().filter(EcsServiceKind::isCounted).isEmpty())
                .map(one -> settings.get(one.id()))
                .filter(Objects::nonNull)
                .forEach(chosenByAws -> chosenByAws.remove(INSTANCES));
        return settings;
    }

    private static SortedMap<String, Resolved> of(Service service, TaskDefinitions.Tagged definition) {
        SortedMap<String, Resolved> fields = new TreeMap<>();
        ContainerDefinition container = TaskLogs.container(definition);
        put(fields, "image", container.image());
        put(fields, TaskDesign.FARGATE_CPU, definition.definition().cpu());
        put(fields, TaskDesign.FARGATE_MEMORY, definition.definition().memory());
        container.environment().stream()
                .filter(variable -> SIBLINGS.stream().noneMatch(variable.name()::startsWith))
                .forEach(variable -> put(fields, TaskDesign.ENV + variable.name(), variable.value()));
        List<String> command = new ArrayList<>(container.entryPoint());
        command.addAll(container.command());
        for (int index = 0; index < command.size(); index++) {
            put(fields, String.format(Locale.ROOT, "command.%03d", index), command.get(index));
        }
        boolean isStopped = EcsTags.plain(service.tags()).containsKey(EcsServiceKind.STOPPED);
        if (!isStopped) {
            put(fields, INSTANCES, Integer.toString(service.desiredCount()));
        }
        var network = service.networkConfiguration();
        if (network != null && network.awsvpcConfiguration() != null) {
            network.awsvpcConfiguration().securityGroups().stream()
                    .findFirst()
                    .ifPresent(group -> put(fields, TaskDesign.GROUP, group));
        }
        return fields;
    }

    private static void put(SortedMap<String, Resolved> fields, String field, String value) {
        fields.put(field, Resolved.plain(value));
    }
}
