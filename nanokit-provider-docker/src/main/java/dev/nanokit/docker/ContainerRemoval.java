package dev.nanokit.docker;

import dev.nanokit.failure.ProviderException;
import dev.nanokit.provider.Operation;
import dev.nanokit.provider.Resource;
import java.time.Duration;
import java.util.Optional;

/** Ends and deletes containers of ours; the labels are looked at again just before. */
final class ContainerRemoval {

    private static final Duration POLL = Duration.ofMillis(100);

    private final DockerCalls calls;
    private final Ours ours;

    ContainerRemoval(DockerCalls calls, Ours ours) {
        this.calls = calls;
        this.ours = ours;
    }

    /** {@return the container that was found, if it is still there} */
    Optional<DockerCalls.ContainerDetail> requireOurs(Resource found) {
        Optional<DockerCalls.ContainerDetail> there = calls.inspect(found.id().value());
        there.ifPresent(detail -> ours.requireSame(found, detail.labels()));
        return there;
    }

    /** What a run that was cut off had asked for may still be under way: it is stopped if it came up since. */
    void delete(Resource found, boolean withUnnamedVolumes, Operation operation) {
        Optional<DockerCalls.ContainerDetail> there = requireOurs(found);
        while (there.isPresent()) {
            if (there.get().isRunning()) {
                calls.stop(there.get().id());
            }
            if (isRemoved(there.get(), withUnnamedVolumes)) {
                return;
            }
            operation.pause(POLL);
            there = requireOurs(found);
        }
    }

    private boolean isRemoved(DockerCalls.ContainerDetail there, boolean withUnnamedVolumes) {
        try {
            calls.remove(there.id(), withUnnamedVolumes);
            return true;
        } catch (ProviderException e) {
            if (e.kind() != ProviderException.Kind.CONFLICT) {
                throw e;
            }
            return false; // it is being removed already, or has been started since
        }
    }
}
