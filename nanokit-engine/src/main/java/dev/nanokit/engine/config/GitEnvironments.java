package dev.nanokit.engine.config;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** {@code git.environments}: which environment a branch means, an exact name before a pattern. */
final class GitEnvironments {

    private GitEnvironments() {}

    static Optional<String> of(YamlNode.Mapping file, String branch) {
        boolean isDeclared = file.entries().get("git") instanceof YamlNode.Mapping git
                && git.entries().get("environments") instanceof YamlNode.Mapping;
        if (!isDeclared) {
            return Optional.empty();
        }
        YamlNode.Mapping git = (YamlNode.Mapping)
                java.util.Objects.requireNonNull(file.entries().get("git"));
        Map<String, YamlNode> environments = ((YamlNode.Mapping)
                        java.util.Objects.requireNonNull(git.entries().get("environments")))
                .entries();
        return text(environments.get(branch)).or(() -> environments.entrySet().stream()
                .filter(entry -> entry.getKey().indexOf('*') >= 0 && matches(entry.getKey(), branch))
                .findFirst()
                .flatMap(entry -> text(entry.getValue())));
    }

    private static boolean matches(String pattern, String branch) {
        StringBuilder expression = new StringBuilder();
        for (String part : pattern.split("\\*", -1)) {
            expression.append(expression.length() == 0 ? "" : ".*").append(Pattern.quote(part));
        }
        return branch.matches(expression.toString());
    }

    private static Optional<String> text(@org.jspecify.annotations.Nullable YamlNode node) {
        return node instanceof YamlNode.Scalar scalar && !scalar.isNull()
                ? Optional.of(scalar.text())
                : Optional.empty();
    }

    /** Checks the block's form. */
    static final class GitBlock implements Block {

        @Override
        public void read(Keys file, Draft draft) {
            file.map("git").ifPresent(git -> {
                git.textMap("environments");
                git.end();
            });
        }
    }
}
