package dev.nanokit.engine.selection;

import dev.nanokit.failure.ProviderSelectionException;
import dev.nanokit.provider.Provider;
import dev.nanokit.provider.SpiVersion;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Chooses the provider that was named, or the only one there is: never at random, never by rank. One that does not load
 * is told of, and ends a run only if the choice could have been it.
 */
public final class ProviderSelection {

    private static final Logger LOG = LoggerFactory.getLogger(ProviderSelection.class);

    private final List<Provider> found = new ArrayList<>();
    private final List<ServiceConfigurationError> broken = new ArrayList<>();

    /**
     * Looks for providers.
     *
     * @param loader where to look
     */
    public ProviderSelection(ClassLoader loader) {
        Iterator<Provider> providers =
                ServiceLoader.load(Provider.class, loader).iterator();
        boolean more = true;
        while (more) {
            try {
                more = providers.hasNext();
                if (more) {
                    Provider provider = providers.next();
                    found.add(provider);
                    LOG.debug("found provider {}", describe(provider));
                }
            } catch (ServiceConfigurationError e) {
                LOG.warn("a provider on the class path does not load: {}", e.getMessage());
                broken.add(e);
            }
        }
    }

    /**
     * Chooses.
     *
     * @param id the provider that was named by the caller or the file; empty if none was
     * @return the provider
     * @throws ProviderSelectionException if none, several or an unfit one would be the choice
     */
    public Provider choose(Optional<String> id) {
        List<Provider> fitting = found.stream()
                .filter(provider -> id.isEmpty() || provider.id().equals(id.get()))
                .toList();
        if (fitting.size() == 1) {
            return requireVersion(fitting.get(0));
        }
        if (fitting.size() > 1) {
            throw new ProviderSelectionException(
                    "provider.several",
                    (id.isPresent()
                                    ? "several providers call themselves '" + id.get() + "'"
                                    : "several providers are on the class path and none is named")
                            + ": " + listing()
                            + ". Name one by infra.provider in the file or by .provider(\"id\")",
                    null);
        }
        if (!broken.isEmpty()) {
            throw new ProviderSelectionException(
                    "provider.broken",
                    (id.isPresent() ? "provider '" + id.get() + "' is not there" : "no provider is there")
                            + ", and one on the class path does not load: "
                            + broken.get(0).getMessage() + ". Found: " + listing(),
                    broken.get(0));
        }
        throw new ProviderSelectionException(
                id.isPresent() ? "provider.unknown" : "provider.none",
                (id.isPresent()
                                ? "no provider '" + id.get() + "' is on the class path"
                                : "no provider is on the class path")
                        + ". Found: " + listing() + ". Add the dependency dev.nanokit:nanokit-provider-"
                        + id.orElse("docker")
                        + (id.isPresent() ? ", or that of whoever offers '" + id.get() + "'" : ""),
                null);
    }

    /**
     * Checks that a provider was built for an interface that this engine speaks.
     *
     * @param provider a provider
     * @return the same
     * @throws ProviderSelectionException if it was not
     */
    public static Provider requireVersion(Provider provider) {
        int version = provider.spiVersion();
        if (version != SpiVersion.CURRENT) {
            throw new ProviderSelectionException(
                    "provider.incompatible",
                    "provider " + describe(provider) + " was built for version " + version
                            + " of the Provider interface, this engine speaks " + SpiVersion.CURRENT
                            + ". Use releases of the two that belong together",
                    null);
        }
        return provider;
    }

    private String listing() {
        return found.isEmpty()
                ? "none"
                : found.stream().map(ProviderSelection::describe).sorted().collect(Collectors.joining(", "));
    }

    private static String describe(Provider provider) {
        Class<?> type = provider.getClass();
        java.security.CodeSource source = type.getProtectionDomain().getCodeSource();
        String place = source == null || source.getLocation() == null
                ? ""
                : " in " + fileName(source.getLocation().getPath());
        return provider.id().toLowerCase(Locale.ROOT) + " (" + type.getName() + place + ")";
    }

    private static String fileName(String path) {
        String trimmed = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        return trimmed.substring(trimmed.lastIndexOf('/') + 1);
    }
}
