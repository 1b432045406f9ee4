package dev.nanokit.engine.command;

import dev.nanokit.engine.execution.BoundedCall;
import dev.nanokit.engine.execution.OneOff;
import dev.nanokit.engine.planning.Draft;
import dev.nanokit.engine.planning.Occupant;
import dev.nanokit.engine.planning.UpRequest;
import dev.nanokit.engine.planning.WorkPlan;
import dev.nanokit.failure.PlanRejectedException;
import dev.nanokit.failure.ProviderException;
import dev.nanokit.provider.Blueprint;
import dev.nanokit.provider.Inventory;
import dev.nanokit.provider.ProgramResult;
import dev.nanokit.provider.ResourceKind;
import dev.nanokit.provider.ResourceSpec;
import dev.nanokit.provider.Slot;
import dev.nanokit.provider.Value;
import dev.nanokit.provider.Workload;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Runs a command once, apart from the instances of a service, with its image, variables, networks and volumes. */
public final class RunCommand {

    private static final int DIGITS = 36;

    /** The provider ends the job at its deadline, and it is taken away after that; a call that hangs is given up later. */
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final Request request;

    /**
     * Makes the command.
     *
     * @param request what is asked for
     */
    public RunCommand(Request request) {
        this.request = request;
    }

    /**
     * Runs it and takes it away.
     *
     * @param name name of a service
     * @param command the command and its arguments
     * @return how it ended
     */
    public ProgramResult run(String name, List<String> command) {
        return Connection.with(request, "run", connection -> {
            View view = connection.view();
            Blueprint blueprint = view.design();
            Inventory inventory = view.discover();
            WorkPlan plan = view.planner().up(blueprint, inventory, UpRequest.of(request.options(), Set.of(name)));
            long number = connection.run().time().random().nextLong(1L << 40);
            Slot slot = new Slot(ResourceKind.JOB, name + "." + Workload.ONE_OFF + Long.toString(number, DIGITS));
            ResourceSpec spec = Workload.job(template(blueprint, name), slot, command);
            requireNeeds(spec, plan.occupants());
            Draft draft = view.planner().draft(spec);
            Instant until = connection.callEnds();
            return BoundedCall.within(
                    connection.run().time(),
                    "run " + command.get(0) + " as a job of " + name,
                    until.plus(PATIENCE),
                    () -> new OneOff(connection.run()).run(plan.occupants(), draft, until));
        });
    }

    /** What the job's values are filled in from must be there: a job beside nothing is no job of a service. */
    private static void requireNeeds(ResourceSpec spec, Map<Slot, Occupant> occupants) {
        for (Value value : spec.fields().values()) {
            for (Value part : value.parts()) {
                if (part instanceof Value.Reference reference) {
                    Occupant target = occupants.get(reference.slot());
                    if (target == null || target.found().isEmpty()) {
                        throw new ProviderException(
                                ProviderException.Kind.NOT_FOUND,
                                "a job of " + spec.slot().owner() + " needs " + reference.slot()
                                        + ", which is not there or is to be replaced. Run up first",
                                null);
                    }
                }
            }
        }
    }

    private static ResourceSpec template(Blueprint blueprint, String name) {
        return blueprint.resources().stream()
                .filter(spec -> spec.slot().kind().runs() && spec.slot().owner().equals(name))
                .findFirst()
                .orElseThrow(() -> new PlanRejectedException(
                        "plan.unknown-target",
                        "the file has no service named " + name + " with an instance; there are "
                                + blueprint.units().stream()
                                        .map(unit -> unit.name().value())
                                        .collect(Collectors.joining(", ")),
                        List.of()));
    }
}
