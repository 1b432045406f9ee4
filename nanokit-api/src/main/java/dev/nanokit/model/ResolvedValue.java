package dev.nanokit.model;

import java.util.Objects;

/**
 * One value of a file as it counts for an environment, and where it came from. Immutable and thread-safe.
 *
 * @param key path of the key, for instance {@code services.web.image}
 * @param value the value, three stars for what may be a secret
 * @param position file, line and column that it came from
 */
public record ResolvedValue(String key, String value, SourcePosition position) {

    /** Checks the components. */
    public ResolvedValue {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(position, "position");
    }
}
