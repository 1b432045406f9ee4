package dev.nanokit.engine.command;

import dev.nanokit.engine.execution.Executor;
import dev.nanokit.engine.execution.Outcome;
import dev.nanokit.engine.execution.RunContext;
import dev.nanokit.engine.lease.Lease;
import dev.nanokit.engine.planning.UpRequest;
import dev.nanokit.engine.planning.WorkPlan;
import dev.nanokit.provider.Trait;
import java.time.Instant;
import java.util.function.Function;

/** Stops, starts or deletes what is there: {@code down}, {@code stop}, {@code start}. */
public final class ExistingCommand {

    private static final String DOWN = "down";

    private final Request request;

    /**
     * Makes the command.
     *
     * @param request what is asked for
     */
    public ExistingCommand(Request request) {
        this.request = request;
    }

    /** {@return what deleting everything did; data is kept unless there is leave} */
    public Applied down() {
        UpRequest wish = UpRequest.of(request.options(), request.targets());
        return apply(DOWN, view -> view.planner().down(view.discover(), wish));
    }

    /** {@return what stopping everything did} */
    public Applied stop() {
        return apply("stop", view -> view.planner().stop(view.discover()));
    }

    /** {@return what starting everything that is there and equal did} */
    public Applied start() {
        return apply("start", view -> view.planner().start(view.design(), view.discover()));
    }

    private Applied apply(String verb, Function<View, WorkPlan> planning) {
        return Connection.with(request, verb, connection -> {
            Instant begun = connection.run().time().now();
            WorkPlan plan = planning.apply(connection.view());
            if (plan.isEmpty()) {
                return carryOut(connection, connection.run(), plan, begun);
            }
            Applied done;
            try (Lease lease = connection.lease()) {
                RunContext run = connection.run().with(lease);
                WorkPlan now = lease.isReal() ? planning.apply(connection.view()) : plan;
                done = carryOut(connection, run, now, begun);
                if (verb.equals(DOWN)) {
                    leaveNothingShared(connection, run, planning);
                }
            }
            return done;
        });
    }

    /**
     * Two scopes that end at once each saw the other as a user of what they shared; the one that looks last sees nobody any
     * more.
     */
    private static void leaveNothingShared(Connection connection, RunContext run, Function<View, WorkPlan> planning) {
        boolean mayBeLeft = connection.view().discover().resources().stream()
                .anyMatch(resource -> resource.traits().contains(Trait.SHARED) && !resource.usedByOthers());
        if (mayBeLeft) {
            WorkPlan rest = planning.apply(connection.view());
            if (!rest.isEmpty()) {
                new Executor(run).apply(rest);
            }
        }
    }

    private static Applied carryOut(Connection connection, RunContext run, WorkPlan plan, Instant begun) {
        run.events().planMade(plan);
        Outcome outcome = new Executor(run).apply(plan);
        return connection.applied(plan, outcome, begun);
    }
}
