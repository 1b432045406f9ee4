package dev.nanokit.docker;

import dev.nanokit.failure.ProviderException;
import dev.nanokit.provider.Labelled;
import dev.nanokit.provider.Operation;
import dev.nanokit.provider.Resource;
import dev.nanokit.provider.ServiceOrchestration;
import dev.nanokit.provider.Wanted;
import dev.nanokit.provider.Workload;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Containers as instances: two calls for each, create and start. */
final class DockerInstances implements ServiceOrchestration {

    /** How often another address is tried; each is one that was free when the scope was looked at. */
    private static final int ADDRESSES = 5;

    private final DockerCalls calls;
    private final Ours ours;
    private final AddressPool addresses;
    private final Images images;
    private final EventFeed events;
    private final ContainerRemoval removal;

    DockerInstances(DockerCalls calls, Ours ours, AddressPool addresses, Images images, EventFeed events) {
        this.removal = new ContainerRemoval(calls, ours);
        this.calls = calls;
        this.ours = ours;
        this.addresses = addresses;
        this.images = images;
        this.events = events;
    }

    @Override
    public Resource create(Wanted wanted, Operation operation) {
        String network = Workload.of(wanted.values()).network();
        for (int tried = 1; ; tried++) {
            String address = addresses.take(network);
            ContainerRequest request = InstanceRequest.of(wanted, Optional.of(address));
            try {
                return create(wanted, request, operation);
            } catch (ProviderException e) {
                addresses.free(network, address);
                if (e.kind() == ProviderException.Kind.CONFLICT) {
                    return finish(wanted, operation);
                }
                // The engine forbids a start with an address that something else took in the meantime.
                if (e.kind() != ProviderException.Kind.DENIED || tried == ADDRESSES) {
                    throw e;
                }
                addresses.taken(network, address);
            }
        }
    }

    private Resource create(Wanted wanted, ContainerRequest request, Operation operation) {
        String id = images.create(request, operation);
        try {
            calls.start(id);
        } catch (ProviderException e) {
            throw undone(id, request, e);
        }
        Map<String, String> place =
                Map.of(request.place().network(), request.place().address().orElse(""));
        return ours.container(
                new ContainerFacts(id, request.name(), "running", "", request.labels(), place, List.of()),
                wanted.labelled());
    }

    /** What could not be started would only stand in the way of the next attempt. */
    private ProviderException undone(String id, ContainerRequest request, ProviderException failure) {
        if (failure.kind().isRetryable()) {
            return failure;
        }
        calls.remove(id, true);
        return new PortHolders(calls).explain(request, failure);
    }

    /** A name holds the edition, so what has it is the same unless somebody else gave it. */
    private Resource finish(Wanted wanted, Operation operation) {
        DockerCalls.ContainerDetail there = calls.inspect(wanted.name())
                .orElseThrow(() -> new ProviderException(
                        ProviderException.Kind.CONFLICT,
                        "container " + wanted.name() + " was there and is gone; something else changes this scope",
                        null));
        ours.requireEqual(wanted, "container " + wanted.name(), there.labels());
        return start(running(there, wanted.labelled()), operation);
    }

    private Resource running(DockerCalls.ContainerDetail there, Labelled labels) {
        Marks marks = Marks.of(there.labels());
        Map<String, String> place = Map.of(marks.network(), marks.address().orElse(""));
        return ours.container(
                new ContainerFacts(there.id(), there.name(), "running", "", there.labels(), place, List.of()), labels);
    }

    /** Only a replacement changes a container. */
    @Override
    public Resource update(Resource found, Wanted wanted, Operation operation) {
        throw new IllegalArgumentException("containers are replaced, not updated: " + found.name());
    }

    @Override
    public Resource start(Resource found, Operation operation) {
        DockerCalls.ContainerDetail there = calls.inspect(found.id().value())
                .orElseThrow(() -> new ProviderException(
                        ProviderException.Kind.CONFLICT, "container " + found.name() + " is gone", null));
        Labelled labels = ours.requireSame(found, there.labels());
        Marks marks = Marks.of(there.labels());
        if (!there.networks().contains(marks.network())) {
            if (there.name().endsWith(Ours.LIVE)) {
                calls.rename(there.id(), Ours.resting(there.name()));
            }
            calls.connect(marks.network(), there.id(), marks.address(), List.of());
        }
        if (!there.isRunning()) {
            events.forget(there.id());
            calls.start(there.id());
        }
        return running(there, labels);
    }

    @Override
    public void stop(Resource found, Operation operation) {
        removal.requireOurs(found).ifPresent(there -> calls.stop(there.id()));
    }

    @Override
    public void delete(Resource found, Operation operation) {
        removal.delete(found, false, operation);
    }
}
