package dev.nanokit.docker;

import dev.nanokit.failure.ProviderException;
import dev.nanokit.provider.ImageBuild;
import dev.nanokit.provider.ImageBuilder;
import dev.nanokit.provider.Operation;
import dev.nanokit.provider.RegistryLogin;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Builds images for other platforms, on the Docker engine that the usual Docker configuration names. Stateless and
 * thread-safe.
 */
public final class DockerImageBuilder implements ImageBuilder {

    /** Makes the builder. */
    public DockerImageBuilder() {}

    @Override
    public void push(ImageBuild build, String image, RegistryLogin login, Operation operation) {
        try (DockerCalls calls = new EngineConnection().open(new DockerSettings(Optional.empty(), "", List.of()))) {
            SdkImages images = calls.images();
            try {
                new DockerBuild(images).build(build, image, Map.of(), operation);
                operation.checkpoint();
                operation.report("pushing " + image);
                SdkPushStream stream = new SdkPushStream(operation::report);
                images.push(image, login, stream);
                if (stream.failure().isPresent()) {
                    throw new ProviderException(
                            ProviderException.Kind.FAILED,
                            "image " + image + " was built, and could not be pushed: "
                                    + stream.failure().get(),
                            null);
                }
            } finally {
                forget(images, image);
            }
        }
    }

    /** The name is of use in the registry only; that it cannot be taken away hides no failure and hinders nobody. */
    private static void forget(SdkImages images, String image) {
        boolean isInterrupted = Thread.interrupted();
        try {
            images.remove(image, true);
        } catch (ProviderException e) {
            org.slf4j.LoggerFactory.getLogger(DockerImageBuilder.class)
                    .debug("image {} stays on the engine: {}", image, e.getMessage());
        } finally {
            if (isInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
