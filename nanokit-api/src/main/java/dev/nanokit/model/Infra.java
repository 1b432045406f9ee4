package dev.nanokit.model;

import java.util.Objects;
import java.util.Optional;

/**
 * Where a project runs: the provider that the file names, and the settings for it. Immutable and thread-safe.
 *
 * @param provider id of the provider as {@code infra.provider} names it; empty if the file names none
 * @param settings every other key under {@code infra}
 */
public record Infra(Optional<String> provider, SettingsNode settings) {

    /** Checks the components. */
    public Infra {
        Objects.requireNonNull(provider, "provider");
        Objects.requireNonNull(settings, "settings");
    }

    /** {@return no provider and no settings} */
    public static Infra none() {
        return new Infra(Optional.empty(), SettingsNode.empty());
    }
}
