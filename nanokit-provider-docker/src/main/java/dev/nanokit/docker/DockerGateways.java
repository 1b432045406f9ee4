package dev.nanokit.docker;

import dev.nanokit.failure.ProviderException;
import dev.nanokit.provider.LabelCodec;
import dev.nanokit.provider.Labelled;
import dev.nanokit.provider.Operation;
import dev.nanokit.provider.Resolved;
import dev.nanokit.provider.Resource;
import dev.nanokit.provider.ResourceManagement;
import dev.nanokit.provider.Trait;
import dev.nanokit.provider.Wanted;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The gateway: Caddy in a container, one per engine and host port, for every scope on it. Its admin API listens on
 * loopback in the container only.
 */
final class DockerGateways implements ResourceManagement {

    static final int INSIDE_PORT = 80;

    private static final String BRIDGE = "bridge";
    private static final Duration STOP_GRACE = Duration.ofSeconds(10);

    private final DockerCalls calls;
    private final Ours ours;
    private final Images images;
    private final GatewayFiles files;
    private final GatewayRoutes routing;

    DockerGateways(DockerCalls calls, Ours ours, Images images, GatewayFiles files, GatewayRoutes routing) {
        this.calls = calls;
        this.ours = ours;
        this.images = images;
        this.files = files;
        this.routing = routing;
    }

    @Override
    public Resource create(Wanted wanted, Operation operation) {
        return create(wanted, List.of(), operation);
    }

    private Resource create(Wanted wanted, List<RouteRecord> routes, Operation operation) {
        ContainerRequest request = request(wanted);
        String id;
        try {
            id = images.create(request, operation);
        } catch (ProviderException e) {
            if (e.kind() != ProviderException.Kind.CONFLICT) {
                throw e;
            }
            id = finish(wanted, e);
        }
        Map<String, Optional<RouteRecord>> records = new java.util.HashMap<>();
        routes.forEach(route -> records.put(route.id(), Optional.of(route)));
        try {
            if (!calls.inspect(id).map(DockerCalls.ContainerDetail::isRunning).orElse(false)) {
                files.write(id, records, routes);
                calls.start(id);
            }
        } catch (ProviderException e) {
            if (e.kind().isRetryable()) {
                throw e;
            }
            calls.remove(id, true);
            throw new PortHolders(calls).explain(request, e);
        }
        ContainerFacts facts = new ContainerFacts(id, request.name(), "running", "", Map.of(), Map.of(), List.of());
        return ours.container(facts, wanted.labelled());
    }

    /** Another scope may have created the same gateway at the same time. */
    private String finish(Wanted wanted, ProviderException conflict) {
        DockerCalls.ContainerDetail there = calls.inspect(wanted.name()).orElseThrow(() -> conflict);
        boolean same = ours.codec()
                .decode(there.labels())
                .filter(labels -> labels.slot().equals(wanted.slot()))
                .filter(labels -> labels.traits().contains(Trait.SHARED))
                .flatMap(Labelled::fingerprint)
                .equals(wanted.labelled().fingerprint());
        if (!same) {
            throw new ProviderException(
                    ProviderException.Kind.OWNERSHIP,
                    "container " + wanted.name() + " has the name of our gateway and is not ours",
                    conflict);
        }
        return there.id();
    }

    /** Starts a gateway that was stopped, or makes a changed one anew with the routes of the old one. */
    @Override
    public Resource update(Resource found, Wanted wanted, Operation operation) {
        Optional<DockerCalls.ContainerDetail> there = calls.inspect(found.id().value());
        there.ifPresent(detail -> ours.requireSame(found, detail.labels()));
        boolean equal = there.map(DockerCalls.ContainerDetail::labels)
                .flatMap(ours.codec()::decode)
                .flatMap(Labelled::fingerprint)
                .equals(wanted.labelled().fingerprint());
        if (there.isPresent() && equal) {
            // What was cut off between its creation and its start has no configuration yet.
            files.write(there.get().id(), Map.of(), files.read(there.get().id()));
            calls.start(there.get().id());
            routing.reload(there.get().id(), operation);
            return Resource.builder(found.id(), wanted.labelled())
                    .name(found.name())
                    .fact("id", found.id().value())
                    .fact("name", found.name())
                    .build();
        }
        List<RouteRecord> routes = there.map(detail -> files.read(detail.id())).orElse(List.of());
        there.ifPresent(detail -> {
            calls.stop(detail.id());
            calls.remove(detail.id(), true);
        });
        return create(wanted, routes, operation);
    }

    @Override
    public void delete(Resource found, Operation operation) {
        Optional<DockerCalls.ContainerDetail> there = calls.inspect(found.id().value());
        if (there.isEmpty()) {
            return;
        }
        ours.requireSame(found, there.get().labels());
        if (files.read(there.get().id()).isEmpty()) {
            calls.stop(there.get().id());
            calls.remove(there.get().id(), true);
        }
    }

    private static ContainerRequest request(Wanted wanted) {
        int port = Integer.parseInt(text(wanted, DockerDesign.PORT));
        return new ContainerRequest(
                wanted.name(),
                wanted.name(),
                text(wanted, DockerDesign.IMAGE),
                List.of("caddy", "run", "--config", GatewayFiles.CONFIG),
                Map.of(),
                wanted.labels(),
                new ContainerRequest.Place(BRIDGE, Optional.empty(), List.of()),
                List.of(new ContainerRequest.Publication(
                        INSIDE_PORT, Optional.of(port), ContainerRequest.Publication.Scope.EVERYWHERE)),
                List.of(),
                new ContainerRequest.Limits(Optional.empty(), Optional.empty()),
                Optional.empty(),
                STOP_GRACE,
                ContainerRequest.Restart.UNLESS_STOPPED);
    }

    private static String text(Wanted wanted, String field) {
        return Optional.ofNullable(wanted.values().get(field))
                .map(Resolved::text)
                .orElseThrow(() -> new IllegalArgumentException("a gateway needs the field " + field));
    }

    /** {@return whether a container with these labels is a gateway of ours, whosever scope created it} */
    static boolean isGateway(LabelCodec codec, Map<String, String> labels) {
        return codec.decode(labels)
                .map(Labelled::traits)
                .filter(traits -> traits.contains(Trait.SHARED))
                .isPresent();
    }
}
