package dev.nanokit.docker;

import dev.nanokit.failure.ProviderException;
import dev.nanokit.provider.Operation;
import dev.nanokit.provider.Resource;
import dev.nanokit.provider.ResourceManagement;
import dev.nanokit.provider.Wanted;
import java.util.Optional;

/** Volumes: what holds data. */
final class DockerVolumes implements ResourceManagement {

    private final DockerCalls calls;
    private final Ours ours;

    DockerVolumes(DockerCalls calls, Ours ours) {
        this.calls = calls;
        this.ours = ours;
    }

    @Override
    public Resource create(Wanted wanted, Operation operation) {
        VolumeFacts there = calls.createVolume(wanted.name(), wanted.labels());
        ours.requireEqual(wanted, "volume " + wanted.name(), there.labels());
        return ours.volume(there.name(), wanted.labelled());
    }

    /** Only a replacement changes a volume. */
    @Override
    public Resource update(Resource found, Wanted wanted, Operation operation) {
        throw new IllegalArgumentException("volumes are replaced, not updated: " + found.name());
    }

    @Override
    public void delete(Resource found, Operation operation) {
        Optional<VolumeFacts> there = calls.volume(found.id().value());
        if (there.isPresent()) {
            ours.requireSame(found, there.get().labels());
            try {
                calls.removeVolume(found.id().value());
            } catch (ProviderException e) {
                throw DockerNetworks.inUse(e, ProviderException.Kind.CONFLICT, "volume " + found.name());
            }
        }
    }
}
