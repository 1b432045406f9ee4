package dev.nanokit.docker;

import dev.nanokit.provider.GatewayManagement;
import dev.nanokit.provider.MembershipChange;
import dev.nanokit.provider.Operation;
import dev.nanokit.provider.Resource;
import java.util.List;
import java.util.Optional;

/**
 * The rotation: a member is what answers to its service's names in the network, so that siblings and the gateway see the
 * same. Names can be changed only with the connection, which open TCP connections survive as the address stays. The
 * container's own name tells who is in, so that the list of containers is all that discovery needs.
 */
final class DockerMembers implements GatewayManagement {

    private final DockerCalls calls;
    private final Ours ours;

    DockerMembers(DockerCalls calls, Ours ours) {
        this.calls = calls;
        this.ours = ours;
    }

    @Override
    public void switchMembers(MembershipChange change, Operation operation) {
        for (Resource resource : change.entering()) {
            move(resource, true);
        }
        for (Resource resource : change.leaving()) {
            move(resource, false);
        }
    }

    private void move(Resource resource, boolean isEntering) {
        Optional<DockerCalls.ContainerDetail> found =
                calls.inspect(resource.id().value());
        if (found.isEmpty()) {
            return;
        }
        DockerCalls.ContainerDetail there = found.get();
        ours.requireSame(resource, there.labels());
        Marks marks = Marks.of(there.labels());
        boolean isConnected = there.networks().contains(marks.network());
        boolean isLive = there.name().endsWith(Ours.LIVE);
        if (isConnected && isLive == isEntering) {
            return;
        }
        if (isConnected) {
            calls.disconnect(marks.network(), there.id());
        }
        if (isLive != isEntering) {
            calls.rename(there.id(), isEntering ? there.name() + Ours.LIVE : Ours.resting(there.name()));
        }
        calls.connect(marks.network(), there.id(), marks.address(), isEntering ? marks.aliases() : List.of());
    }
}
