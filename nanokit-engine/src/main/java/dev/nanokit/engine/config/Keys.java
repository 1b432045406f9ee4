package dev.nanokit.engine.config;

import dev.nanokit.failure.Problem;
import dev.nanokit.model.Name;
import dev.nanokit.model.Positions;
import dev.nanokit.model.SourcePosition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** The keys of one map of the file. Each is asked for by its reader; what nobody asked for is unknown. */
final class Keys {

    private final YamlNode.Mapping map;
    private final String path;
    private final Problems problems;
    private final Set<String> asked = new TreeSet<>();

    Keys(YamlNode.Mapping map, String path, Problems problems) {
        this.map = map;
        this.path = path;
        this.problems = problems;
    }

    String path(String key) {
        return path.isEmpty() || key.isEmpty() ? path + key : path + "." + key;
    }

    String path() {
        return path;
    }

    Positions positions() {
        return new Positions(map.position(), map.keys());
    }

    SourcePosition at(String key) {
        return map.keys().getOrDefault(key, map.position());
    }

    Optional<YamlNode> node(String key) {
        asked.add(key);
        return Optional.ofNullable(map.entries().get(key));
    }

    void problem(String code, String key, String message) {
        problems.add(code, at(key), path(key), message);
    }

    void problem(Problem problem) {
        problems.add(problem);
    }

    Optional<String> text(String key) {
        return node(key).flatMap(node -> text(node, key));
    }

    private Optional<String> text(YamlNode node, String key) {
        if (node instanceof YamlNode.Scalar scalar && !scalar.isNull()) {
            return Optional.of(scalar.text());
        }
        problems.add("spec.type", node.position(), path(key), "found " + node.kind() + ", expected a text");
        return Optional.empty();
    }

    /** Reads a text by a function that throws IllegalArgumentException with a message for people. */
    <T> Optional<T> parsed(String key, Function<String, T> parse) {
        return text(key).flatMap(text -> parse(key, text, parse));
    }

    private <T> Optional<T> parse(String key, String text, Function<String, T> parse) {
        try {
            return Optional.of(parse.apply(text));
        } catch (IllegalArgumentException e) {
            YamlNode node = java.util.Objects.requireNonNull(map.entries().get(key));
            problems.add("spec.value", node.position(), path(key), String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    Optional<Integer> integer(String key, int least, int most) {
        return parsed(key, text -> {
            if (!text.matches("-?\\d{1,9}")) {
                throw new IllegalArgumentException("found '" + text + "', expected a whole number");
            }
            int number = Integer.parseInt(text);
            if (number < least || number > most) {
                throw new IllegalArgumentException("found " + text + ", expected " + least + " to " + most);
            }
            return number;
        });
    }

    Optional<Boolean> flag(String key) {
        return parsed(key, text -> {
            if (!text.equals("true") && !text.equals("false")) {
                throw new IllegalArgumentException("found '" + text + "', expected true or false");
            }
            return text.equals("true");
        });
    }

    /** Reads a list of texts; a single text counts as a list of one. */
    List<String> texts(String key) {
        Optional<YamlNode> node = node(key);
        if (node.isEmpty()) {
            return List.of();
        }
        if (node.get() instanceof YamlNode.Sequence sequence) {
            List<String> texts = new ArrayList<>();
            for (YamlNode item : sequence.items()) {
                text(item, key).ifPresent(texts::add);
            }
            return texts;
        }
        if (node.get() instanceof YamlNode.Scalar scalar && !scalar.isNull()) {
            return List.of(scalar.text());
        }
        problems.add(
                "spec.type",
                node.get().position(),
                path(key),
                "found " + node.get().kind() + ", expected a list");
        return List.of();
    }

    /** Reads a map of texts; a key without a value has the empty text. */
    Map<String, String> textMap(String key) {
        Map<String, String> texts = new LinkedHashMap<>();
        map(key).ifPresent(keys -> keys.map.entries().forEach((name, node) -> {
            if (node instanceof YamlNode.Scalar scalar) {
                texts.put(name, scalar.text());
            } else {
                problems.add(
                        "spec.type", node.position(), keys.path(name), "found " + node.kind() + ", expected a text");
            }
        }));
        return texts;
    }

    Optional<Keys> map(String key) {
        return node(key).flatMap(node -> map(node, key));
    }

    private Optional<Keys> map(YamlNode node, String key) {
        if (node instanceof YamlNode.Mapping mapping) {
            return Optional.of(new Keys(mapping, path(key), problems));
        }
        if (node instanceof YamlNode.Scalar scalar && scalar.isNull()) {
            return Optional.of(
                    new Keys(new YamlNode.Mapping(node.position(), Map.of(), Map.of()), path(key), problems));
        }
        problems.add("spec.type", node.position(), path(key), "found " + node.kind() + ", expected a map");
        return Optional.empty();
    }

    /** Reads a map from names to maps. */
    Map<Name, Keys> named(String key) {
        Map<Name, Keys> named = new LinkedHashMap<>();
        map(key).ifPresent(keys -> keys.map.entries().forEach((name, node) -> {
            if (Name.isValid(name)) {
                keys.map(node, name).ifPresent(inner -> named.put(Name.of(name), inner.declaredAt(keys.at(name))));
            } else {
                keys.problem(
                        "spec.name",
                        name,
                        "'" + name
                                + "' is not a name: a letter or digit, then at most 62 letters, digits, '.', '_' or '-'");
            }
        }));
        return named;
    }

    private Keys declaredAt(SourcePosition place) {
        return new Keys(new YamlNode.Mapping(place, map.entries(), map.keys()), path, problems);
    }

    Set<String> names() {
        return map.entries().keySet();
    }

    /** Refuses what nobody asked for. */
    void end() {
        for (String key : map.entries().keySet()) {
            if (!asked.contains(key) && !(path.isEmpty() && key.startsWith("x-"))) {
                String where = path.isEmpty() ? "at the top of the file" : "under " + path;
                Problem problem =
                        Problem.of("spec.unknown-key", at(key), path(key), "key '" + key + "' is not known " + where);
                problems.add(Suggestion.nearest(key, asked)
                        .map(near -> problem.withHint("did you mean '" + near + "'?"))
                        .orElseGet(() -> problem.withHint("known are " + String.join(", ", asked))));
            }
        }
    }
}
