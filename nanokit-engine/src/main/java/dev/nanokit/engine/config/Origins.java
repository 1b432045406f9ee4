package dev.nanokit.engine.config;

import dev.nanokit.model.ResolvedValue;
import java.util.ArrayList;
import java.util.List;

/** Lists the values of a resolved file with their places. */
final class Origins {

    private final List<ResolvedValue> values = new ArrayList<>();

    List<ResolvedValue> of(YamlNode.Mapping file) {
        mapping(file, "", false);
        return List.copyOf(values);
    }

    private void mapping(YamlNode.Mapping mapping, String path, boolean isSecret) {
        mapping.entries().forEach((key, node) -> {
            String below = path.isEmpty() ? key : path + "." + key;
            node(node, below, isSecret || key.equals("secrets") || Problems.isSensitive(key));
        });
    }

    private void node(YamlNode node, String path, boolean isSecret) {
        if (node instanceof YamlNode.Mapping mapping) {
            mapping(mapping, path, isSecret);
        } else if (node instanceof YamlNode.Sequence sequence) {
            for (int index = 0; index < sequence.items().size(); index++) {
                node(sequence.items().get(index), path + "[" + index + "]", isSecret);
            }
        } else if (node instanceof YamlNode.Scalar scalar) {
            values.add(new ResolvedValue(path, isSecret ? "***" : scalar.text(), scalar.position()));
        }
    }
}
