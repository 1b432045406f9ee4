package dev.nanokit.engine.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Fills variables into scalars after parsing, so that a value cannot add YAML. */
final class Interpolation {

    private static final Pattern PLACE =
            Pattern.compile("\\$(?:\\$|\\{([A-Za-z_][A-Za-z0-9_]*)(?:(:-|:\\?)([^}]*))?\\}|(\\{))");

    private final Variables variables;
    private final Problems problems;

    Interpolation(Variables variables, Problems problems) {
        this.variables = variables;
        this.problems = problems;
    }

    YamlNode.Mapping in(YamlNode.Mapping mapping) {
        return mapping(mapping, "");
    }

    private YamlNode.Mapping mapping(YamlNode.Mapping mapping, String path) {
        Map<String, YamlNode> entries = new LinkedHashMap<>();
        mapping.entries()
                .forEach((key, value) -> entries.put(key, node(value, path.isEmpty() ? key : path + "." + key)));
        return new YamlNode.Mapping(mapping.position(), entries, mapping.keys());
    }

    private YamlNode node(YamlNode node, String path) {
        if (node instanceof YamlNode.Mapping mapping) {
            return mapping(mapping, path);
        }
        if (node instanceof YamlNode.Sequence sequence) {
            return new YamlNode.Sequence(
                    sequence.position(),
                    sequence.items().stream().map(item -> node(item, path)).toList());
        }
        YamlNode.Scalar scalar = (YamlNode.Scalar) node;
        return scalar.text().indexOf('$') < 0
                ? scalar
                : new YamlNode.Scalar(scalar.position(), fill(scalar, path), scalar.isQuoted());
    }

    private String fill(YamlNode.Scalar scalar, String path) {
        StringBuilder filled = new StringBuilder();
        Matcher place = PLACE.matcher(scalar.text());
        while (place.find()) {
            place.appendReplacement(filled, Matcher.quoteReplacement(value(place, scalar, path)));
        }
        return place.appendTail(filled).toString();
    }

    private String value(Matcher place, YamlNode.Scalar scalar, String path) {
        if (place.group().equals("$$")) {
            return "$";
        }
        if (place.group(4) != null) {
            problems.add(
                    "spec.variable",
                    scalar.position(),
                    path,
                    "a variable is written ${NAME}, ${NAME:-default} or ${NAME:?message}, and a dollar $$");
            return "";
        }
        String name = place.group(1);
        boolean hasDefault = ":-".equals(place.group(2));
        Optional<String> value = variables.find(name).filter(found -> place.group(2) == null || !found.isEmpty());
        if (value.isEmpty() && !hasDefault) {
            String message = place.group(3) == null ? "" : ": " + place.group(3);
            problems.add(dev.nanokit.failure.Problem.of(
                            "spec.variable", scalar.position(), path, "variable " + name + " is not set" + message)
                    .withHint("set it in the process environment or an .env file, or write ${" + name + ":-default}"));
        }
        value.ifPresent(problems::conceal);
        return value.orElse(hasDefault ? place.group(3) : "");
    }
}
