package dev.nanokit.engine.command;

import dev.nanokit.engine.execution.Outcome;
import dev.nanokit.engine.planning.WorkPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;

/** Stops, starts or deletes what is there: {@code down}, {@code stop}, {@code start}. */
public final class ExistingCommand {

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
        return apply("down", connection -> connection.planner().down(connection.discover(), request.leave()));
    }

    /** {@return what stopping everything did} */
    public Applied stop() {
        return apply("stop", connection -> connection.planner().stop(connection.discover()));
    }

    /** {@return what starting everything that is there and equal did} */
    public Applied start() {
        return apply("start", connection -> connection.planner().start(connection.design(), connection.discover()));
    }

    private Applied apply(String verb, Function<Connection, WorkPlan> planning) {
        return Connection.with(request, verb, connection -> {
            Instant begun = connection.run().time().now();
            WorkPlan plan = planning.apply(connection);
            connection.run().events().planMade(plan);
            Outcome outcome = connection.executor().apply(plan);
            Duration took = Duration.between(begun, connection.run().time().now());
            return new Applied(connection.project(), connection.providerId(), plan, outcome, took);
        });
    }
}
