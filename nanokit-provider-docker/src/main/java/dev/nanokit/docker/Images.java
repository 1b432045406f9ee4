package dev.nanokit.docker;

import dev.nanokit.failure.ProviderException;
import dev.nanokit.provider.Operation;
import dev.nanokit.provider.ProviderContext;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Has the images that containers are made of. A container is created without asking first: that the image is missing is
 * then known, and an image that is there costs no call. Thread-safe.
 */
final class Images {

    private final DockerCalls calls;
    private final ProviderContext context;
    private final Map<String, Object> locks = new ConcurrentHashMap<>();

    Images(DockerCalls calls, ProviderContext context) {
        this.calls = calls;
        this.context = context;
    }

    /** {@return the id of the created container, whose image was pulled if it was not there} */
    String create(ContainerRequest request, Operation operation) {
        try {
            return calls.create(request);
        } catch (ProviderException e) {
            if (e.kind() != ProviderException.Kind.NOT_FOUND) {
                throw e;
            }
        }
        pull(withTag(request.image()), operation);
        return calls.create(request);
    }

    /** Several containers of one image pull it once. */
    private void pull(String image, Operation operation) {
        synchronized (locks.computeIfAbsent(image, any -> new Object())) {
            if (calls.hasImage(image)) {
                return;
            }
            operation.checkpoint();
            operation.report("pulling " + image);
            TransferProgress progress = new TransferProgress(operation::report);
            try {
                calls.pull(image, progress, Duration.between(context.now(), operation.deadline()));
            } catch (ProviderException e) {
                if (e.kind() == ProviderException.Kind.UNAVAILABLE) {
                    throw e;
                }
                throw missing(image, e.getMessage(), e);
            }
            if (progress.failure().isPresent()) {
                throw missing(image, progress.failure().get(), null);
            }
        }
    }

    private static ProviderException missing(
            String image,
            @org.jspecify.annotations.Nullable String why,
            @org.jspecify.annotations.Nullable Exception cause) {
        return new ProviderException(
                ProviderException.Kind.NOT_FOUND,
                "image " + image + " is not on the engine, and cannot be pulled: " + why
                        + ". Check its name and tag, and that the registry can be reached",
                cause);
    }

    /** The engine's API pulls every tag of a name without one. */
    static String withTag(String image) {
        int name = image.lastIndexOf('/') + 1;
        boolean tagged = image.indexOf(':', name) >= 0 || image.indexOf('@', name) >= 0;
        return tagged ? image : image + ":latest";
    }
}
