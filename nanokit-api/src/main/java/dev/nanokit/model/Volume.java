package dev.nanokit.model;

import java.util.Objects;

/**
 * A declared volume: storage that outlives the instances that mount it. Immutable and thread-safe.
 *
 * @param name its name under {@code volumes}
 * @param positions where it stands in the file
 */
public record Volume(Name name, Positions positions) {

    /** Checks the components. */
    public Volume {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(positions, "positions");
    }

    /** {@return whether the other is a volume of the same name, wherever it was declared} */
    @Override
    public boolean equals(Object other) {
        return other instanceof Volume volume && volume.name.equals(name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }
}
