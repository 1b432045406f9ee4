package dev.nanokit.provider;

import java.util.List;

/**
 * What one platform will hold for a project: a graph of specs. Made by {@link Provider#design}, purely. Immutable and
 * thread-safe.
 *
 * @param resources every spec, in any order; the engine sorts
 * @param units one per service, and one per database that runs as instances
 * @param findings what cannot be done as it stands
 */
public record Blueprint(List<ResourceSpec> resources, List<Unit> units, List<Finding> findings) {

    /** Copies the components. */
    public Blueprint {
        resources = List.copyOf(resources);
        units = List.copyOf(units);
        findings = List.copyOf(findings);
    }
}
