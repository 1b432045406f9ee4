package dev.nanokit.engine.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Merges {@code environments.<env>} over the rest of the file: maps by key, lists and scalars replaced, null removes.
 * Each value keeps its own place.
 */
final class Environments {

    static final String KEY = "environments";
    static final String DEFAULT = "local";

    /** What makes a project the same one in all its environments. */
    private static final Set<String> NEVER_OVERRIDDEN = Set.of("name", "component", "git", KEY);

    private final Problems problems;

    Environments(Problems problems) {
        this.problems = problems;
    }

    /** {@return what the file says of an environment, if it says something} */
    static Optional<YamlNode.Mapping> of(YamlNode.Mapping file, String environment) {
        return file.entries().get(KEY) instanceof YamlNode.Mapping all
                        && all.entries().get(environment) instanceof YamlNode.Mapping mine
                ? Optional.of(mine)
                : Optional.empty();
    }

    YamlNode.Mapping merged(YamlNode.Mapping file, String environment) {
        YamlNode environments = file.entries().get(KEY);
        if (environments == null || (environments instanceof YamlNode.Scalar scalar && scalar.isNull())) {
            requireKnown(environment, Map.of(), file);
            return file;
        }
        if (!(environments instanceof YamlNode.Mapping all)) {
            problems.add(
                    "spec.type",
                    environments.position(),
                    KEY,
                    "found " + environments.kind() + ", expected a map of environments");
            return file;
        }
        requireKnown(environment, all.entries(), file);
        YamlNode mine = all.entries().get(environment);
        if (!(mine instanceof YamlNode.Mapping overrides)) {
            if (mine != null && !(mine instanceof YamlNode.Scalar scalar && scalar.isNull())) {
                problems.add(
                        "spec.type",
                        mine.position(),
                        KEY + "." + environment,
                        "found " + mine.kind() + ", expected a map");
            }
            return without(file);
        }
        for (String key : overrides.entries().keySet()) {
            if (NEVER_OVERRIDDEN.contains(key)) {
                problems.add(
                        "spec.override",
                        java.util.Objects.requireNonNull(overrides.keys().get(key)),
                        KEY + "." + environment + "." + key,
                        "'" + key + "' is the same in every environment and cannot be overridden");
            }
        }
        return merge(without(file), overrides);
    }

    private void requireKnown(String environment, Map<String, YamlNode> known, YamlNode.Mapping file) {
        if (!environment.equals(DEFAULT) && !known.containsKey(environment)) {
            dev.nanokit.failure.Problem problem = dev.nanokit.failure.Problem.of(
                    "spec.environment",
                    file.keys().getOrDefault(KEY, file.position()),
                    KEY,
                    "there is no environment '" + environment + "'; there are "
                            + (known.isEmpty() ? "" : known.keySet() + " and ") + DEFAULT);
            problems.add(Suggestion.nearest(environment, known.keySet())
                    .map(near -> problem.withHint("did you mean '" + near + "'?"))
                    .orElse(problem));
        }
    }

    private static YamlNode.Mapping without(YamlNode.Mapping file) {
        Map<String, YamlNode> entries = new LinkedHashMap<>(file.entries());
        entries.remove(KEY);
        return new YamlNode.Mapping(file.position(), entries, file.keys());
    }

    static YamlNode.Mapping merge(YamlNode.Mapping base, YamlNode.Mapping over) {
        Map<String, YamlNode> entries = new LinkedHashMap<>(base.entries());
        Map<String, dev.nanokit.model.SourcePosition> keys = new LinkedHashMap<>(base.keys());
        over.entries().forEach((key, value) -> {
            YamlNode below = entries.get(key);
            if (value instanceof YamlNode.Scalar scalar && scalar.isNull()) {
                entries.remove(key);
            } else if (value instanceof YamlNode.Mapping upper && below instanceof YamlNode.Mapping lower) {
                entries.put(key, merge(lower, upper));
            } else {
                entries.put(key, value);
                keys.put(key, over.keys().getOrDefault(key, value.position()));
            }
        });
        return new YamlNode.Mapping(base.position(), entries, keys);
    }
}
