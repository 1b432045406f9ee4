package dev.nanokit.provider;

import java.util.Collection;
import java.util.Map;
import java.util.SortedMap;

/** Capability: reads the settings that resources really have, whatever their labels say. */
public interface LiveSettings {

    /**
     * Reads, in as few calls as the platform allows.
     *
     * @param resources what is there
     * @return for each the fields of its spec that can be seen on the platform, as the platform has them now, in the words
     *     in which they were written; a field that cannot be seen is left out
     */
    Map<PlatformId, SortedMap<String, Resolved>> settings(Collection<Resource> resources);
}
