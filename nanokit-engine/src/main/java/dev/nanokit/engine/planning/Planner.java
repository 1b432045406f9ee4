package dev.nanokit.engine.planning;

import dev.nanokit.failure.PlanRejectedException;
import dev.nanokit.failure.Problem;
import dev.nanokit.provider.Blueprint;
import dev.nanokit.provider.Finding;
import dev.nanokit.provider.Inventory;
import dev.nanokit.provider.Provider;
import dev.nanokit.provider.Scope;
import dev.nanokit.provider.Slot;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Makes plans. Pure: the same input gives the same plan, to the letter. Immutable and thread-safe, but for the digests,
 * which one thread uses at a time.
 */
public final class Planner {

    private final Scope scope;
    private final Provider provider;
    private final Fingerprints fingerprints;

    /**
     * Makes a planner.
     *
     * @param scope whose plans
     * @param provider asked to assess differences, and for its limits
     * @param fingerprints digests of the scope
     */
    public Planner(Scope scope, Provider provider, Fingerprints fingerprints) {
        this.scope = Objects.requireNonNull(scope, "scope");
        this.provider = Objects.requireNonNull(provider, "provider");
        this.fingerprints = Objects.requireNonNull(fingerprints, "fingerprints");
    }

    /**
     * Plans from what is there to what is wanted.
     *
     * @param blueprint what is wanted
     * @param inventory what is there
     * @param leave the caller's word on deleting data
     * @return the plan
     * @throws PlanRejectedException if the platform refuses, data would be lost without leave, or no order is found
     */
    public WorkPlan up(Blueprint blueprint, Inventory inventory, DataLeave leave) {
        Map<Slot, Decision> decisions = decide(blueprint, inventory, leave);
        Transition transition = new Transition(decisions, blueprint.units(), inventory, leave);
        return new WorkPlan(
                scope, transition.works(), occupants(decisions), approximated(blueprint), transition.keptData());
    }

    /**
     * Plans to start what is wanted, is there, and does not run.
     *
     * @param blueprint what is wanted
     * @param inventory what is there
     * @return the plan; what is missing or changed is left to {@link #up}
     */
    public WorkPlan start(Blueprint blueprint, Inventory inventory) {
        Map<Slot, Decision> startable = new TreeMap<>();
        decide(blueprint, inventory, DataLeave.all()).forEach((slot, decision) -> {
            if (decision.move() == Decision.Move.KEEP || decision.move() == Decision.Move.START) {
                startable.put(
                        slot,
                        new Decision(decision.draft(), decision.move(), decision.kept(), List.of(), decision.reason()));
            }
        });
        List<dev.nanokit.provider.Unit> units = blueprint.units().stream()
                .map(unit -> new dev.nanokit.provider.Unit(
                        unit.name(),
                        unit.strategy(),
                        unit.slots().stream().filter(startable::containsKey).toList(),
                        unit.membership()))
                .toList();
        Inventory wanted = new Inventory(
                inventory.resources().stream()
                        .filter(one -> startable.containsKey(one.slot())
                                && startable.get(one.slot()).kept().stream()
                                        .anyMatch(kept -> kept.id().equals(one.id())))
                        .toList(),
                inventory.members());
        Transition transition = new Transition(startable, units, wanted, DataLeave.none());
        return new WorkPlan(scope, transition.works(), occupants(startable), List.of(), List.of());
    }

    /**
     * Plans to stop everything that runs.
     *
     * @param inventory what is there
     * @return the plan
     */
    public WorkPlan stop(Inventory inventory) {
        Removal removal = new Removal(new StepGraph(), inventory);
        removal.stopAll();
        return new WorkPlan(scope, removal.works(), Map.of(), List.of(), List.of());
    }

    /**
     * Plans to delete everything.
     *
     * @param inventory what is there
     * @param leave the caller's word on deleting data
     * @return the plan; data that may not go is kept and named
     */
    public WorkPlan down(Inventory inventory, DataLeave leave) {
        Removal removal = new Removal(new StepGraph(), inventory);
        List<Slot> kept = removal.deleteAll(inventory.resources(), leave, "down");
        return new WorkPlan(scope, removal.works(), Map.of(), List.of(), kept);
    }

    private Map<Slot, Decision> decide(Blueprint blueprint, Inventory inventory, DataLeave leave) {
        List<Problem> refused = blueprint.findings().stream()
                .filter(finding -> finding.kind() == Finding.Kind.REFUSED)
                .map(Finding::problem)
                .toList();
        if (!refused.isEmpty()) {
            throw new PlanRejectedException(
                    "plan.refused",
                    "provider '" + provider.id() + "' cannot do this:\n"
                            + refused.stream().map(Problem::text).collect(Collectors.joining("\n")),
                    refused);
        }
        Names names = new Names(scope, provider.profile());
        return new Decider(provider, fingerprints, names, inventory, leave).decide(blueprint);
    }

    private static List<Finding> approximated(Blueprint blueprint) {
        return blueprint.findings().stream()
                .filter(finding -> finding.kind() == Finding.Kind.APPROXIMATED)
                .toList();
    }

    private static Map<Slot, Occupant> occupants(Map<Slot, Decision> decisions) {
        Map<Slot, Occupant> occupants = new TreeMap<>();
        decisions.forEach((slot, decision) -> occupants.put(slot, decision.occupant()));
        return occupants;
    }
}
