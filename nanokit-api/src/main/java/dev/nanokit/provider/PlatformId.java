package dev.nanokit.provider;

import java.util.Objects;

/**
 * How the platform itself names a resource, for instance a container's id. Immutable and thread-safe.
 *
 * @param value the id
 */
public record PlatformId(String value) implements Comparable<PlatformId> {

    /** Checks the component. */
    public PlatformId {
        Objects.requireNonNull(value, "value");
    }

    @Override
    public int compareTo(PlatformId other) {
        return value.compareTo(other.value);
    }

    /** {@return the id} */
    @Override
    public String toString() {
        return value;
    }
}
