package dev.nanokit.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * How the image of a service is built. Paths are as the file has them, relative to its folder. Immutable and thread-safe.
 *
 * @param context the folder that the build sees
 * @param dockerfile the Dockerfile, relative to the context; default {@code Dockerfile}
 * @param args build arguments, in file order
 */
public record Build(String context, String dockerfile, Map<String, String> args) {

    /** The name that a Dockerfile has where none is given. */
    public static final String DOCKERFILE = "Dockerfile";

    /** Checks and copies the components. */
    public Build {
        Objects.requireNonNull(context, "context");
        Objects.requireNonNull(dockerfile, "dockerfile");
        args = Collections.unmodifiableMap(new LinkedHashMap<>(args));
    }
}
