package dev.nanokit;

import dev.nanokit.plan.Plan;
import dev.nanokit.provider.Slot;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How far what is there has moved from what was made. Immutable and thread-safe.
 *
 * @param differences settings that are not what they were made to be; {@link Verbs#restart} mends them
 * @param plan what {@link Verbs#up} would do: what is missing, stopped, died, or changed in the file
 */
public record Drift(List<Difference> differences, Plan plan) {

    /** Copies the components. */
    public Drift {
        differences = List.copyOf(differences);
    }

    /**
     * One setting.
     *
     * @param slot where
     * @param field which, in the words of {@link dev.nanokit.plan.Step#changes}
     * @param wanted what it was made to be; {@code (not told)} for secrets, variables and commands
     * @param found what it is now; {@code (not told)} for secrets, variables and commands
     */
    public record Difference(Slot slot, String field, String wanted, String found) {}

    /** {@return whether nothing has moved and nothing is to be done} */
    public boolean isEmpty() {
        return differences.isEmpty() && plan.isEmpty();
    }

    /** {@return the drift for people} */
    public String text() {
        String moved = differences.stream()
                .map(one -> one.slot() + " " + one.field() + ": was made '" + one.wanted() + "', is '" + one.found()
                        + "'\n")
                .collect(Collectors.joining());
        return (moved.isEmpty() ? "no setting has moved\n" : moved) + plan.text();
    }

    /** {@return the same as {@link #text}} */
    @Override
    public String toString() {
        return text();
    }
}
