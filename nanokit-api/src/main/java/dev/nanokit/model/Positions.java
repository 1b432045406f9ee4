package dev.nanokit.model;

import java.util.Map;
import java.util.Objects;

/**
 * Where a block and its keys stand in the file. Equality of a service or project ignores positions, so positions are
 * kept beside the values, in this type. Immutable and thread-safe.
 *
 * @param own where the block itself begins
 * @param keys where each of its keys stands, by key
 */
public record Positions(SourcePosition own, Map<String, SourcePosition> keys) {

    /** Checks and copies the components. */
    public Positions {
        Objects.requireNonNull(own, "own");
        keys = Map.copyOf(keys);
    }

    /** {@return the positions of something that was built in code} */
    public static Positions inCode() {
        return new Positions(SourcePosition.inCode(), Map.of());
    }

    /**
     * Finds the place of a key.
     *
     * @param key a key of the block
     * @return where the key stands, or where the block begins if the file does not give the key
     */
    public SourcePosition at(String key) {
        SourcePosition found = keys.get(key);
        return found == null ? own : found;
    }
}
