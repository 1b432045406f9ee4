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
        String plain = plain(base);
        int room = profile.nameLimit(spec.slot().kind()) - edition.length() - 1;
        if (plain.length() > room || !plain.equals(base)) {
            int left = Math.min(plain.length(), room - DIGEST_LENGTH - 1);
            plain = plain(plain.substring(0, left)) + "-" + Digests.of(DIGEST_LENGTH, base);
        }
        return plain + "-" + edition;
    }

    /** Some platforms take no two dashes in a row; whatever is left out is in the digest. */
    private static String plain(String name) {
        return name.replaceAll("-{2,}", "-").replaceAll("-$", "");
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
