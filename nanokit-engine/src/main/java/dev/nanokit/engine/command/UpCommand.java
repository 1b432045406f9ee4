package dev.nanokit.engine.command;

import dev.nanokit.engine.execution.Outcome;
import dev.nanokit.engine.planning.WorkPlan;
import dev.nanokit.failure.PlanRejectedException;
import dev.nanokit.failure.ProviderException;
import dev.nanokit.failure.RolloutFailedException;
import dev.nanokit.provider.Blueprint;
import dev.nanokit.provider.Inventory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Brings the declared project into being: read, design, discover, plan, carry out. */
public final class UpCommand {

    /** A conflict means that the world is not what the plan was based on: look again, and plan again. */
    private static final int LOOKS_AFTER_CONFLICT = 2;

    private final Request request;

    /**
     * Makes the command.
     *
     * @param request what is asked for
     */
    public UpCommand(Request request) {
        this.request = request;
    }

    /** {@return what was done; everything wanted was seen ready} */
    public Applied run() {
        return run(Optional.empty());
    }

    /**
     * Carries out a plan that was looked at before.
     *
     * @param agreed the plan
     * @return what was done
     * @throws PlanRejectedException if the world has moved, so that the plan would be another one now
     */
    public Applied run(WorkPlan agreed) {
        return run(Optional.of(agreed));
    }

    private Applied run(Optional<WorkPlan> agreed) {
        return Connection.with(request, "up", connection -> {
            Instant begun = connection.run().time().now();
            Blueprint blueprint = connection.design();
            for (int conflicts = 0; ; conflicts++) {
                Inventory inventory = connection.discover();
                WorkPlan plan = connection.planner().up(blueprint, inventory, request.leave());
                if (conflicts == 0) {
                    agreed.ifPresent(seen -> requireEqual(seen, plan));
                }
                connection.run().events().planMade(plan);
                try {
                    Outcome outcome = connection.executor().apply(plan);
                    Duration took =
                            Duration.between(begun, connection.run().time().now());
                    return new Applied(connection.project(), connection.providerId(), plan, outcome, took);
                } catch (RolloutFailedException e) {
                    if (conflicts == LOOKS_AFTER_CONFLICT || agreed.isPresent() || !isConflict(e)) {
                        throw e;
                    }
                }
            }
        });
    }

    private static boolean isConflict(RolloutFailedException e) {
        return e.getCause() instanceof ProviderException platform && platform.kind() == ProviderException.Kind.CONFLICT;
    }

    private static void requireEqual(WorkPlan agreed, WorkPlan now) {
        if (!agreed.equals(now)) {
            throw new PlanRejectedException(
                    "plan.stale",
                    "the world or the file has changed since this plan was made. It was:\n" + agreed.text()
                            + "It would be now:\n" + now.text(),
                    List.of());
        }
    }
}
