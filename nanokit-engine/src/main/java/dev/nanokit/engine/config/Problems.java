package dev.nanokit.engine.config;

import dev.nanokit.failure.InvalidSpecException;
import dev.nanokit.failure.Problem;
import dev.nanokit.model.SourcePosition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Collects what is wrong with a file, and shows the line of each. */
final class Problems {

    private static final int LONGEST_EXCERPT = 200;

    private final String source;
    private final List<String> lines;
    private final Set<Problem> found = new LinkedHashSet<>();

    Problems(String source, String text) {
        this.source = source;
        this.lines = text.lines().toList();
    }

    void add(String code, SourcePosition position, String key, String message) {
        add(Problem.of(code, position, key, message));
    }

    void add(Problem problem) {
        found.add(excerpt(problem.position()).map(problem::withExcerpt).orElse(problem));
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    /** Ends the reading, with all problems, if there are any. */
    void throwIfAny() {
        if (!found.isEmpty()) {
            List<Problem> all = new ArrayList<>(found);
            all.sort(Comparator.comparingInt((Problem problem) -> problem.position().line())
                    .thenComparingInt(problem -> problem.position().column()));
            throw new InvalidSpecException(all);
        }
    }

    private Optional<String> excerpt(SourcePosition position) {
        boolean known = position.source().equals(source) && position.line() <= lines.size();
        return known
                ? Optional.of(lines.get(position.line() - 1)).filter(line -> line.length() <= LONGEST_EXCERPT)
                : Optional.empty();
    }
}
