package dev.nanokit.engine.planning;

import dev.nanokit.failure.PlanRejectedException;
import dev.nanokit.failure.Problem;
import dev.nanokit.plan.Action;
import dev.nanokit.run.RunOptions;
import java.util.Collection;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a plan must not do, asked of the finished plan, whatever rule made a step.
 *
 * @param protectedNames names of what may not be deleted or replaced
 * @param maxDeletes how many deletes it may have
 */
public record Guards(Set<String> protectedNames, OptionalInt maxDeletes) {

    /** Copies the components. */
    public Guards {
        protectedNames = Set.copyOf(protectedNames);
    }

    /**
     * Takes the guards from the options of a run.
     *
     * @param options the options
     * @return the guards
     */
    public static Guards of(RunOptions options) {
        return new Guards(options.protectedNames(), options.maxDeletes());
    }

    static Guards none() {
        return new Guards(Set.of(), OptionalInt.empty());
    }

    /** Asked of the decisions too: what is replaced is not always deleted. */
    void allow(Collection<Decision> decisions) {
        List<Problem> hurt = decisions.stream()
                .filter(decision -> decision.move().isReplacement()
                        && protectedNames.contains(decision.slot().owner()))
                .map(decision -> decision.problem("would be replaced ("
                        + decision.reason().cause() + "), and is protected by RunOptions.protect"))
                .toList();
        if (!hurt.isEmpty()) {
            throw new PlanRejectedException(
                    "plan.protected",
                    hurt.stream().map(Problem::text).collect(Collectors.joining("\n"))
                            + "\nNothing was written. Take the protection away if it is meant",
                    hurt);
        }
    }

    WorkPlan pass(WorkPlan plan) {
        List<Work> deletes = plan.works().stream()
                .filter(work -> work.step().action() == Action.DELETE)
                .toList();
        List<String> hurt = deletes.stream()
                .filter(work -> protectedNames.contains(work.step().slot().owner()))
                .map(work -> work.step().words() + " (" + work.step().cause() + ")")
                .toList();
        if (!hurt.isEmpty()) {
            throw new PlanRejectedException(
                    "plan.protected",
                    "this would delete what is protected by RunOptions.protect: " + String.join(", ", hurt)
                            + ". Nothing was written. Take the protection away if it is meant",
                    List.of());
        }
        if (maxDeletes.isPresent() && deletes.size() > maxDeletes.getAsInt()) {
            throw new PlanRejectedException(
                    "plan.too-many-deletes",
                    "this would delete " + deletes.size() + " resources, and RunOptions.maxDeletes allows "
                            + maxDeletes.getAsInt() + ": "
                            + deletes.stream()
                                    .map(work -> work.step().slot().toString())
                                    .limit(20)
                                    .collect(Collectors.joining(", "))
                            + (deletes.size() > 20 ? ", ..." : "")
                            + ". Nothing was written",
                    List.of());
        }
        return plan;
    }
}
