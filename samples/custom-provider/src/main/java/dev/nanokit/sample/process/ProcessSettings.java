package dev.nanokit.sample.process;

import dev.nanokit.failure.Problem;
import dev.nanokit.model.SettingsNode;
import dev.nanokit.provider.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The one key of {@code infra} that is ours.
 *
 * @param folder where registry files and logs stand; default {@code .nanokit/process} in the user's home
 * @param problems what is wrong with the keys
 */
record ProcessSettings(Path folder, List<Problem> problems) implements Settings {

    ProcessSettings {
        problems = List.copyOf(problems);
    }

    static ProcessSettings of(SettingsNode node) {
        List<Problem> problems = new ArrayList<>();
        Path folder = Path.of(System.getProperty("user.home"), ".nanokit", "process");
        for (Map.Entry<String, SettingsNode> entry : node.entries().entrySet()) {
            SettingsNode value = entry.getValue();
            String key = "infra." + entry.getKey();
            if (!entry.getKey().equals("folder")) {
                problems.add(Problem.of("spec.unknown-key", value.position(), key, "provider process has no such key")
                        .withHint("known is folder"));
            } else if (value.text().isEmpty()) {
                problems.add(Problem.of("spec.type", value.position(), key, "expected a path"));
            } else {
                folder = Path.of(value.text().get());
            }
        }
        return new ProcessSettings(folder, problems);
    }
}
