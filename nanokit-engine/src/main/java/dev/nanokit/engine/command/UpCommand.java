package dev.nanokit.engine.command;

import dev.nanokit.engine.execution.Executor;
import dev.nanokit.engine.execution.Outcome;
import dev.nanokit.engine.execution.RunContext;
import dev.nanokit.engine.lease.Lease;
import dev.nanokit.engine.planning.UpRequest;
import dev.nanokit.engine.planning.WorkPlan;
import dev.nanokit.failure.PlanRejectedException;
import dev.nanokit.failure.ProviderException;
import dev.nanokit.failure.RolloutFailedException;
import dev.nanokit.provider.Blueprint;
import dev.nanokit.provider.Inventory;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Brings the declared project into being: read, design, discover, plan, carry out. */
public final class UpCommand {

    /** A conflict means that the world is not what the plan was based on: look again, and plan again. */
    private static final int LOOKS_AFTER_CONFLICT = 2;

    private final Request request;
    private final String verb;
    private final UpRequest wish;

    private UpCommand(Request request, String verb, UpRequest wish) {
        this.request = request;
        this.verb = verb;
        this.wish = wish;
    }

    /**
     * Makes the command of {@code up}.
     *
     * @param request what is asked for
     * @return the command
     */
    public static UpCommand up(Request request) {
        return new UpCommand(request, "up", UpRequest.of(request.options(), request.targets()));
    }

    /**
     * Makes the command of {@code restart}: what is there and equal is replaced all the same.
     *
     * @param request what is asked for
     * @param names names of services or databases
     * @return the command
     */
    public static UpCommand restart(Request request, Set<String> names) {
        return new UpCommand(
                request, "restart", UpRequest.of(request.options(), names).restarting(names));
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
        return Connection.with(request, verb, connection -> {
            Instant begun = connection.run().time().now();
            View view = connection.view();
            Blueprint blueprint = view.design();
            Inventory inventory = view.discover();
            WorkPlan plan = view.planner().up(blueprint, inventory, wish);
            agreed.ifPresent(seen -> requireEqual(seen, plan));
            if (plan.isEmpty()) {
                Done done = carryOut(connection.run(), plan);
                return connection.applied(done.plan(), done.outcome(), begun);
            }
            Applied done;
            try (Lease lease = connection.lease()) {
                RunContext run = connection.run().with(lease);
                Look look = sure(view, lease, new Look(blueprint, inventory, plan));
                agreed.ifPresent(seen -> requireEqual(seen, look.plan()));
                Done changed = change(connection, run, look, agreed.isPresent());
                done = connection.applied(changed.plan(), changed.outcome(), begun);
            }
            new Sweep(connection).ofDeadScopes();
            return done;
        });
    }

    /** {@return what is planned under the lease, as another run may have changed the world in between} */
    private Look sure(View view, Lease lease, Look first) {
        Inventory now = lease.isReal() ? view.discover() : first.inventory();
        return now.equals(first.inventory())
                ? first
                : new Look(first.blueprint(), now, view.planner().up(first.blueprint(), now, wish));
    }

    private Done change(Connection connection, RunContext run, Look look, boolean isAgreed) {
        WorkPlan plan = look.plan();
        for (int conflicts = 0; ; conflicts++) {
            run.events().planMade(plan);
            Executor executor = new Executor(run);
            try {
                return new Done(plan, executor.apply(plan));
            } catch (RolloutFailedException e) {
                if (conflicts == LOOKS_AFTER_CONFLICT || isAgreed || !isConflict(e)) {
                    throw connection.options().returnsOnFailure()
                            ? new ReturnToLast(connection, run)
                                    .after(e, look.blueprint(), look.inventory(), executor.failedNames())
                            : e;
                }
            }
            plan = connection
                    .view()
                    .planner()
                    .up(look.blueprint(), connection.view().discover(), wish);
        }
    }

    private static Done carryOut(RunContext run, WorkPlan plan) {
        run.events().planMade(plan);
        return new Done(plan, new Executor(run).apply(plan));
    }

    private static boolean isConflict(RolloutFailedException e) {
        return e.getCause() instanceof ProviderException platform && platform.kind() == ProviderException.Kind.CONFLICT;
    }

    private static void requireEqual(WorkPlan agreed, WorkPlan now) {
        if (!agreed.isSameAs(now)) {
            throw new PlanRejectedException(
                    "plan.stale",
                    "the world or the file has changed since this plan was made. It was:\n" + agreed.text()
                            + "It would be now:\n" + now.text(),
                    List.of());
        }
    }

    /** What is wanted, what was there, and what follows from it. */
    private record Look(Blueprint blueprint, Inventory inventory, WorkPlan plan) {}

    private record Done(WorkPlan plan, Outcome outcome) {}
}
