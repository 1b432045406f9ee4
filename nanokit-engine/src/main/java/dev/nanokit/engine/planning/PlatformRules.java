package dev.nanokit.engine.planning;

import dev.nanokit.provider.Provider;
import dev.nanokit.provider.ProviderProfile;

/**
 * What planning must know of a platform: its name, its limits, and what it says of a difference. Nothing here leads to the
 * platform itself.
 *
 * @param providerId id of the provider
 * @param profile its limits
 * @param judge says what to do about a difference
 */
public record PlatformRules(String providerId, ProviderProfile profile, Judge judge) {

    /**
     * Takes the rules from a provider.
     *
     * @param provider the provider
     * @return its rules
     */
    public static PlatformRules of(Provider provider) {
        return new PlatformRules(provider.id(), provider.profile(), provider::assess);
    }
}
