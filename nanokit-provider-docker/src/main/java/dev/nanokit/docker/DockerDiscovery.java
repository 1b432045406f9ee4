package dev.nanokit.docker;

import dev.nanokit.provider.Inventory;
import dev.nanokit.provider.Labelled;
import dev.nanokit.provider.PlatformId;
import dev.nanokit.provider.Resource;
import dev.nanokit.provider.ResourceDiscovery;
import dev.nanokit.provider.ResourceKind;
import dev.nanokit.provider.Scope;
import dev.nanokit.provider.Slot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Four lists by label, and one look into the gateway: the same number of calls whatever the number of services. */
final class DockerDiscovery implements ResourceDiscovery {

    private final DockerCalls calls;
    private final Ours ours;
    private final AddressPool addresses;
    private final GatewayFiles files;

    DockerDiscovery(DockerCalls calls, Ours ours, AddressPool addresses, GatewayFiles files) {
        this.calls = calls;
        this.ours = ours;
        this.addresses = addresses;
        this.files = files;
    }

    @Override
    public Inventory discover(Scope scope) {
        List<Resource> resources = new ArrayList<>();
        Map<Slot, Set<PlatformId>> members = new HashMap<>();
        Set<String> mine = new HashSet<>();
        for (NetworkFacts network : calls.networks()) {
            network.subnet().ifPresent(subnet -> addresses.network(network.name(), subnet));
            ours.codec()
                    .decode(network.labels())
                    .filter(labels -> labels.scope().equals(scope))
                    .ifPresent(labels -> {
                        mine.add(network.name());
                        resources.add(ours.network(network.id(), network.name(), labels));
                    });
        }
        for (ContainerFacts container : calls.containers()) {
            container.addresses().forEach((network, address) -> {
                if (!address.isEmpty()) {
                    addresses.taken(network, address);
                }
            });
            Optional<Labelled> labels = ours.codec().decode(container.labels());
            if (labels.isPresent() && DockerGateways.isGateway(ours.codec(), container.labels())) {
                boolean concerns = labels.get().scope().equals(scope)
                        || container.addresses().keySet().stream().anyMatch(mine::contains);
                resources.addAll(
                        concerns
                                ? gateway(container, labels.get(), scope)
                                : List.of(ours.gateway(container, labels.get(), true)));
            } else if (labels.isPresent() && labels.get().scope().equals(scope)) {
                Resource instance = ours.container(container, labels.get());
                resources.add(instance);
                if (container.name().endsWith(Ours.LIVE)
                        && !container.addresses().isEmpty()) {
                    members.computeIfAbsent(membership(instance.slot()), any -> new HashSet<>())
                            .add(instance.id());
                }
            }
        }
        for (VolumeFacts volume : calls.volumes()) {
            ours.codec()
                    .decode(volume.labels())
                    .filter(labels -> labels.scope().equals(scope))
                    .ifPresent(labels -> resources.add(ours.volume(volume.name(), labels)));
        }
        resources.addAll(DockerImages.of(scope, calls.images(), ours));
        return new Inventory(resources, members);
    }

    /**
     * The gateway itself, and those of its routes that are the scope's. One that neither is the scope's nor stands in its
     * network has none of these, and is not looked into: the calls do not grow with what others run.
     */
    private List<Resource> gateway(ContainerFacts container, Labelled labels, Scope scope) {
        List<Resource> resources = new ArrayList<>();
        boolean others = false;
        boolean mine = labels.scope().equals(scope);
        for (RouteRecord route : files.read(container.id())) {
            Optional<Labelled> owner = ours.codec().decode(route.labels());
            if (owner.isPresent() && owner.get().scope().equals(scope)) {
                resources.add(DockerRoutes.resource(container.name(), route, owner.get()));
                mine = true;
            } else {
                others = true;
            }
        }
        resources.add(ours.gateway(container, labels, others || !mine));
        return resources;
    }

    private static Slot membership(Slot instance) {
        String name = instance.name();
        return new Slot(ResourceKind.MEMBERS, name.substring(0, name.lastIndexOf('.')));
    }
}
