package dev.nanokit.engine.config;

import dev.nanokit.model.Infra;
import dev.nanokit.model.SettingsNode;
import dev.nanokit.model.SourcePosition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code infra}: the provider's name, and whatever else is there for the provider to bind. */
final class InfraBlock implements Block {

    @Override
    public void read(Keys file, Draft draft) {
        file.map("infra").ifPresent(keys -> {
            Map<String, SettingsNode> settings = new LinkedHashMap<>();
            for (String key : keys.names()) {
                if (!key.equals("provider")) {
                    keys.node(key).ifPresent(node -> settings.put(key, settings(node, keys.at(key))));
                }
            }
            draft.project()
                    .infra(new Infra(
                            keys.text("provider"),
                            new SettingsNode(keys.positions().own(), Optional.empty(), List.of(), settings),
                            draft.inheritedInfra()));
        });
    }

    private static SettingsNode settings(YamlNode node, SourcePosition place) {
        if (node instanceof YamlNode.Mapping mapping) {
            Map<String, SettingsNode> entries = new LinkedHashMap<>();
            mapping.entries()
                    .forEach((key, value) ->
                            entries.put(key, settings(value, mapping.keys().getOrDefault(key, value.position()))));
            return new SettingsNode(place, Optional.empty(), List.of(), entries);
        }
        if (node instanceof YamlNode.Sequence sequence) {
            List<SettingsNode> items = sequence.items().stream()
                    .map(item -> settings(item, item.position()))
                    .toList();
            return new SettingsNode(place, Optional.empty(), items, Map.of());
        }
        return SettingsNode.scalar(place, ((YamlNode.Scalar) node).text());
    }
}
