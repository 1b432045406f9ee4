package dev.nanokit.sample.process;

import dev.nanokit.model.Port;
import dev.nanokit.model.Probe;
import dev.nanokit.provider.Evidence;
import dev.nanokit.provider.GatewayManagement;
import dev.nanokit.provider.Health;
import dev.nanokit.provider.HealthMonitoring;
import dev.nanokit.provider.Inventory;
import dev.nanokit.provider.Logs;
import dev.nanokit.provider.PlatformId;
import dev.nanokit.provider.ProviderContext;
import dev.nanokit.provider.ProviderSession;
import dev.nanokit.provider.Resource;
import dev.nanokit.provider.ResourceDiscovery;
import dev.nanokit.provider.ResourceKind;
import dev.nanokit.provider.ResourceManagement;
import dev.nanokit.provider.Scope;
import dev.nanokit.provider.Scopes;
import dev.nanokit.provider.ServiceOrchestration;
import dev.nanokit.provider.Slot;
import dev.nanokit.provider.Surroundings;
import dev.nanokit.provider.Trait;
import dev.nanokit.provider.Watched;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The duties on this machine: what is found, what is ready, and who does the rest. */
final class ProcessSession implements ProviderSession {

    private static final int LOG_LINES = 20;

    private final Registry registry;
    private final Processes processes;
    private final Instances instances;
    private final Entries entries;
    private final ProcessJobs jobs;
    private final FileLeases leases;

    ProcessSession(Registry registry, ProviderContext context) {
        this.registry = registry;
        this.processes = new Processes(registry);
        this.instances = new Instances(registry, processes);
        this.entries = new Entries(registry, processes);
        this.jobs = new ProcessJobs(registry, processes);
        this.leases = new FileLeases(registry, context);
    }

    @Override
    public Surroundings surroundings() {
        return Surroundings.none();
    }

    @Override
    public ResourceDiscovery discovery() {
        return this::discover;
    }

    private Inventory discover(Scope scope) {
        List<Registry.Entry> all = registry.all();
        List<Resource> resources = new ArrayList<>();
        Map<Slot, Set<PlatformId>> members = new HashMap<>();
        for (Registry.Entry entry : all) {
            boolean shared = entry.labels().traits().contains(Trait.SHARED);
            if (shared) {
                boolean others = all.stream()
                        .anyMatch(one -> one.labels().slot().kind().equals(ResourceKind.ROUTE)
                                && !one.labels().scope().equals(scope));
                resources.add(entries.resource(entry, others));
            } else if (entry.labels().scope().equals(scope)) {
                resources.add(resource(entry));
                if (entry.fact(Instances.MEMBER_OF).length() > 0) {
                    members.computeIfAbsent(Slot.parse(entry.fact(Instances.MEMBER_OF)), any -> new HashSet<>())
                            .add(new PlatformId(entry.name()));
                }
            }
        }
        return new Inventory(resources, members);
    }

    private Resource resource(Registry.Entry entry) {
        ResourceKind kind = entry.labels().slot().kind();
        if (kind.equals(ResourceKind.JOB)) {
            return jobs.resource(entry);
        }
        return kind.runs() ? instances.resource(entry) : entries.resource(entry, false);
    }

    @Override
    public ServiceOrchestration services() {
        return instances;
    }

    @Override
    public ResourceManagement resources(ResourceKind kind) {
        return kind.equals(ResourceKind.JOB) ? jobs : entries;
    }

    @Override
    public GatewayManagement gateway() {
        return instances::switchMembers;
    }

    @Override
    public HealthMonitoring health() {
        return this::look;
    }

    private Map<PlatformId, Health> look(Collection<Watched> whom) {
        Map<PlatformId, Health> answers = new HashMap<>();
        whom.forEach(watched -> answers.put(watched.resource().id(), look(watched)));
        return answers;
    }

    private Health look(Watched watched) {
        String name = watched.resource().id().value();
        Optional<Registry.Entry> entry = registry.find(name);
        if (entry.isEmpty() || processes.find(name).isEmpty()) {
            return new Health.Dead(new Evidence(
                    "the process ended by itself", processes.exitCode(name), processes.logTail(name, LOG_LINES)));
        }
        Probe probe = watched.check().probe();
        boolean listens = entry.get().fact(Instances.LISTENS).equals("true");
        if (probe instanceof Probe.Disabled || (probe instanceof Probe.Automatic && !listens)) {
            return new Health.Ready();
        }
        Port port = new Port(Integer.parseInt(entry.get().fact(Instances.PORT)));
        return new Health.AskAt("127.0.0.1", port, Health.Reach.DIRECT);
    }

    @Override
    public <T> Optional<T> capability(Class<T> type) {
        Logs logs = (resource, lines) -> processes.logTail(resource.id().value(), lines);
        Scopes scopes = registry::scopes;
        return Stream.of(logs, scopes, leases, jobs, new InstancePrograms(registry, processes))
                .filter(type::isInstance)
                .findFirst()
                .map(type::cast);
    }

    @Override
    public void close() {
        // nothing is held: processes live on
    }
}
