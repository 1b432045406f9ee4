package dev.nanokit.model;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Where a project runs: the provider that the file names, and the settings for it. Immutable and thread-safe.
 *
 * @param provider id of the provider as {@code infra.provider} names it; empty if the file names none
 * @param settings every other key under {@code infra}
 * @param inherited keys of the settings that come from a level of the file below the one that names the provider: written
 *     for another provider perhaps, so that one which the provider does not know is left out and named in the plan
 */
public record Infra(Optional<String> provider, SettingsNode settings, Set<String> inherited) {

    /** Checks the components. */
    public Infra {
        Objects.requireNonNull(provider, "provider");
        Objects.requireNonNull(settings, "settings");
        inherited = Set.copyOf(inherited);
    }

    /** {@return no provider and no settings} */
    public static Infra none() {
        return new Infra(Optional.empty(), SettingsNode.empty(), Set.of());
    }
}
