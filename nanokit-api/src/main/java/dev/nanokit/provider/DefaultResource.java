package dev.nanokit.provider;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The only form of a resource; hidden so that a new property breaks nobody. */
record DefaultResource(
        PlatformId id,
        Slot slot,
        String edition,
        String name,
        Optional<Fingerprint> recorded,
        Map<String, String> bound,
        Map<String, String> facts,
        Lifecycle state,
        Set<Claim> claims,
        int tier,
        Set<Trait> traits,
        List<List<String>> prestop,
        boolean usedByOthers)
        implements Resource {

    @Override
    public String toString() {
        return slot + "@" + edition + " (" + state + ")";
    }
}
