package org.example.embedded;

import dev.nanokit.model.Port;
import dev.nanokit.model.Probe;
import dev.nanokit.provider.Evidence;
import dev.nanokit.provider.GatewayManagement;
import dev.nanokit.provider.Health;
import dev.nanokit.provider.HealthMonitoring;
import dev.nanokit.provider.Inventory;
import dev.nanokit.provider.LabelCodec;
import dev.nanokit.provider.Logs;
import dev.nanokit.provider.PlatformId;
import dev.nanokit.provider.ProviderSession;
import dev.nanokit.provider.Resource;
import dev.nanokit.provider.ResourceDiscovery;
import dev.nanokit.provider.ResourceKind;
import dev.nanokit.provider.ResourceManagement;
import dev.nanokit.provider.Scope;
import dev.nanokit.provider.ServiceOrchestration;
import dev.nanokit.provider.Slot;
import dev.nanokit.provider.Surroundings;
import dev.nanokit.provider.Watched;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/** The duties: what is there, whether it is ready, and who writes. */
final class EmbeddedSession implements ProviderSession {

    private static final int LOG_LINES = 20;

    private final Platform platform;
    private final LabelCodec codec;
    private final Instances instances;

    EmbeddedSession(Platform platform, LabelCodec codec) {
        this.platform = platform;
        this.codec = codec;
        this.instances = new Instances(platform, codec);
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
        List<Resource> resources = new ArrayList<>();
        Map<Slot, Set<PlatformId>> members = new HashMap<>();
        for (Program program : platform.all()) {
            codec.decode(program.labels())
                    .filter(labels -> labels.scope().equals(scope))
                    .ifPresent(labels -> {
                        resources.add(Instances.resource(program, labels));
                        if (!program.memberOf().isEmpty()) {
                            members.computeIfAbsent(Slot.parse(program.memberOf()), any -> new HashSet<>())
                                    .add(new PlatformId(program.name()));
                        }
                    });
        }
        return new Inventory(resources, members);
    }

    @Override
    public ServiceOrchestration services() {
        return instances;
    }

    @Override
    public ResourceManagement resources(ResourceKind kind) {
        return instances;
    }

    @Override
    public GatewayManagement gateway() {
        return (change, operation) -> {
            operation.checkpoint();
            change.entering().forEach(one -> mark(one, change.membership().toString()));
            change.leaving().forEach(one -> mark(one, ""));
        };
    }

    private void mark(Resource instance, String membership) {
        platform.find(instance.name()).ifPresent(program -> program.memberOf(membership));
    }

    @Override
    public HealthMonitoring health() {
        return this::look;
    }

    private Map<PlatformId, Health> look(Collection<Watched> whom) {
        return whom.stream()
                .collect(Collectors.toMap(watched -> watched.resource().id(), this::look));
    }

    private Health look(Watched watched) {
        Optional<Program> found = platform.find(watched.resource().name());
        if (found.isEmpty() || !found.get().isRunning()) {
            OptionalInt exitCode = found.map(Program::exitCode).orElse(OptionalInt.empty());
            return new Health.Dead(new Evidence("the program ended", exitCode, log(watched.resource(), LOG_LINES)));
        }
        Probe probe = watched.check().probe();
        boolean expected = "true".equals(watched.resource().facts().get("listens"));
        if (probe instanceof Probe.Disabled || (probe instanceof Probe.Automatic && !expected)) {
            return new Health.Ready();
        }
        OptionalInt port = found.get().port();
        return port.isPresent()
                ? new Health.AskAt("127.0.0.1", new Port(port.getAsInt()), Health.Reach.DIRECT)
                : new Health.Starting("it does not listen");
    }

    private List<String> log(Resource resource, int lines) {
        List<String> all = platform.find(resource.name()).map(Program::log).orElse(List.of());
        return all.subList(Math.max(0, all.size() - lines), all.size());
    }

    @Override
    public <T> Optional<T> capability(Class<T> type) {
        Logs logs = this::log;
        return type.isInstance(logs) ? Optional.of(type.cast(logs)) : Optional.empty();
    }

    @Override
    public void close() {
        // nothing is held: the programs live on
    }
}
