package dev.nanokit.engine.config;

import dev.nanokit.failure.InvalidSpecException;
import dev.nanokit.failure.Problem;
import dev.nanokit.model.SourcePosition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Collects what is wrong with a file, and shows the line of each. */
final class Problems {

    private static final int LONGEST_EXCERPT = 200;

    /** Values shorter than this give nothing away, and would be found in every other word. */
    private static final int SHORTEST_CONCEALED = 3;

    /** What stands behind such a key in a line that is shown is nobody's business. */
    private static final Pattern SENSITIVE = Pattern.compile(
            "(?i)([\\w.-]*(?:passw|secret|token|credential|api_?key)[\\w.-]*[\"']?\\s*:\\s*)([^,}\\s][^,}]*)");

    private final Map<String, List<String>> lines = new HashMap<>();
    private final Set<String> concealed = new LinkedHashSet<>();
    private final Set<Problem> found = new LinkedHashSet<>();

    /** {@return whether a key's name tells of a secret} */
    static boolean isSensitive(String key) {
        return SENSITIVE.matcher(key + ": x").lookingAt();
    }

    /** Makes the lines of a source known, so that they can be shown. */
    void source(String name, String text) {
        lines.put(name, text.lines().toList());
    }

    void add(String code, SourcePosition position, String key, String message) {
        add(Problem.of(code, position, key, message));
    }

    void add(Problem problem) {
        Problem shown = new Problem(
                problem.code(),
                problem.position(),
                problem.key(),
                withoutConcealed(problem.message()),
                problem.hint().map(this::withoutConcealed),
                problem.excerpt());
        found.add(excerpt(problem.position()).map(shown::withExcerpt).orElse(shown));
    }

    /** Keeps the value of a variable, which may be a secret, out of every message from now on. */
    void conceal(String value) {
        if (value.length() >= SHORTEST_CONCEALED) {
            concealed.add(value);
        }
    }

    private String withoutConcealed(String message) {
        String shown = message;
        for (String value : concealed) {
            shown = shown.replace(value, "***");
        }
        return shown;
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    /** Ends the reading, with all problems, if there are any. */
    void throwIfAny() {
        if (!found.isEmpty()) {
            List<Problem> all = new ArrayList<>(found);
            all.sort(Comparator.comparingInt(
                            (Problem problem) -> problem.position().line())
                    .thenComparingInt(problem -> problem.position().column()));
            throw new InvalidSpecException(all);
        }
    }

    private Optional<String> excerpt(SourcePosition position) {
        List<String> all = lines.getOrDefault(position.source(), List.of());
        return position.line() > all.size()
                ? Optional.empty()
                : Optional.of(all.get(position.line() - 1))
                        .filter(line -> line.length() <= LONGEST_EXCERPT)
                        .map(line -> SENSITIVE.matcher(line).replaceAll("$1***"));
    }
}
