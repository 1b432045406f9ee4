package dev.nanokit.engine.command;

import dev.nanokit.engine.execution.Executor;
import dev.nanokit.engine.execution.RunContext;
import dev.nanokit.engine.planning.WorkPlan;
import dev.nanokit.failure.NanokitException;
import dev.nanokit.failure.RolloutFailedException;
import dev.nanokit.plan.Action;
import dev.nanokit.plan.Step;
import dev.nanokit.provider.Blueprint;
import dev.nanokit.provider.Inventory;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Brings the services that a failed run did not finish back to what stood before it. */
final class ReturnToLast {

    private final Connection connection;
    private final RunContext run;

    ReturnToLast(Connection connection, RunContext run) {
        this.connection = connection;
        this.run = run;
    }

    /** {@return the failure, which says what was brought back; if that failed too, with that failure beside it} */
    RolloutFailedException after(
            RolloutFailedException failure, Blueprint blueprint, Inventory before, Set<String> unfinished) {
        RunContext longer = longer();
        try {
            Inventory now = connection.reads(longer.limits().until()).discover(longer.scope());
            WorkPlan plan = connection.view().planner().back(blueprint, before, now, unfinished);
            run.events().notice("brings back the version before of " + String.join(", ", unfinished));
            run.events().planMade(plan);
            new Executor(longer).apply(plan);
            Set<String> returned = new TreeSet<>();
            plan.steps().stream()
                    .filter(step -> step.action() != Action.DRAIN)
                    .map(Step::slot)
                    .forEach(slot -> returned.add(slot.owner()));
            return new RolloutFailedException(
                    failure.report().withServing(List.of()).withReturned(List.copyOf(returned)), failure.getCause());
        } catch (NanokitException e) {
            failure.addSuppressed(e);
            return failure;
        }
    }

    /** A run that failed as its time was over has some left for the way back. */
    private RunContext longer() {
        Instant least = run.time().now().plus(connection.options().stepDeadline());
        return run.limits().until().isBefore(least) ? run.until(least) : run;
    }
}
