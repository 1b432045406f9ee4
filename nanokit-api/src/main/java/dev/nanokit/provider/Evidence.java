package dev.nanokit.provider;

import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * What is known of the end of an instance. Immutable and thread-safe.
 *
 * @param why what happened, in one sentence
 * @param exitCode its exit code, if it has one
 * @param logTail the last lines of its log, oldest first
 */
public record Evidence(String why, OptionalInt exitCode, List<String> logTail) {

    /** Checks and copies the components. */
    public Evidence {
        Objects.requireNonNull(why, "why");
        Objects.requireNonNull(exitCode, "exitCode");
        logTail = List.copyOf(logTail);
    }
}
