package dev.nanokit.model;

import java.util.Objects;

/**
 * A volume or host folder that a service sees under a path. Immutable and thread-safe.
 *
 * @param source name of a declared volume, or the absolute path of a host folder
 * @param target absolute path in the instance
 * @param readOnly whether the service may only read
 */
public record Mount(String source, String target, boolean readOnly) {

    /** Checks the components. */
    public Mount {
        Objects.requireNonNull(source, "source");
        if (!target.startsWith("/")) {
            throw new IllegalArgumentException("a mount's target is an absolute path, got '" + target + "'");
        }
    }

    /** {@return whether the source is a declared volume rather than a host folder} */
    public boolean isNamedVolume() {
        return source.indexOf('/') < 0;
    }
}
