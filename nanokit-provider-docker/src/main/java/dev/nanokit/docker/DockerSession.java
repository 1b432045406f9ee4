package dev.nanokit.docker;

import dev.nanokit.provider.GatewayManagement;
import dev.nanokit.provider.HealthMonitoring;
import dev.nanokit.provider.Jobs;
import dev.nanokit.provider.Leases;
import dev.nanokit.provider.LiveSettings;
import dev.nanokit.provider.Logs;
import dev.nanokit.provider.Programs;
import dev.nanokit.provider.ProviderContext;
import dev.nanokit.provider.ProviderSession;
import dev.nanokit.provider.ResourceDiscovery;
import dev.nanokit.provider.ResourceKind;
import dev.nanokit.provider.ResourceManagement;
import dev.nanokit.provider.Scopes;
import dev.nanokit.provider.ServiceOrchestration;
import dev.nanokit.provider.Surroundings;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.Optional;

/** One connection to one engine, and the duties on it. */
final class DockerSession implements ProviderSession {

    private final DockerCalls calls;
    private final Optional<Reach> reach;
    private final Ours ours;
    private final EventFeed events;
    private final ServiceOrchestration instances;
    private final ResourceDiscovery discovery;
    private final HealthMonitoring health;
    private final GatewayManagement members;
    private final ResourceManagement networks;
    private final ResourceManagement volumes;
    private final ResourceManagement builtImages;
    private final ResourceManagement gateways;
    private final ResourceManagement routes;
    private final DockerJobs jobs;
    private final Map<Class<?>, Object> capabilities;

    DockerSession(DockerCalls calls, ProviderContext context, Optional<Reach> reach) {
        this.reach = reach;
        this.calls = calls;
        this.ours = new Ours(context.labels());
        AddressPool addresses = new AddressPool();
        Images images = new Images(calls, context);
        GatewayFiles files = new GatewayFiles(calls);
        this.events = new EventFeed(calls.client());
        this.discovery = new DockerDiscovery(calls, ours, addresses, files);
        this.instances = new DockerInstances(calls, ours, addresses, images, events);
        this.members = new DockerMembers(calls, ours);
        this.networks = new DockerNetworks(calls, ours, addresses);
        this.volumes = new DockerVolumes(calls, ours);
        this.builtImages = new DockerImages(calls.images(), ours);
        GatewayRoutes routing = new GatewayRoutes(calls, files, ours.codec());
        this.gateways = new DockerGateways(calls, ours, images, files, routing);
        this.routes = new DockerRoutes(calls, ours, addresses, routing);
        this.health = new DockerHealth(calls, events, context);
        this.jobs = new DockerJobs(calls, ours, addresses, images);
        Logs logs = (resource, lines) -> calls.logTail(resource.id().value(), lines);
        this.capabilities = Map.of(
                Logs.class,
                logs,
                Leases.class,
                new DockerLeases(calls, context),
                Jobs.class,
                jobs,
                Programs.class,
                new DockerPrograms(calls),
                LiveSettings.class,
                new DockerLiveSettings(calls),
                Scopes.class,
                new DockerScopes(calls, ours.codec()));
    }

    /** An interface of this host that has the address of the engine's default bridge proves that it reaches containers. */
    @Override
    public Surroundings surroundings() {
        if (reach.isPresent()) {
            return reach.get().asSurroundings();
        }
        Optional<String> bridge = calls.network("bridge").flatMap(NetworkFacts::gateway);
        if (bridge.isPresent() && isMine(bridge.get())) {
            return Reach.DIRECT.asSurroundings();
        }
        return (calls.isLocal() ? Reach.PUBLISHED : Reach.NONE).asSurroundings();
    }

    private static boolean isMine(String address) {
        try {
            return NetworkInterface.getByInetAddress(InetAddress.getByName(address)) != null;
        } catch (SocketException | UnknownHostException e) {
            return false;
        }
    }

    @Override
    public ResourceDiscovery discovery() {
        return discovery;
    }

    @Override
    public ServiceOrchestration services() {
        return instances;
    }

    @Override
    public HealthMonitoring health() {
        return health;
    }

    @Override
    public GatewayManagement gateway() {
        return members;
    }

    @Override
    public ResourceManagement resources(ResourceKind kind) {
        if (kind.equals(ResourceKind.NETWORK)) {
            return networks;
        }
        if (kind.equals(ResourceKind.VOLUME)) {
            return volumes;
        }
        if (kind.equals(ResourceKind.IMAGE)) {
            return builtImages;
        }
        if (kind.equals(ResourceKind.GATEWAY)) {
            return gateways;
        }
        if (kind.equals(ResourceKind.ROUTE)) {
            return routes;
        }
        if (kind.equals(ResourceKind.JOB)) {
            return jobs;
        }
        throw new IllegalArgumentException("Docker has no resources of kind " + kind);
    }

    @Override
    public <T> Optional<T> capability(Class<T> type) {
        return Optional.ofNullable(type.cast(capabilities.get(type)));
    }

    @Override
    public void close() {
        events.close();
        calls.close();
    }
}
