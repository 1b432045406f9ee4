package dev.nanokit.engine.config;

import dev.nanokit.model.Build;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** {@code build} of a service in its three forms: {@code true}, a path, or a map. */
final class BuildReader {

    private BuildReader() {}

    /** Relative paths begin at the folder of the file. */
    static Optional<Build> read(Keys keys, Optional<Path> folder) {
        Optional<Build> build = read(keys);
        return folder.isPresent() ? build.map(one -> one.in(folder.get())) : build;
    }

    private static Optional<Build> read(Keys keys) {
        Optional<YamlNode> node = keys.node("build");
        if (node.isEmpty()) {
            return Optional.empty();
        }
        if (node.get() instanceof YamlNode.Mapping) {
            return keys.map("build").map(BuildReader::ofMap);
        }
        return keys.text("build").flatMap(text -> ofText(keys, text));
    }

    private static Build ofMap(Keys build) {
        String context = build.text("context").orElse(".");
        String dockerfile = build.text("dockerfile").orElse(Build.DOCKERFILE);
        Map<String, String> args = build.textMap("args");
        args.keySet().stream()
                .filter(name -> !name.matches("[A-Za-z_][A-Za-z0-9_.-]*"))
                .forEach(name -> build.problem("spec.name", "args", "'" + name + "' is not the name of an argument"));
        build.end();
        return new Build(context, dockerfile, args);
    }

    /** A text is the folder, or the Dockerfile in it. */
    private static Optional<Build> ofText(Keys keys, String text) {
        if (text.equals("false")) {
            return Optional.empty();
        }
        if (text.equals("true")) {
            return Optional.of(new Build(keys.text("path").orElse("."), Build.DOCKERFILE, Map.of()));
        }
        int slash = text.lastIndexOf('/');
        String last = text.substring(slash + 1);
        boolean isFile = last.contains(Build.DOCKERFILE);
        String folder = slash < 0 ? "." : text.substring(0, slash);
        return Optional.of(isFile ? new Build(folder, last, Map.of()) : new Build(text, Build.DOCKERFILE, Map.of()));
    }
}
