package dev.nanokit.engine.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lets services inherit from their runtime: the image, variables key by key, what installs them; what the runtime depends
 * on comes beside their own. A service without image, build and runtime gets the runtime of the first project file in its
 * {@code path}.
 */
final class Runtimes {

    private static final String KEY = "runtimes";

    /** Images of this release, by runtime. */
    static final Map<String, String> IMAGES = orderedMap(
            "node", "node:22-slim",
            "python", "python:3.13-slim",
            "go", "golang:1.24",
            "php", "php:8.4-cli",
            "ruby", "ruby:3.4-slim",
            "static", "nginx:latest");

    /** What a folder holds, and the runtime that this means; the first that fits. */
    static final Map<String, String> PROJECT_FILES = orderedMap(
            "package.json", "node",
            "requirements.txt", "python",
            "go.mod", "go",
            "composer.json", "php",
            "Gemfile", "ruby",
            "index.html", "static");

    private final Problems problems;
    private final Optional<Path> folder;

    Runtimes(Problems problems, Optional<Path> folder) {
        this.problems = problems;
        this.folder = folder;
    }

    /** {@return the file with every service filled up} */
    YamlNode.Mapping inheritedBy(YamlNode.Mapping file) {
        if (!(file.entries().get("services") instanceof YamlNode.Mapping services)) {
            return file;
        }
        Map<String, YamlNode> filled = new LinkedHashMap<>();
        services.entries()
                .forEach((name, service) -> filled.put(
                        name, service instanceof YamlNode.Mapping mapping ? filled(name, mapping, file) : service));
        Map<String, YamlNode> entries = new LinkedHashMap<>(file.entries());
        entries.put("services", new YamlNode.Mapping(services.position(), filled, services.keys()));
        return new YamlNode.Mapping(file.position(), entries, file.keys());
    }

    private YamlNode.Mapping filled(String name, YamlNode.Mapping service, YamlNode.Mapping file) {
        Optional<String> runtime = scalar(service, "runtime").or(() -> discovered(name, service));
        if (runtime.isEmpty()) {
            return service;
        }
        Optional<YamlNode.Mapping> declared = mapping(file, KEY).flatMap(all -> mapping(all, runtime.get()));
        if (declared.isEmpty() && !IMAGES.containsKey(runtime.get())) {
            problems.add(
                    "spec.unknown-runtime",
                    service.keys().getOrDefault("runtime", service.position()),
                    "services." + name + ".runtime",
                    "runtime '" + runtime.get() + "' is neither under runtimes nor one of " + IMAGES.keySet());
            return service;
        }
        return merged(service, declared, runtime.get());
    }

    private static YamlNode.Mapping merged(
            YamlNode.Mapping service, Optional<YamlNode.Mapping> declared, String runtime) {
        Map<String, YamlNode> entries = new LinkedHashMap<>(service.entries());
        Map<String, dev.nanokit.model.SourcePosition> keys = new LinkedHashMap<>(service.keys());
        entries.putIfAbsent("runtime", new YamlNode.Scalar(service.position(), runtime, true));
        declared.ifPresent(base -> base.entries().forEach((key, value) -> {
            YamlNode mine = entries.get(key);
            if (mine == null) {
                entries.put(key, value);
                keys.put(key, base.keys().getOrDefault(key, value.position()));
            } else if (key.equals("env")
                    && mine instanceof YamlNode.Mapping upper
                    && value instanceof YamlNode.Mapping lower) {
                entries.put(key, union(lower, upper));
            } else if (key.equals("depends_on")) {
                entries.put(key, both(mine, value));
            }
        }));
        boolean needsImage = !entries.containsKey("image") && !entries.containsKey("build");
        if (needsImage && IMAGES.containsKey(runtime)) {
            entries.put("image", new YamlNode.Scalar(service.position(), String.valueOf(IMAGES.get(runtime)), true));
        }
        return new YamlNode.Mapping(service.position(), entries, keys);
    }

    private Optional<String> discovered(String name, YamlNode.Mapping service) {
        Optional<String> path = scalar(service, "path");
        boolean hasImage =
                service.entries().containsKey("image") || service.entries().containsKey("build");
        if (hasImage || path.isEmpty() || folder.isEmpty()) {
            return Optional.empty();
        }
        Path where = folder.get().resolve(path.get());
        Optional<String> found = PROJECT_FILES.entrySet().stream()
                .filter(file -> Files.isRegularFile(where.resolve(file.getKey())))
                .map(Map.Entry::getValue)
                .findFirst();
        if (found.isEmpty()) {
            problems.add(
                    "spec.no-runtime",
                    service.keys().getOrDefault("path", service.position()),
                    "services." + name + ".path",
                    "no image and no runtime is given, and the folder holds none of "
                            + String.join(", ", PROJECT_FILES.keySet()));
        }
        return found;
    }

    private static YamlNode.Mapping union(YamlNode.Mapping lower, YamlNode.Mapping upper) {
        Map<String, YamlNode> entries = new LinkedHashMap<>(lower.entries());
        entries.putAll(upper.entries());
        Map<String, dev.nanokit.model.SourcePosition> keys = new LinkedHashMap<>(lower.keys());
        keys.putAll(upper.keys());
        return new YamlNode.Mapping(upper.position(), entries, keys);
    }

    private static YamlNode both(YamlNode mine, YamlNode theirs) {
        List<YamlNode> items = new ArrayList<>(items(mine));
        items.addAll(items(theirs));
        return new YamlNode.Sequence(mine.position(), items);
    }

    private static List<YamlNode> items(YamlNode node) {
        return node instanceof YamlNode.Sequence sequence ? sequence.items() : List.of(node);
    }

    private static Optional<String> scalar(YamlNode.Mapping map, String key) {
        return map.entries().get(key) instanceof YamlNode.Scalar scalar && !scalar.isNull()
                ? Optional.of(scalar.text())
                : Optional.empty();
    }

    private static Optional<YamlNode.Mapping> mapping(YamlNode.Mapping map, String key) {
        return map.entries().get(key) instanceof YamlNode.Mapping found ? Optional.of(found) : Optional.empty();
    }

    private static Map<String, String> orderedMap(String... pairs) {
        Map<String, String> map = new LinkedHashMap<>();
        for (int index = 0; index < pairs.length; index += 2) {
            map.put(pairs[index], pairs[index + 1]);
        }
        return java.util.Collections.unmodifiableMap(map);
    }
}
