package dev.nanokit.provider;

import dev.nanokit.model.HealthCheck;
import java.util.Objects;

/**
 * What health is asked of. Immutable and thread-safe.
 *
 * @param resource an instance or service
 * @param check when it counts as ready
 */
public record Watched(Resource resource, HealthCheck check) {

    /** Checks the components. */
    public Watched {
        Objects.requireNonNull(resource, "resource");
        Objects.requireNonNull(check, "check");
    }
}
