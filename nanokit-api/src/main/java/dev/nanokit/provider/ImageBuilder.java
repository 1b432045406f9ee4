package dev.nanokit.provider;

import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Builds images for platforms that build none themselves, and brings them to a registry. Found by
 * {@link ServiceLoader}: {@code nanokit-provider-docker} has one, which wants a Docker engine. Implementations are cheap to
 * make, stateless and thread-safe.
 */
public interface ImageBuilder {

    /**
     * Builds an image and pushes it. Leaves nothing on this machine but what makes the next build quicker.
     *
     * @param build what is to be built; files that changed since they were looked at are an error, not another image
     * @param image the name to give it: registry, repository and tag
     * @param login whom the registry lets in
     * @param operation the write under way; told how far it is
     * @throws dev.nanokit.failure.ProviderException if the image is not in the registry
     */
    void push(ImageBuild build, String image, RegistryLogin login, Operation operation);

    /**
     * Looks for a builder, by the class loader of the thread and then by another.
     *
     * @param other most often that of the class that asks
     * @return the first that is found; empty if there is none
     */
    static Optional<ImageBuilder> find(@Nullable ClassLoader other) {
        List<ClassLoader> loaders = Stream.of(
                        Optional.ofNullable(Thread.currentThread().getContextClassLoader()), Optional.ofNullable(other))
                .flatMap(Optional::stream)
                .toList();
        return loaders.stream()
                .map(loader -> ServiceLoader.load(ImageBuilder.class, loader).findFirst())
                .flatMap(Optional::stream)
                .findFirst();
    }
}
