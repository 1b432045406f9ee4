package dev.nanokit.failure;

import dev.nanokit.model.SourcePosition;
import java.util.Objects;
import java.util.Optional;

/**
 * One thing that is wrong with a file, or that a provider cannot do with it. Immutable and thread-safe.
 *
 * @param code stable code, for instance {@code spec.unknown-key}
 * @param position file, line and column
 * @param key path of the key, for instance {@code services.web.port}; empty text for the file as a whole
 * @param message what was found and what was expected, in one sentence, without secrets
 * @param hint what to do, or the nearest known key; empty if there is nothing to add
 * @param excerpt the line of the source that it is about; empty if the source is not at hand
 */
public record Problem(
        String code,
        SourcePosition position,
        String key,
        String message,
        Optional<String> hint,
        Optional<String> excerpt) {

    /** Checks the components. */
    public Problem {
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(position, "position");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(hint, "hint");
        Objects.requireNonNull(excerpt, "excerpt");
    }

    /**
     * Makes a problem without an excerpt.
     *
     * @param code stable code
     * @param position where
     * @param key path of the key
     * @param message what
     * @return the problem
     */
    public static Problem of(String code, SourcePosition position, String key, String message) {
        return new Problem(code, position, key, message, Optional.empty(), Optional.empty());
    }

    /**
     * Adds a hint.
     *
     * @param text what to do
     * @return a copy with the hint
     */
    public Problem withHint(String text) {
        return new Problem(code, position, key, message, Optional.of(text), excerpt);
    }

    /**
     * Adds the line of the source.
     *
     * @param line the line's text
     * @return a copy with the excerpt
     */
    public Problem withExcerpt(String line) {
        return new Problem(code, position, key, message, hint, Optional.of(line));
    }

    /** {@return the problem as a compiler would print it: place, message, line with a caret, hint} */
    public String text() {
        StringBuilder text = new StringBuilder().append(position).append(": ").append(message);
        if (!key.isEmpty()) {
            text.append(" [").append(key).append(']');
        }
        excerpt.ifPresent(line -> text.append("\n    ")
                .append(line)
                .append("\n    ")
                .append(line.substring(0, Math.min(line.length(), position.column() - 1))
                        .replaceAll("[^\t]", " "))
                .append('^'));
        hint.ifPresent(words -> text.append("\n    ").append(words));
        return text.toString();
    }
}
