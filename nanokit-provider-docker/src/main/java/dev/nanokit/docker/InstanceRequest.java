package dev.nanokit.docker;

import dev.nanokit.model.Cpu;
import dev.nanokit.model.MemorySize;
import dev.nanokit.model.Port;
import dev.nanokit.provider.Handling;
import dev.nanokit.provider.ResourceKind;
import dev.nanokit.provider.Wanted;
import dev.nanokit.provider.Workload;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** Translates a wanted instance or job into a container to create. Pure. */
final class InstanceRequest {

    private static final int LONGEST_HOST_NAME = 63;

    private InstanceRequest() {}

    static ContainerRequest of(Wanted wanted, Optional<String> address) {
        Workload workload = Workload.of(wanted.values());
        Handling handling = wanted.spec().handling();
        boolean inRotation = !"true".equals(handling.notes().get("membership"));
        boolean published = "true".equals(handling.notes().get(DockerDesign.PUBLISH));
        Optional<Port> listens = workload.expose().or(workload::port);
        Marks marks = new Marks(workload.network(), address, workload.aliases(), listens, published);
        Map<String, String> labels = new HashMap<>(wanted.labels());
        labels.putAll(marks.asLabels());
        return new ContainerRequest(
                wanted.name(),
                hostName(wanted),
                workload.image(),
                workload.command(),
                env(wanted, address),
                labels,
                new ContainerRequest.Place(workload.network(), address, inRotation ? workload.aliases() : List.of()),
                ports(wanted, workload, published),
                workload.mounts(),
                new ContainerRequest.Limits(
                        workload.cpu().map(InstanceRequest::nanoCpus),
                        workload.memory().map(MemorySize::bytes)),
                check(workload, handling),
                handling.stopGrace(),
                wanted.slot().kind().equals(ResourceKind.JOB)
                        ? ContainerRequest.Restart.NEVER
                        : ContainerRequest.Restart.UNLESS_STOPPED);
    }

    private static String hostName(Wanted wanted) {
        String name = wanted.slot().name().replaceAll("[^A-Za-z0-9]", "-");
        int room = LONGEST_HOST_NAME - wanted.edition().length() - 1;
        return name.substring(0, Math.min(name.length(), room)) + "-" + wanted.edition();
    }

    private static Map<String, String> env(Wanted wanted, Optional<String> address) {
        Map<String, String> env = new TreeMap<>();
        wanted.environment().forEach((variable, value) -> env.put(variable, value.text()));
        env.put("NANOKIT_INSTANCE_ID", hostName(wanted));
        address.ifPresent(ip -> env.put("NANOKIT_PRIVATE_IP", ip));
        return env;
    }

    private static List<ContainerRequest.Publication> ports(Wanted wanted, Workload workload, boolean published) {
        Optional<Port> listens = workload.expose().or(workload::port);
        TreeSet<Integer> inside = new TreeSet<>();
        listens.ifPresent(port -> inside.add(port.number()));
        wanted.spec().handling().check().probe().probedPort().ifPresent(port -> inside.add(port.number()));
        return inside.stream()
                .map(port -> publication(
                        port,
                        listens.filter(one -> one.number() == port)
                                .flatMap(one -> workload.port())
                                .map(Port::number),
                        published))
                .toList();
    }

    private static ContainerRequest.Publication publication(int inside, Optional<Integer> outside, boolean published) {
        ContainerRequest.Publication.Scope scope = outside.isPresent()
                ? ContainerRequest.Publication.Scope.EVERYWHERE
                : published
                        ? ContainerRequest.Publication.Scope.LOOPBACK
                        : ContainerRequest.Publication.Scope.NOT_AT_ALL;
        return new ContainerRequest.Publication(inside, outside, scope);
    }

    private static Optional<ContainerRequest.Check> check(Workload workload, Handling handling) {
        if (workload.checkCommand().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new ContainerRequest.Check(
                workload.checkCommand(),
                handling.check().interval(),
                handling.check().timeout(),
                handling.check().retries(),
                handling.check().startPeriod()));
    }

    private static long nanoCpus(Cpu cpu) {
        return cpu.millis() * 1_000_000L;
    }
}
