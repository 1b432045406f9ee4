package dev.nanokit.model;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A declared volume: storage that outlives the instances that mount it. Immutable and thread-safe; equality is by content,
 * positions aside.
 *
 * @param name its name under {@code volumes}
 * @param type what it is; empty for what the platform can share between instances
 * @param size how large it is to be; empty for the platform's own
 * @param performance how fast; default {@link Performance#STANDARD}
 * @param bucket an existing bucket, for {@link Type#OBJECT}; empty otherwise
 * @param positions where it stands in the file
 */
public record Volume(
        Name name,
        Optional<Type> type,
        Optional<MemorySize> size,
        Performance performance,
        Optional<String> bucket,
        Positions positions) {

    /** What a volume is. */
    public enum Type {
        /** A disk for one instance. */
        BLOCK,
        /** Files that several instances share. */
        SHARED,
        /** Objects in a bucket. */
        OBJECT
    }

    /** How fast a volume is. */
    public enum Performance {
        /** The default. */
        STANDARD,
        /** Faster. */
        HIGH,
        /** The fastest; only for {@link Type#BLOCK}. */
        ULTRA
    }

    /** Checks the components. */
    public Volume {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(size, "size");
        Objects.requireNonNull(performance, "performance");
        Objects.requireNonNull(bucket, "bucket");
        Objects.requireNonNull(positions, "positions");
    }

    /**
     * Gives a volume without any wish.
     *
     * @param name its name
     * @return the volume, as built in code
     */
    public static Volume of(Name name) {
        return new Volume(
                name, Optional.empty(), Optional.empty(), Performance.STANDARD, Optional.empty(), Positions.inCode());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Volume volume
                && List.of(name, type, size, performance, bucket)
                        .equals(List.of(volume.name, volume.type, volume.size, volume.performance, volume.bucket));
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }
}
