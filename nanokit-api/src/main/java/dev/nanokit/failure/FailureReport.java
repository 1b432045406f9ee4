package dev.nanokit.failure;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Why a run failed, as a value. Immutable and thread-safe.
 *
 * @param failures each failed step, the first one first; at least one
 * @param skipped names of the steps that were not begun because of them
 * @param serving names of the services that failed and whose version before goes on serving
 * @param returned names of the services that were brought back to the version before the run; empty if that was not asked
 *     for
 */
public record FailureReport(
        List<StepFailure> failures, List<String> skipped, List<String> serving, List<String> returned) {

    /** Checks and copies the components. */
    public FailureReport {
        failures = List.copyOf(failures);
        skipped = List.copyOf(skipped);
        serving = List.copyOf(serving);
        returned = List.copyOf(returned);
        if (failures.isEmpty()) {
            throw new IllegalArgumentException("a report has at least one failure");
        }
    }

    /**
     * Makes a report of a run that brought nothing back.
     *
     * @param failures each failed step, the first one first; at least one
     * @param skipped names of the steps that were not begun because of them
     */
    public FailureReport(List<StepFailure> failures, List<String> skipped) {
        this(failures, skipped, List.of(), List.of());
    }

    /**
     * Adds what still serves.
     *
     * @param names names of services whose version before goes on serving
     * @return a copy
     */
    public FailureReport withServing(List<String> names) {
        return new FailureReport(failures, skipped, names, returned);
    }

    /**
     * Adds what was brought back.
     *
     * @param names names of services that were brought back to the version before
     * @return a copy
     */
    public FailureReport withReturned(List<String> names) {
        return new FailureReport(failures, skipped, serving, names);
    }

    /** {@return the report for people} */
    public String text() {
        String text = failures.stream().map(StepFailure::text).collect(Collectors.joining("\n"));
        if (!skipped.isEmpty()) {
            text += "\n  not begun because of this: " + String.join(", ", skipped);
        }
        if (!serving.isEmpty()) {
            text += "\n  the version before goes on serving: " + String.join(", ", serving);
        }
        if (!returned.isEmpty()) {
            text += "\n  brought back to the version before: " + String.join(", ", returned);
        }
        return text;
    }
}
