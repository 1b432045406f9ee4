package dev.nanokit.provider;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * All resources that discovery found in a scope, and who is in rotation. Immutable and thread-safe.
 *
 * @param resources what carries our labels, in any order; shared resources among them
 * @param members the instances in rotation by membership slot; a slot that is not there has none
 */
public record Inventory(List<Resource> resources, Map<Slot, Set<PlatformId>> members) {

    /** Copies the components. */
    public Inventory {
        resources = List.copyOf(resources);
        Map<Slot, Set<PlatformId>> copy = new TreeMap<>();
        members.forEach((slot, ids) -> copy.put(slot, java.util.Collections.unmodifiableSet(new TreeSet<>(ids))));
        members = java.util.Collections.unmodifiableMap(copy);
    }

    /** {@return an inventory without anything in it} */
    public static Inventory empty() {
        return new Inventory(List.of(), Map.of());
    }
}
