package dev.nanokit.model;

import java.util.Objects;
import java.util.Optional;

/**
 * Between how many instances a platform may choose. Immutable and thread-safe.
 *
 * @param min the fewest, 0 or more
 * @param max the most, at least {@code min} and 1
 * @param cpuThreshold the processor load above which another instance is added; empty for the platform's own
 */
public record Scale(int min, int max, Optional<Percent> cpuThreshold) {

    /** Checks the components. */
    public Scale {
        Objects.requireNonNull(cpuThreshold, "cpuThreshold");
        if (min < 0 || max < 1 || max < min) {
            throw new IllegalArgumentException(
                    "min is 0 or more and max at least min and 1, got " + min + " to " + max);
        }
    }
}
