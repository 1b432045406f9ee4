package dev.nanokit.docker;

import dev.nanokit.failure.ProviderException;
import dev.nanokit.provider.ImageBuild;
import dev.nanokit.provider.ImageBuilder;
import dev.nanokit.provider.Operation;
import dev.nanokit.provider.RegistryLogin;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Builds images for other platforms, on the Docker engine that the usual Docker configuration names. Stateless and
 * thread-safe.
 */
public final class DockerImageBuilder implements ImageBuilder {

    private static final Logger LOG = LoggerFactory.getLogger(DockerImageBuilder.class);

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
                TransferProgress progress = new TransferProgress(operation::report);
                images.push(image, login, progress);
                if (progress.failure().isPresent()) {
                    throw new ProviderException(
                            ProviderException.Kind.FAILED,
                            "image " + image + " was built, and could not be pushed: "
                                    + progress.failure().get(),
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
            LOG.debug("image {} stays on the engine: {}", image, e.getMessage());
        } finally {
            if (isInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
