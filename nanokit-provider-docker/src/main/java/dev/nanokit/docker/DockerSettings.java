package dev.nanokit.docker;

import dev.nanokit.failure.Problem;
import dev.nanokit.model.SettingsNode;
import dev.nanokit.provider.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The keys of {@code infra} that belong to Docker.
 *
 * @param host address of the engine, for instance {@code unix:///var/run/docker.sock}; empty for the one that the usual
 *     Docker configuration names
 * @param gatewayImage image of the gateway; default {@code caddy:2}
 * @param problems what is wrong with the keys
 */
record DockerSettings(Optional<String> host, String gatewayImage, List<Problem> problems) implements Settings {

    private static final String DEFAULT_GATEWAY_IMAGE = "caddy:2";

    DockerSettings {
        problems = List.copyOf(problems);
    }

    static DockerSettings of(SettingsNode node) {
        List<Problem> problems = new ArrayList<>();
        Optional<String> host = Optional.empty();
        String gatewayImage = DEFAULT_GATEWAY_IMAGE;
        for (Map.Entry<String, SettingsNode> entry : node.entries().entrySet()) {
            SettingsNode value = entry.getValue();
            String key = "infra." + entry.getKey();
            boolean known = entry.getKey().equals("host") || entry.getKey().equals("gatewayImage");
            if (!known) {
                problems.add(Problem.of(
                                "spec.unknown-key",
                                value.position(),
                                key,
                                "provider docker has no setting '" + entry.getKey() + "'")
                        .withHint("known are host, gatewayImage"));
            } else if (value.text().isEmpty()) {
                problems.add(Problem.of("spec.type", value.position(), key, "expected a text"));
            } else if (entry.getKey().equals("host")) {
                host = value.text();
            } else {
                gatewayImage = value.text().get();
            }
        }
        return new DockerSettings(host, gatewayImage, problems);
    }
}
