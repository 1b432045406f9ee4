package dev.nanokit.engine.execution;

import dev.nanokit.provider.Resource;
import dev.nanokit.provider.Slot;
import java.util.Map;

/**
 * What a run that did what it should left behind.
 *
 * @param resources what stands in each wanted slot
 */
public record Outcome(Map<Slot, Resource> resources) {

    /** Copies the component. */
    public Outcome {
        resources = java.util.Collections.unmodifiableMap(new java.util.TreeMap<>(resources));
    }
}
