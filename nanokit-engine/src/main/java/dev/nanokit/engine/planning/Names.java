package dev.nanokit.engine.planning;

import dev.nanokit.provider.ProviderProfile;
import dev.nanokit.provider.ResourceSpec;
import dev.nanokit.provider.Scope;
import dev.nanokit.provider.Slot;
import dev.nanokit.provider.Trait;
import java.util.Locale;

/** Names of resources on the platform: deterministic, within its limit for their kind, the edition always whole. */
final class Names {

    private static final int DIGEST_LENGTH = 8;

    private final Scope scope;
    private final ProviderProfile profile;

    Names(Scope scope, ProviderProfile profile) {
        this.scope = scope;
        this.profile = profile;
    }

    String of(ResourceSpec spec, String edition) {
        boolean shared = spec.traits().contains(Trait.SHARED);
        String base = shared ? "nk-" + ofSlot(spec.slot()) : ofScope() + "-" + ofSlot(spec.slot());
        int room = profile.nameLimit(spec.slot().kind()) - edition.length() - 1;
        if (base.length() > room) {
            String digest = Digests.of(DIGEST_LENGTH, base);
            base = base.substring(0, room - DIGEST_LENGTH - 1) + "-" + digest;
        }
        return base + "-" + edition;
    }

    private String ofScope() {
        String component =
                scope.component().map(name -> "-" + name.inHostNames()).orElse("");
        return "nk-" + scope.project().inHostNames() + component + "-"
                + scope.environment().inHostNames();
    }

    private static String ofSlot(Slot slot) {
        String name = slot.name().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "-");
        return slot.kind().runs() ? name : slot.kind() + "-" + name;
    }
}
