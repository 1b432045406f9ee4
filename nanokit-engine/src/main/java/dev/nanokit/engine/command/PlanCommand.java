package dev.nanokit.engine.command;

import dev.nanokit.engine.planning.WorkPlan;

/** Says what {@code up} would do. Writes nothing. */
public final class PlanCommand {

    private final Request request;

    /**
     * Makes the command.
     *
     * @param request what is asked for
     */
    public PlanCommand(Request request) {
        this.request = request;
    }

    /** {@return the plan} */
    public WorkPlan run() {
        return Connection.with(request, "plan", connection -> connection
                .planner()
                .up(connection.design(), connection.discover(), request.leave()));
    }
}
