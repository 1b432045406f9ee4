package dev.nanokit.failure;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Why a run failed, as a value. Immutable and thread-safe.
 *
 * @param failures each failed step, the first one first; at least one
 * @param skipped names of the steps that were not begun because of them
 */
public record FailureReport(List<StepFailure> failures, List<String> skipped) {

    /** Checks and copies the components. */
    public FailureReport {
        failures = List.copyOf(failures);
        skipped = List.copyOf(skipped);
        if (failures.isEmpty()) {
            throw new IllegalArgumentException("a report has at least one failure");
        }
    }

    /** {@return the report for people} */
    public String text() {
        String causes = failures.stream().map(StepFailure::text).collect(Collectors.joining("\n"));
        return skipped.isEmpty() ? causes : causes + "\n  not begun because of this: " + String.join(", ", skipped);
    }
}
