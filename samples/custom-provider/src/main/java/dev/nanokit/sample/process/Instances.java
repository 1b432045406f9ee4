package dev.nanokit.sample.process;

import dev.nanokit.failure.ProviderException;
import dev.nanokit.provider.Lifecycle;
import dev.nanokit.provider.MembershipChange;
import dev.nanokit.provider.Operation;
import dev.nanokit.provider.PlatformId;
import dev.nanokit.provider.Resource;
import dev.nanokit.provider.ServiceOrchestration;
import dev.nanokit.provider.Wanted;
import dev.nanokit.provider.Workload;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Instances: an entry in the registry, and a process. */
final class Instances implements ServiceOrchestration {

    static final String PORT = "port";
    static final String LISTENS = "listens";
    static final String MEMBER_OF = "member-of";
    private static final String STOPPED = "stopped";

    private final Registry registry;
    private final Processes processes;

    Instances(Registry registry, Processes processes) {
        this.registry = registry;
        this.processes = processes;
    }

    Resource resource(Registry.Entry entry) {
        boolean runs = processes.find(entry.name()).isPresent();
        boolean wasStopped = entry.fact(STOPPED).equals("true");
        Lifecycle state = runs
                ? Lifecycle.RUNNING
                : wasStopped
                        ? Lifecycle.STOPPED
                        : processes.wasStarted(entry.name()) ? Lifecycle.ENDED : Lifecycle.CREATED;
        return Resource.builder(new PlatformId(entry.name()), entry.labels())
                .state(state)
                .fact("name", entry.name())
                .fact("id", entry.name())
                .fact("address", "127.0.0.1:" + entry.fact(PORT))
                .build();
    }

    /** The entry comes first: a process that no entry tells of would be lost. */
    @Override
    public Resource create(Wanted wanted, Operation operation) {
        Optional<Registry.Entry> there = registry.find(wanted);
        if (there.isPresent()) {
            return start(resource(there.get()), operation);
        }
        Workload workload = Workload.of(wanted.values());
        String port =
                Integer.toString(workload.port().map(fixed -> fixed.number()).orElseGet(Instances::freePort));
        Map<String, String> facts =
                new TreeMap<>(Invocation.of(wanted).with("PORT", port).facts());
        facts.put(PORT, port);
        facts.put(
                LISTENS,
                Boolean.toString(
                        workload.expose().isPresent() || workload.port().isPresent()));
        Registry.Entry entry = new Registry.Entry(wanted.name(), wanted.labelled(), facts);
        registry.write(entry);
        return start(resource(entry), operation);
    }

    @Override
    public Resource update(Resource found, Wanted wanted, Operation operation) {
        throw new IllegalArgumentException("instances are replaced, not updated: " + found.name());
    }

    @Override
    public Resource start(Resource found, Operation operation) {
        Registry.Entry entry = registry.require(found).with(STOPPED, "false");
        registry.write(entry);
        if (processes.find(entry.name()).isEmpty()) {
            processes.start(entry.name(), Invocation.of(entry), operation);
        }
        return resource(entry);
    }

    @Override
    public void stop(Resource found, Operation operation) {
        Optional<Registry.Entry> entry = registry.find(found);
        if (entry.isPresent()) {
            registry.write(entry.get().with(STOPPED, "true"));
            processes.stop(found.name(), operation);
        }
    }

    @Override
    public void delete(Resource found, Operation operation) {
        if (registry.find(found).isPresent()) {
            processes.stop(found.name(), operation);
            processes.forget(found.name());
            registry.delete(found.name());
        }
    }

    void switchMembers(MembershipChange change, Operation operation) {
        operation.checkpoint();
        change.entering().forEach(one -> mark(one, change.membership().toString()));
        change.leaving().forEach(one -> mark(one, ""));
    }

    private void mark(Resource instance, String membership) {
        registry.find(instance.name()).ifPresent(entry -> registry.write(entry.with(MEMBER_OF, membership)));
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new ProviderException(ProviderException.Kind.QUOTA, "this machine has no free port", e);
        }
    }
}
