package dev.nanokit.provider;

import dev.nanokit.model.Build;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The typed view of the spec of an image that is built, as {@link StandardDesign} writes it: what a provider reads rather
 * than field names. Its name on the platform, the fact {@code name}, is what its service runs. Immutable and thread-safe;
 * its text form shows no arguments.
 *
 * @param seen which files, and what they were when the plan was made; what is built is to be the same
 * @param args build arguments by name
 * @param platform for what it is built, for instance {@code linux/amd64}; empty for the builder's own
 */
public record ImageBuild(Build.Seen seen, SortedMap<String, Resolved> args, Optional<String> platform) {

    /**
     * How the fields begin by which what runs an image repeats the image's own: what an image is built of is a part of the
     * version of what runs it, so that hooks run once for each.
     */
    public static final String IN_VERSION = "build.";

    /** Checks and copies the components. */
    public ImageBuild {
        Objects.requireNonNull(seen, "seen");
        args = Collections.unmodifiableSortedMap(new TreeMap<>(args));
        Objects.requireNonNull(platform, "platform");
    }

    /**
     * Reads a wanted image.
     *
     * @param wanted of kind {@link ResourceKind#IMAGE}
     * @return what is to be built, for the builder's own platform
     */
    public static ImageBuild of(Wanted wanted) {
        SortedMap<String, Resolved> args = new TreeMap<>();
        wanted.values().forEach((field, value) -> {
            if (field.startsWith(ImageSpecs.ARGUMENT)) {
                args.put(field.substring(ImageSpecs.ARGUMENT.length()), value);
            }
        });
        Map<String, String> places = wanted.spec().handling().notes();
        Build.Seen seen = new Build.Seen(
                Path.of(places.getOrDefault(ImageSpecs.CONTEXT, "")),
                Path.of(places.getOrDefault(ImageSpecs.DOCKERFILE, "")),
                Workload.text(wanted.values(), ImageSpecs.CONTEXT).orElse(""),
                Workload.text(wanted.values(), ImageSpecs.DOCKERFILE).orElse(""));
        return new ImageBuild(seen, args, Optional.empty());
    }

    /**
     * Sets for what it is built.
     *
     * @param what operating system and processor, for instance {@code linux/amd64}
     * @return a copy
     */
    public ImageBuild forPlatform(String what) {
        return new ImageBuild(seen, args, Optional.of(what));
    }

    @Override
    public String toString() {
        return "image of " + seen.context() + " by " + seen.dockerfile();
    }
}
