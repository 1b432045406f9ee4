package dev.nanokit.sample.process;

import dev.nanokit.failure.ProviderException;
import dev.nanokit.model.Port;
import dev.nanokit.provider.Labelled;
import dev.nanokit.provider.Operation;
import dev.nanokit.provider.PlatformId;
import dev.nanokit.provider.Resource;
import dev.nanokit.provider.ResourceBuilder;
import dev.nanokit.provider.ResourceKind;
import dev.nanokit.provider.ResourceManagement;
import dev.nanokit.provider.Routing;
import dev.nanokit.provider.Trait;
import dev.nanokit.provider.Wanted;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Routes, which are entries that the gateway reads, and the gateway, which is a process with an entry. */
final class Entries implements ResourceManagement {

    private static final Duration POLL = Duration.ofMillis(50);
    private static final int POLLS = 400;

    private final Registry registry;
    private final Processes processes;

    Entries(Registry registry, Processes processes) {
        this.registry = registry;
        this.processes = processes;
    }

    /** A gateway that does not run counts as unfinished, so that the next run starts it. */
    Resource resource(Registry.Entry entry, boolean usedByOthers) {
        boolean dead = isGateway(entry.labels()) && processes.find(entry.name()).isEmpty();
        ResourceBuilder resource = Resource.builder(
                new PlatformId(entry.name()), dead ? entry.labels().unfinished() : entry.labels());
        return resource.fact("name", entry.name())
                .fact("id", entry.name())
                .usedByOthers(usedByOthers)
                .build();
    }

    @Override
    public Resource create(Wanted wanted, Operation operation) {
        Optional<Registry.Entry> there = registry.find(wanted);
        return there.isPresent() ? finished(there.get(), wanted, operation) : write(wanted, wanted.name(), operation);
    }

    @Override
    public Resource update(Resource found, Wanted wanted, Operation operation) {
        return write(wanted, registry.require(found).name(), operation);
    }

    private Resource write(Wanted wanted, String name, Operation operation) {
        Map<String, String> facts = new TreeMap<>();
        if (wanted.slot().kind().equals(ResourceKind.ROUTE)) {
            facts.put("hosts", String.join(",", Routing.of(wanted.values()).hosts()));
            facts.put("members", ResourceKind.MEMBERS + "/" + wanted.slot().name());
        }
        Registry.Entry entry = new Registry.Entry(name, wanted.labelled(), facts);
        registry.write(entry);
        return finished(entry, wanted, operation);
    }

    private Resource finished(Registry.Entry entry, Wanted wanted, Operation operation) {
        if (isGateway(entry.labels()) && processes.find(entry.name()).isEmpty()) {
            startGateway(entry.name(), wanted.slot().name(), operation);
        }
        return resource(entry, false);
    }

    private void startGateway(String name, String port, Operation operation) {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classes().toString(),
                GatewayMain.class.getName(),
                registry.folder().toString(),
                port);
        processes.start(name, new Invocation(command, Map.of()), operation);
        int number = new Port(Integer.parseInt(port)).number();
        for (int polls = 0; polls < POLLS && processes.find(name).isPresent(); polls++) {
            if (listens(number)) {
                return;
            }
            operation.pause(POLL);
        }
        List<String> log = processes.logTail(name, 5);
        delete(name, operation);
        throw new ProviderException(
                ProviderException.Kind.FAILED, "the gateway does not listen on port " + port + ": " + log, null);
    }

    /** The gateway needs this provider's classes and the JDK, nothing of whoever embeds us. */
    private static Path classes() {
        try {
            return Path.of(GatewayMain.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("classes are not in a file", e);
        }
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void delete(Resource found, Operation operation) {
        if (registry.find(found).isPresent()) {
            delete(found.name(), operation);
        }
    }

    private void delete(String name, Operation operation) {
        Optional<Registry.Entry> entry = registry.find(name);
        if (entry.isPresent() && isGateway(entry.get().labels())) {
            processes.stop(name, operation);
            processes.forget(name);
        }
        registry.delete(name);
    }

    private static boolean isGateway(Labelled labels) {
        return labels.traits().contains(Trait.SHARED);
    }
}
