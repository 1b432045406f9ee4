package dev.nanokit.provider;

import dev.nanokit.model.Build;
import dev.nanokit.model.SecretValue;
import dev.nanokit.model.Service;
import java.util.SortedMap;
import java.util.TreeMap;

/** Writes the spec that {@link ImageBuild} reads: the two stand together. */
final class ImageSpecs {

    static final String CONTEXT = "context";
    static final String DOCKERFILE = "dockerfile";
    static final String ARGUMENT = "arg.";

    private ImageSpecs() {}

    static Slot slot(Service service) {
        return new Slot(ResourceKind.IMAGE, service.name().value());
    }

    /** {@return the image: digests decide, and where the files are is a note, so that a project may be moved} */
    static ResourceSpec of(Service service, Build build) {
        ResourceSpecBuilder spec = ResourceSpec.builder(slot(service))
                .fields(fields(build))
                .position(service.positions().at("build"));
        build.seen()
                .ifPresent(seen -> spec.handling(Handling.standard()
                        .withNote(CONTEXT, seen.context().toString())
                        .withNote(DOCKERFILE, seen.dockerfile().toString())));
        return spec.build();
    }

    /** {@return the image of what runs, and what it is built of} */
    static SortedMap<String, Value> ofVersion(Service service, Build build) {
        SortedMap<String, Value> fields = new TreeMap<>();
        fields(build).forEach((field, value) -> fields.put(ImageBuild.IN_VERSION + field, value));
        fields.put(Workload.IMAGE, new Value.Reference(slot(service), "name"));
        return fields;
    }

    /** Arguments may tell secrets, and are treated as if they did. */
    private static SortedMap<String, Value> fields(Build build) {
        SortedMap<String, Value> fields = new TreeMap<>();
        build.seen().ifPresent(seen -> {
            fields.put(CONTEXT, Value.of(seen.contextDigest()));
            fields.put(DOCKERFILE, Value.of(seen.dockerfileDigest()));
        });
        build.args().forEach((name, value) -> fields.put(ARGUMENT + name, new Value.Secret(SecretValue.of(value))));
        return fields;
    }
}
