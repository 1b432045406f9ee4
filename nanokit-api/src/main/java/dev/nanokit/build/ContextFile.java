package dev.nanokit.build;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * One thing that a build sees. Immutable and thread-safe.
 *
 * @param path its path in the context, with {@code /} between the parts and none at the beginning
 * @param place where it is on this machine
 * @param kind what it is
 * @param isExecutable whether its owner may run it; of files only
 * @param size length of a file in bytes; 0 for all else
 * @param target what a link leads to; empty for all else
 */
public record ContextFile(
        String path, Path place, Kind kind, boolean isExecutable, long size, Optional<String> target) {

    /** What a thing is. The set is closed: what is neither, a socket for instance, no build sees. */
    public enum Kind {
        /** A file with a content. */
        FILE,
        /** A folder, also an empty one. */
        FOLDER,
        /** A symbolic link, which is not followed. */
        LINK
    }

    /** Checks the components. */
    public ContextFile {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(place, "place");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(target, "target");
    }
}
