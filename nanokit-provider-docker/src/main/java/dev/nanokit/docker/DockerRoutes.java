package dev.nanokit.docker;

import dev.nanokit.failure.ProviderException;
import dev.nanokit.model.Port;
import dev.nanokit.provider.Labelled;
import dev.nanokit.provider.Operation;
import dev.nanokit.provider.PlatformId;
import dev.nanokit.provider.Resource;
import dev.nanokit.provider.ResourceManagement;
import dev.nanokit.provider.Routing;
import dev.nanokit.provider.Wanted;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Routes: records in the gateway's container. */
final class DockerRoutes implements ResourceManagement {

    private static final int HTTP_PORT = 80;

    private final DockerCalls calls;
    /** How often another address is tried. */
    private static final int ADDRESSES = 5;

    private final Ours ours;
    private final AddressPool addresses;
    private final GatewayRoutes routes;

    DockerRoutes(DockerCalls calls, Ours ours, AddressPool addresses, GatewayRoutes routes) {
        this.calls = calls;
        this.ours = ours;
        this.addresses = addresses;
        this.routes = routes;
    }

    static Resource resource(String gateway, RouteRecord route, Labelled labels) {
        return Resource.builder(new PlatformId(gateway + "/" + route.id()), labels)
                .name(route.id())
                .fact("hosts", String.join(",", route.hosts()))
                .build();
    }

    @Override
    public Resource create(Wanted wanted, Operation operation) {
        return write(
                wanted,
                wanted.name(),
                there -> there.ifPresent(route -> ours.requireEqual(wanted, "route " + wanted.name(), route.labels())),
                operation);
    }

    @Override
    public Resource update(Resource found, Wanted wanted, Operation operation) {
        return write(wanted, found.name(), there -> requireThere(found, there), operation);
    }

    private void requireThere(Resource found, Optional<RouteRecord> there) {
        RouteRecord route = there.orElseThrow(() -> new ProviderException(
                ProviderException.Kind.CONFLICT, "route " + found.name() + " is gone by now", null));
        ours.requireSame(found, route.labels());
    }

    private Resource write(Wanted wanted, String id, Consumer<Optional<RouteRecord>> judge, Operation operation) {
        Routing routing = Routing.of(wanted.values());
        String gateway = text(wanted, DockerDesign.GATEWAY);
        connect(gateway, text(wanted, DockerDesign.NETWORK_FIELD));
        RouteRecord route = new RouteRecord(
                id,
                wanted.labels(),
                routing.hosts(),
                routing.upstream(),
                routing.port().map(Port::number).orElse(HTTP_PORT));
        routes.change(gateway, id, Optional.of(route), judge, operation);
        return resource(gateway, route, wanted.labelled());
    }

    /**
     * The gateway stands in the network of every scope that it serves, at an address out of the same pool as all others:
     * one that the engine chose could be that of a container which is created and not yet started.
     */
    private synchronized void connect(String gateway, String network) {
        for (int tried = 1; !networks(gateway).contains(network); tried++) {
            try {
                calls.connect(network, gateway, Optional.of(addresses.take(network)), List.of());
                return;
            } catch (ProviderException e) {
                if (e.kind() != ProviderException.Kind.DENIED || tried == ADDRESSES) {
                    throw e;
                }
            }
        }
    }

    private Set<String> networks(String gateway) {
        return calls.inspect(gateway)
                .map(DockerCalls.ContainerDetail::networks)
                .orElseThrow(() -> new ProviderException(
                        ProviderException.Kind.CONFLICT, "gateway " + gateway + " is gone", null));
    }

    @Override
    public void delete(Resource found, Operation operation) {
        String id = found.id().value();
        String gateway = id.substring(0, id.indexOf('/'));
        if (calls.inspect(gateway).isPresent()) {
            routes.change(
                    gateway,
                    found.name(),
                    Optional.empty(),
                    there -> there.ifPresent(route -> ours.requireSame(found, route.labels())),
                    operation);
        }
    }

    private static String text(Wanted wanted, String field) {
        return Objects.requireNonNull(wanted.values().get(field), field).text();
    }
}
