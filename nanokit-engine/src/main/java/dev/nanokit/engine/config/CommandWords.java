package dev.nanokit.engine.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Commands as the file writes them: a text goes through a shell, a list runs as it is. */
final class CommandWords {

    private CommandWords() {}

    static List<String> shell(String text) {
        return List.of("/bin/sh", "-c", text);
    }

    static Optional<List<String>> read(Keys keys, String key) {
        Optional<YamlNode> node = keys.node(key);
        if (node.isPresent() && node.get() instanceof YamlNode.Sequence) {
            List<String> words = keys.texts(key);
            if (words.isEmpty()) {
                keys.problem("spec.value", key, "found an empty list, expected a command");
                return Optional.empty();
            }
            return Optional.of(words);
        }
        return keys.text(key).map(CommandWords::shell);
    }

    /** Reads several commands, each a text: a single one stands for a list of one. */
    static List<List<String>> readSeveral(Keys keys, String key) {
        List<List<String>> commands = new ArrayList<>();
        for (String text : keys.texts(key)) {
            commands.add(shell(text));
        }
        return commands;
    }
}
