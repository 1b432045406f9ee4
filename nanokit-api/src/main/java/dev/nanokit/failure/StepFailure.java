package dev.nanokit.failure;

import dev.nanokit.model.SourcePosition;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Why one step failed. Immutable and thread-safe.
 *
 * @param step the step, for instance {@code create instance/web.1}
 * @param code stable code: {@code health.deadline}, {@code health.dead}, or that of the provider's exception
 * @param message what happened, in one or two sentences
 * @param position the place in the file that the step came from; empty for what no file names
 * @param probes what the last health probes answered, newest last; empty if none was made
 * @param exitCode exit code of the instance, if it ended
 * @param logTail last lines of its log, oldest first; empty if there are none
 * @param hint what to try; empty if there is nothing to add
 */
public record StepFailure(
        String step,
        String code,
        String message,
        Optional<SourcePosition> position,
        List<String> probes,
        OptionalInt exitCode,
        List<String> logTail,
        Optional<String> hint) {

    /** Checks and copies the components. */
    public StepFailure {
        Objects.requireNonNull(step, "step");
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(position, "position");
        probes = List.copyOf(probes);
        Objects.requireNonNull(exitCode, "exitCode");
        logTail = List.copyOf(logTail);
        Objects.requireNonNull(hint, "hint");
    }

    /**
     * Makes a failure of which only the cause is known.
     *
     * @param step the step
     * @param code stable code
     * @param message what happened
     * @return the failure, without place, probes, exit code, log or hint
     */
    public static StepFailure of(String step, String code, String message) {
        return new StepFailure(
                step, code, message, Optional.empty(), List.of(), OptionalInt.empty(), List.of(), Optional.empty());
    }

    /**
     * Adds the place in the file.
     *
     * @param place where the step came from
     * @return a copy
     */
    public StepFailure at(Optional<SourcePosition> place) {
        return new StepFailure(step, code, message, place, probes, exitCode, logTail, hint);
    }

    /**
     * Adds what to try.
     *
     * @param words a sentence
     * @return a copy
     */
    public StepFailure withHint(String words) {
        return new StepFailure(step, code, message, position, probes, exitCode, logTail, Optional.of(words));
    }

    /** {@return the failure for people} */
    public String text() {
        StringBuilder text = new StringBuilder(step).append(" failed: ").append(message);
        position.ifPresent(place -> text.append("\n  declared at ").append(place));
        exitCode.ifPresent(code -> text.append("\n  exit code ").append(code));
        if (!probes.isEmpty()) {
            text.append("\n  last probes:");
            probes.forEach(probe -> text.append("\n    ").append(probe));
        }
        if (!logTail.isEmpty()) {
            text.append("\n  end of the log:");
            logTail.forEach(line -> text.append("\n    | ").append(line));
        }
        hint.ifPresent(words -> text.append("\n  try: ").append(words));
        return text.toString();
    }
}
