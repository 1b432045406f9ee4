package dev.nanokit.engine.config;

import java.util.HashSet;
import java.util.Set;

/**
 * Which keys of {@code infra} come from a level below the one that names the provider. The usual pattern is a cloud's keys in
 * the file and {@code environments.local.infra.provider: docker}: the cloud's keys are merged into the run on Docker.
 */
final class InfraLevels {

    private static final String INFRA = "infra";
    private static final String PROVIDER = "provider";

    private final Set<String> below = new HashSet<>();
    private final Set<String> current = new HashSet<>();

    /** Takes the next level, from the lowest to the highest. */
    void level(YamlNode.Mapping level) {
        if (level.entries().get(INFRA) instanceof YamlNode.Mapping infra) {
            if (infra.entries().containsKey(PROVIDER)) {
                below.addAll(current);
                current.clear();
            }
            for (String key : infra.entries().keySet()) {
                if (!key.equals(PROVIDER)) {
                    current.add(key);
                    below.remove(key);
                }
            }
        }
    }

    Set<String> inherited() {
        return Set.copyOf(below);
    }
}
