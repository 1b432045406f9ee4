package dev.nanokit.aws;

import dev.nanokit.provider.GatewayManagement;
import dev.nanokit.provider.HealthMonitoring;
import dev.nanokit.provider.ImageBuilder;
import dev.nanokit.provider.Jobs;
import dev.nanokit.provider.LabelCodec;
import dev.nanokit.provider.Leases;
import dev.nanokit.provider.LiveSettings;
import dev.nanokit.provider.Logs;
import dev.nanokit.provider.Programs;
import dev.nanokit.provider.ProviderContext;
import dev.nanokit.provider.ProviderSession;
import dev.nanokit.provider.ResourceDiscovery;
import dev.nanokit.provider.ResourceKind;
import dev.nanokit.provider.ResourceManagement;
import dev.nanokit.provider.Revisions;
import dev.nanokit.provider.Scopes;
import dev.nanokit.provider.ServiceOrchestration;
import dev.nanokit.provider.Surroundings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** One connection to one region of an account, and the duties on it. */
final class AwsSession implements ProviderSession {

    private final AwsClients clients;
    private final AwsSettings settings;
    private final Map<ResourceKind, ResourceManagement> resources = new LinkedHashMap<>();
    private final ServiceOrchestration services;
    private final ResourceDiscovery discovery;
    private final HealthMonitoring health;
    private final Map<Class<?>, Object> capabilities;

    AwsSession(AwsClients clients, AwsSettings settings, ProviderContext context) {
        this.clients = clients;
        this.settings = settings;
        LabelCodec codec = context.labels();
        Ec2Tags ec2Tags = new Ec2Tags(clients);
        TagIndex index = new TagIndex(clients);
        TaskDefinitions definitions = new TaskDefinitions(clients);
        EcsServices services = new EcsServices(clients);
        EcsTasks tasks = new EcsTasks(clients);
        TaskLogs logs = new TaskLogs(clients, tasks, definitions);
        EcsServiceKind serviceKind =
                new EcsServiceKind(clients, codec, services, definitions, new DiscoveryNames(clients));
        JobKind jobKind = new JobKind(clients, codec, definitions, tasks);
        TaggedResources jobs = new TaggedResources(jobKind, codec);
        Scalings scalings = new Scalings(clients);
        EcsOrchestration orchestration =
                new EcsOrchestration(clients, serviceKind, services, definitions, codec, scalings);
        List<AwsKind> kinds = new ArrayList<>(KindsOfPlace.of(clients, ec2Tags));
        kinds.addAll(KindsOfBalancer.of(clients, settings, codec));
        kinds.addAll(KindsOfStorage.of(clients, index, context));
        List<AwsKind> afterServices = List.of(
                new CronKind(clients, codec, definitions, tasks),
                new ScalingKind(scalings, serviceKind, codec),
                new ImageRepository(
                        clients,
                        codec,
                        new ImagePush(clients, () -> ImageBuilder.find(ImageRepository.class.getClassLoader()))));
        Stream.concat(kinds.stream(), afterServices.stream())
                .forEach(kind -> resources.put(kind.kind(), new TaggedResources(kind, codec)));
        resources.put(ResourceKind.JOB, jobs);
        kinds.add(serviceKind);
        kinds.add(jobKind);
        kinds.addAll(afterServices);
        this.services = orchestration;
        Clusters clusters = new Clusters(clients);
        this.discovery = new AwsDiscovery(kinds, index, clusters, codec, context::pause);
        this.health = new EcsHealth(services, new TaskDeaths(tasks, logs, definitions));
        ExecSessions sessions = new ExecSessions(new StreamSignature(clients.credentials(), clients.region()), context);
        EcsPrograms programs = new EcsPrograms(clients, new ExecTasks(services, tasks), sessions, context);
        this.capabilities = Map.of(
                Logs.class,
                logs,
                Leases.class,
                new TableLeases(clients, context),
                Jobs.class,
                new TaskJobs(clients, jobKind, jobs, definitions, tasks, logs),
                LiveSettings.class,
                new EcsLiveSettings(services, definitions),
                Programs.class,
                programs,
                Revisions.class,
                orchestration,
                Scopes.class,
                new AwsScopes(index, clusters, codec));
    }

    @Override
    public Surroundings surroundings() {
        return settings.vpc()
                .map(vpc -> new AdoptedVpc(clients).look(vpc))
                .orElseGet(() -> new Surrounding(clients.region(), List.of(), List.of()))
                .plain();
    }

    @Override
    public ResourceDiscovery discovery() {
        return discovery;
    }

    @Override
    public ServiceOrchestration services() {
        return services;
    }

    @Override
    public HealthMonitoring health() {
        return health;
    }

    /** ECS puts tasks into the rotation and takes them out. */
    @Override
    public GatewayManagement gateway() {
        return (change, operation) -> {
            throw new IllegalArgumentException(
                    "AWS minds the rotation by itself, and was asked for " + change.membership());
        };
    }

    @Override
    public ResourceManagement resources(ResourceKind kind) {
        ResourceManagement writes = resources.get(kind);
        if (writes == null) {
            throw new IllegalArgumentException("AWS has no resources of kind " + kind);
        }
        return writes;
    }

    @Override
    public <T> Optional<T> capability(Class<T> type) {
        return Optional.ofNullable(type.cast(capabilities.get(type)));
    }

    @Override
    public void close() {
        clients.close();
    }
}
