package dev.nanokit.aws;

import dev.nanokit.failure.ProviderException;
import dev.nanokit.provider.Fingerprint;
import dev.nanokit.provider.LabelCodec;
import dev.nanokit.provider.Labelled;
import dev.nanokit.provider.Lifecycle;
import dev.nanokit.provider.Operation;
import dev.nanokit.provider.PlatformId;
import dev.nanokit.provider.Resource;
import dev.nanokit.provider.ResourceKind;
import dev.nanokit.provider.Wanted;
import dev.nanokit.provider.Workload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.services.ecs.model.Service;

/**
 * A service on ECS with Fargate, together with what only it needs: its task definitions and its name among siblings. Those
 * come before it and carry no slot; what a crash leaves of them is found by name, or goes with cluster and namespace.
 *
 * <p>Which task definition belongs to the recorded fingerprint is a tag: ECS goes back to an older one by itself when a
 * rollout fails, and then the service is not what its fingerprint says.
 */
final class EcsServiceKind implements AwsKind {

    /** How many instances a service had when it was stopped. */
    static final String STOPPED = "nanokit:stopped";

    /** The fact that tells which task definition it runs. */
    static final String TASK_DEFINITION = "task-definition";

    /** The fact that tells how many instances it wants. */
    static final String INSTANCES = "instances";

    /** {@return how many instances a service had when it was stopped; empty if it was not} */
    static Optional<Integer> stopped(Map<String, String> tags) {
        return Optional.ofNullable(tags.get(STOPPED))
                .filter(count -> count.matches("\\d{1,6}"))
                .map(Integer::valueOf);
    }

    private static final String RUNS = "nanokit:runs";
    private static final Duration DRAINING = Duration.ofMillis(500);

    private final AwsClients clients;
    private final LabelCodec codec;
    private final EcsServices services;
    private final TaskDefinitions definitions;
    private final DiscoveryNames names;

    EcsServiceKind(
            AwsClients clients,
            LabelCodec codec,
            EcsServices services,
            TaskDefinitions definitions,
            DiscoveryNames names) {
        this.clients = clients;
        this.codec = codec;
        this.services = services;
        this.definitions = definitions;
        this.names = names;
    }

    @Override
    public ResourceKind kind() {
        return ResourceKind.SERVICE;
    }

    @Override
    public List<Found> all(Sight sight) {
        return seen(sight).services();
    }

    /** {@return the services of a scope, read once a discovery} */
    Seen seen(Sight sight) {
        return sight.once(Seen.class, () -> new Seen(look(sight)));
    }

    /** What one discovery saw of services. */
    record Seen(List<Found> services) {
        Seen {
            services = List.copyOf(services);
        }
    }

    /** {@return whether AWS may choose how many instances a service has: it was not told, or nobody knows} */
    boolean mayBeScaled(Found service) {
        return codec.decode(AwsTags.labels(service.tags()))
                .flatMap(Labelled::fingerprint)
                .filter(EcsServiceKind::isCounted)
                .isEmpty();
    }

    /** {@return whether a number of instances is among what was asked for} */
    static boolean isCounted(Fingerprint recorded) {
        return recorded.digests().keySet().stream().anyMatch(Workload::isScaling);
    }

    private List<Found> look(Sight sight) {
        List<Found> all = new ArrayList<>();
        for (String cluster : sight.clusters()) {
            services.all(cluster).stream().filter(EcsServices::isThere).forEach(service -> all.add(found(service)));
        }
        return all;
    }

    @Override
    public Optional<Found> named(Wanted wanted) {
        String cluster = TaskPlace.of(wanted.values()).cluster();
        return services.find(cluster, wanted.name())
                .filter(EcsServices::isThere)
                .map(this::found);
    }

    @Override
    public Optional<Found> again(PlatformId id) {
        return services.find(EcsServices.cluster(id.value()), id.value())
                .filter(EcsServices::isThere)
                .map(this::found);
    }

    @Override
    public Found make(Wanted wanted, Map<String, String> tags, Operation operation) {
        ServiceRequest request = request(wanted);
        operation.checkpoint();
        Map<String, String> all = new TreeMap<>(tags);
        all.put(RUNS, request.taskDefinition());
        while (true) {
            try {
                Service made = AwsFailures.call(
                        "create service " + wanted.name(),
                        () -> clients.ecs().createService(request.create(all)).service());
                return found(made, all);
            } catch (ProviderException e) {
                if (!isDraining(wanted)) {
                    throw e;
                }
                operation.report("the service of that name before it is still draining");
                operation.pause(DRAINING);
            }
        }
    }

    /** Nothing can be created under a name whose tasks are still being stopped. */
    private boolean isDraining(Wanted wanted) {
        return services.find(TaskPlace.of(wanted.values()).cluster(), wanted.name())
                .filter(service -> service.status().equals(EcsServices.DRAINING))
                .isPresent();
    }

    @Override
    public boolean isMadeInOneCall() {
        return true;
    }

    @Override
    public Found change(Found found, Wanted wanted, Operation operation) {
        ServiceRequest request = request(wanted);
        Service before = services.find(EcsServices.cluster(found.id()), found.id())
                .orElseThrow(() -> new ProviderException(
                        ProviderException.Kind.NOT_FOUND, found.name() + " is gone, and cannot be changed", null));
        operation.checkpoint();
        Service after = AwsFailures.call(
                "update service " + found.name(),
                () -> clients.ecs().updateService(request.update(before)).service());
        if (found.tags().containsKey(STOPPED)) {
            untag(found.id(), STOPPED);
        }
        Set<String> kept = new HashSet<>();
        kept.add(TaskDefinitions.family(before.taskDefinition()));
        kept.add(TaskDefinitions.family(after.taskDefinition()));
        definitions.sweep(wanted.labelled().scope(), wanted.name() + "-", kept);
        Map<String, String> tags = new TreeMap<>(found.tags());
        tags.put(RUNS, after.taskDefinition());
        tags.remove(STOPPED);
        return found(after, tags);
    }

    private ServiceRequest request(Wanted wanted) {
        TaskTemplate template = new TaskTemplate(wanted, clients.region());
        Map<String, String> tags = new TreeMap<>(Map.of(
                AwsTags.NAME, wanted.name(),
                AwsTags.SCOPE, AwsTags.of(wanted.labelled().scope())));
        Map<String, String> scopeTags = AwsTags.of(
                wanted.labelled().scope(),
                wanted.name(),
                codec.scopeLabels(wanted.labelled().scope()));
        tags.putAll(scopeTags);
        String definition = definitions.ensure(template.request(template.family(), tags));
        Optional<String> namespace = text(wanted, TaskDesign.NAMESPACE);
        Optional<String> registry = namespace.map(id -> names.ensure(id, ServiceRequest.siblingName(wanted), tags));
        return new ServiceRequest(wanted, definition, registry);
    }

    @Override
    public Map<String, String> tagsOf(Found changed) {
        return Map.of(RUNS, changed.facts().getOrDefault(TASK_DEFINITION, ""));
    }

    private static Optional<String> text(Wanted wanted, String field) {
        return Optional.ofNullable(wanted.values().get(field)).map(value -> value.text());
    }

    @Override
    public void tag(Found found, Map<String, String> tags) {
        AwsFailures.call("tag service " + found.name(), () -> clients.ecs()
                .tagResource(request -> request.resourceArn(found.id()).tags(EcsTags.sdk(tags))));
    }

    void untag(String id, String tag) {
        AwsFailures.call("untag service " + id, () -> clients.ecs()
                .untagResource(request -> request.resourceArn(id).tagKeys(tag)));
    }

    @Override
    public void remove(Found found, Resource resource, Operation operation) {
        String cluster = EcsServices.cluster(found.id());
        Optional<Service> there = services.find(cluster, found.id());
        AwsFailures.call("delete service " + found.name(), () -> clients.ecs()
                .deleteService(
                        request -> request.cluster(cluster).service(found.id()).force(true)));
        codec.decode(AwsTags.labels(found.tags()))
                .ifPresent(labels -> definitions.sweep(labels.scope(), found.name() + "-", Set.of()));
        there.ifPresent(service -> service.serviceRegistries().stream()
                .map(registry -> registry.registryArn())
                .filter(arn -> services.all(cluster).stream()
                        .filter(EcsServices::isThere)
                        .noneMatch(other ->
                                other.serviceRegistries().stream().anyMatch(one -> arn.equals(one.registryArn()))))
                .forEach(names::release));
    }

    Found found(Service service) {
        return found(service, EcsTags.plain(service.tags()));
    }

    private Found found(Service service, Map<String, String> tags) {
        boolean isRecorded = service.taskDefinition().equals(tags.getOrDefault(RUNS, service.taskDefinition()));
        Map<String, String> said = isRecorded ? tags : unfinished(service.serviceName(), tags);
        boolean isStopped = service.desiredCount() == 0 && tags.containsKey(STOPPED);
        return new Found(
                service.serviceArn(),
                service.serviceName(),
                said,
                Map.of(TASK_DEFINITION, service.taskDefinition(), INSTANCES, Integer.toString(service.desiredCount())),
                isStopped ? Lifecycle.STOPPED : Lifecycle.RUNNING);
    }

    private Map<String, String> unfinished(String name, Map<String, String> tags) {
        Map<String, String> without = new TreeMap<>(tags);
        codec.decode(AwsTags.labels(tags))
                .ifPresent(
                        labels -> without.putAll(AwsTags.of(labels.scope(), name, codec.encode(labels.unfinished()))));
        return without;
    }
}
