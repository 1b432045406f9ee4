package dev.nanokit.model;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * How the image of a service is built. Immutable and thread-safe; its text form shows no arguments, as some tell secrets.
 *
 * @param context the folder that the build sees, as the file has it: absolute, or relative to {@code folder}
 * @param dockerfile the Dockerfile, in the context or, if there is none of that name, in {@code folder}; default
 *     {@code Dockerfile}
 * @param args build arguments, in file order
 * @param folder where relative paths begin; empty for the working directory
 * @param seen what the files were when they were looked at, which a plan begins with; empty before
 */
public record Build(
        String context, String dockerfile, Map<String, String> args, Optional<Path> folder, Optional<Seen> seen) {

    /** The name that a Dockerfile has where none is given. */
    public static final String DOCKERFILE = "Dockerfile";

    /** Checks and copies the components. */
    public Build {
        Objects.requireNonNull(context, "context");
        Objects.requireNonNull(dockerfile, "dockerfile");
        args = Collections.unmodifiableMap(new LinkedHashMap<>(args));
        Objects.requireNonNull(folder, "folder");
        Objects.requireNonNull(seen, "seen");
    }

    /**
     * A build whose relative paths begin at the working directory.
     *
     * @param context the folder that the build sees
     * @param dockerfile the Dockerfile
     * @param args build arguments, in file order
     */
    public Build(String context, String dockerfile, Map<String, String> args) {
        this(context, dockerfile, args, Optional.empty(), Optional.empty());
    }

    /**
     * Sets where relative paths begin.
     *
     * @param where most often the folder of the file
     * @return a copy
     */
    public Build in(Path where) {
        return new Build(context, dockerfile, args, Optional.of(where), seen);
    }

    /**
     * Sets what the files were.
     *
     * @param what they were when they were looked at
     * @return a copy
     */
    public Build with(Seen what) {
        return new Build(context, dockerfile, args, folder, Optional.of(what));
    }

    @Override
    public String toString() {
        return "build of " + context + " by " + dockerfile;
    }

    /**
     * What the files of a build were at one moment: what decides whether it is to be made anew.
     *
     * @param context the folder that the build sees, absolute
     * @param dockerfile the Dockerfile, absolute
     * @param contextDigest digest of the files that the build sees
     * @param dockerfileDigest digest of the Dockerfile
     */
    public record Seen(Path context, Path dockerfile, String contextDigest, String dockerfileDigest) {

        /** Checks the components. */
        public Seen {
            Objects.requireNonNull(context, "context");
            Objects.requireNonNull(dockerfile, "dockerfile");
            Objects.requireNonNull(contextDigest, "contextDigest");
            Objects.requireNonNull(dockerfileDigest, "dockerfileDigest");
        }
    }
}
