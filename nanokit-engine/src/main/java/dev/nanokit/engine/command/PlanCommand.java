package dev.nanokit.engine.command;

import dev.nanokit.engine.planning.UpRequest;
import dev.nanokit.engine.planning.WorkPlan;

/** Says what {@code up} would do. Writes nothing: it is given nothing that could. */
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
        UpRequest wish = UpRequest.of(request.options(), request.targets());
        return Connection.viewing(request, "plan", view -> view.planner().up(view.design(), view.discover(), wish));
    }
}
