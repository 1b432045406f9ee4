package dev.nanokit.model;

import java.util.Objects;

/**
 * A place in a configuration source. Immutable and thread-safe.
 *
 * @param source name of the source as the caller gave it, for instance {@code nanokit.yml}
 * @param line line, counted from 1
 * @param column column, counted from 1
 */
public record SourcePosition(String source, int line, int column) {

    /** Checks the components. */
    public SourcePosition {
        Objects.requireNonNull(source, "source");
        if (line < 1 || column < 1) {
            throw new IllegalArgumentException("line and column count from 1, got " + line + ":" + column);
        }
    }

    /** {@return the position of something that was built in code, not read from a file} */
    public static SourcePosition inCode() {
        return new SourcePosition("(code)", 1, 1);
    }

    /** {@return {@code source:line:column}, the form that editors and terminals make clickable} */
    @Override
    public String toString() {
        return source + ":" + line + ":" + column;
    }
}
