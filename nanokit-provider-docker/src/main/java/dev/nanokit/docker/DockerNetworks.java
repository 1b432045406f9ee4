package dev.nanokit.docker;

import dev.nanokit.failure.ProviderException;
import dev.nanokit.provider.Operation;
import dev.nanokit.provider.Resource;
import dev.nanokit.provider.ResourceManagement;
import dev.nanokit.provider.Wanted;
import java.util.Optional;

/** One private network per scope, with a subnet of our choice. */
final class DockerNetworks implements ResourceManagement {

    private static final int CANDIDATES = 24;

    private final DockerCalls calls;
    private final Ours ours;
    private final AddressPool addresses;

    DockerNetworks(DockerCalls calls, Ours ours, AddressPool addresses) {
        this.calls = calls;
        this.ours = ours;
        this.addresses = addresses;
    }

    @Override
    public Resource create(Wanted wanted, Operation operation) {
        ProviderException overlap = null;
        for (String subnet : Subnets.candidates(wanted.name(), CANDIDATES)) {
            operation.checkpoint();
            try {
                String id = calls.createNetwork(wanted.name(), subnet, wanted.labels());
                addresses.network(wanted.name(), subnet);
                return ours.network(id, wanted.name(), wanted.labelled());
            } catch (ProviderException e) {
                if (e.kind() == ProviderException.Kind.CONFLICT) {
                    return existing(wanted, e);
                }
                if (e.kind() != ProviderException.Kind.DENIED) {
                    throw e;
                }
                overlap = e;
            }
        }
        throw new ProviderException(
                ProviderException.Kind.QUOTA,
                "no free subnet for network " + wanted.name() + " in " + CANDIDATES
                        + " attempts between 10.64.0.0 and 10.127.255.255; remove networks that are not used",
                overlap);
    }

    private Resource existing(Wanted wanted, ProviderException conflict) {
        NetworkFacts there = calls.network(wanted.name()).orElseThrow(() -> conflict);
        ours.requireEqual(wanted, "network " + wanted.name(), there.labels());
        there.subnet().ifPresent(subnet -> addresses.network(there.name(), subnet));
        return ours.network(there.id(), there.name(), wanted.labelled());
    }

    /** Only a replacement changes a network. */
    @Override
    public Resource update(Resource found, Wanted wanted, Operation operation) {
        throw new IllegalArgumentException("networks are replaced, not updated: " + found.name());
    }

    @Override
    public void delete(Resource found, Operation operation) {
        Optional<NetworkFacts> there = calls.network(found.id().value());
        if (there.isEmpty()) {
            return;
        }
        ours.requireSame(found, there.get().labels());
        for (ContainerFacts container : calls.containers()) {
            boolean isGateway = DockerGateways.isGateway(ours.codec(), container.labels());
            if (isGateway && container.addresses().containsKey(there.get().name())) {
                calls.disconnect(there.get().id(), container.id());
            }
        }
        try {
            calls.removeNetwork(there.get().id());
        } catch (ProviderException e) {
            throw inUse(e, ProviderException.Kind.DENIED, "network " + found.name());
        }
    }

    /** How the engine refuses to delete what is in use is known by the call: 403 for a network, 409 for a volume. */
    static ProviderException inUse(ProviderException failure, ProviderException.Kind refusal, String what) {
        return failure.kind() == refusal
                ? new ProviderException(
                        ProviderException.Kind.IN_USE, what + " is in use: " + failure.getMessage(), failure)
                : failure;
    }
}
