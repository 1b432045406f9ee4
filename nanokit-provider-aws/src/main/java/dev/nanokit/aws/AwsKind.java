package dev.nanokit.aws;

import dev.nanokit.provider.Operation;
import dev.nanokit.provider.PlatformId;
import dev.nanokit.provider.Resource;
import dev.nanokit.provider.ResourceKind;
import dev.nanokit.provider.Wanted;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one kind of resource is on AWS: how it is found, made, changed and deleted. What all kinds share, whose it is and
 * when it is finished, is {@link TaggedResources}'. Implementations are thread-safe.
 */
interface AwsKind {

    /** {@return the kind of the slots that it fills} */
    ResourceKind kind();

    /** {@return everything of the scope that is there, asked of the service itself; what is on its way out is not} */
    List<Found> all(Sight sight);

    /** {@return what stands under a wanted name, whoever's it is} */
    Optional<Found> named(Wanted wanted);

    /** {@return the same once more; empty if it is gone} */
    Optional<Found> again(PlatformId id);

    /**
     * Makes it, with these tags, by one call. If that makes all of it, {@link #isMadeInOneCall}, nothing follows.
     *
     * @param wanted what is wanted
     * @param tags the tags to give it in the same call
     * @param operation the write under way
     * @return what is there now
     */
    Found make(Wanted wanted, Map<String, String> tags, Operation operation);

    /** {@return whether {@link #make} leaves nothing to {@link #change}} */
    boolean isMadeInOneCall();

    /**
     * Makes of what is there what is wanted; what is so already is left. Safe to repeat.
     *
     * @param found what is there
     * @param wanted what is wanted
     * @param operation the write under way
     * @return what is there now
     */
    Found change(Found found, Wanted wanted, Operation operation);

    /** {@return tags of the kind's own that go with the fingerprint of what was changed} */
    default Map<String, String> tagsOf(Found changed) {
        return Map.of();
    }

    /**
     * Writes tags beside those that are there.
     *
     * @param found what is there
     * @param tags the tags
     */
    void tag(Found found, Map<String, String> tags);

    /**
     * Deletes it, and what came with it.
     *
     * @param found what is there
     * @param resource the same, as the engine found it
     * @param operation the write under way
     */
    void remove(Found found, Resource resource, Operation operation);
}
