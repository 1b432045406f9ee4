package dev.nanokit.engine.planning;

import dev.nanokit.failure.PlanRejectedException;
import dev.nanokit.failure.Problem;
import dev.nanokit.provider.Blueprint;
import dev.nanokit.provider.Finding;
import dev.nanokit.provider.Fingerprint;
import dev.nanokit.provider.Inventory;
import dev.nanokit.provider.ResourceSpec;
import dev.nanokit.provider.Scope;
import dev.nanokit.provider.Slot;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Makes plans. Pure: the same input gives the same plan, to the letter. Immutable and thread-safe, but for the digests,
 * which one thread uses at a time.
 */
public final class Planner {

    /** What nobody builds on ends before all else. */
    private static final int HIGHEST_TIER = 9000;

    private final Scope scope;
    private final PlatformRules rules;
    private final Fingerprints fingerprints;

    /**
     * Makes a planner.
     *
     * @param scope whose plans
     * @param rules the platform's
     * @param fingerprints digests of the scope
     */
    public Planner(Scope scope, PlatformRules rules, Fingerprints fingerprints) {
        this.scope = Objects.requireNonNull(scope, "scope");
        this.rules = Objects.requireNonNull(rules, "rules");
        this.fingerprints = Objects.requireNonNull(fingerprints, "fingerprints");
    }

    /**
     * Gives the planner of another scope on the same platform.
     *
     * @param other the scope
     * @return its planner
     */
    public Planner of(Scope other) {
        return new Planner(other, rules, new Fingerprints(other));
    }

    /**
     * Plans from what is there to what is wanted.
     *
     * @param blueprint what is wanted
     * @param inventory what is there
     * @param wish what is asked for beside the file
     * @return the plan
     * @throws PlanRejectedException if the platform refuses, data would be lost without leave, a guard forbids it, a
     *     target is unknown, or no order is found
     */
    public WorkPlan up(Blueprint blueprint, Inventory inventory, UpRequest wish) {
        Blueprint part = wish.isTargeted() ? Targets.of(blueprint, wish.targets()) : blueprint;
        Map<Slot, Decision> decisions = decide(part, inventory, wish);
        wish.requireRestartable(part);
        wish.guards().allow(decisions.values());
        Transition transition = new Transition(decisions, part.units(), inventory, wish);
        return wish.guards()
                .pass(new WorkPlan(
                        scope,
                        transition.works(),
                        occupants(decisions),
                        approximated(blueprint),
                        transition.keptData()));
    }

    /**
     * Names what stands in no plan.
     *
     * @param spec a spec of its own
     * @return what is to be written for it
     */
    public Draft draft(ResourceSpec spec) {
        Fingerprint fingerprint = fingerprints.of(spec);
        String edition = fingerprints.edition(fingerprint, 0);
        return new Draft(spec, edition, new Names(scope, rules.profile()).of(spec, edition), fingerprint, HIGHEST_TIER);
    }

    /**
     * Plans to bring services back to what stood before a run.
     *
     * @param blueprint what the run wanted
     * @param before what was there before it
     * @param now what is there
     * @param names which services and databases
     * @return the plan; empty if nothing of before is left that could be brought back
     */
    public WorkPlan back(Blueprint blueprint, Inventory before, Inventory now, Set<String> names) {
        return new WorkPlan(scope, new Return(blueprint, before, now).of(names), Map.of(), List.of(), List.of());
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
        decide(blueprint, inventory, UpRequest.anything()).forEach((slot, decision) -> {
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
        Transition transition = new Transition(startable, units, wanted, UpRequest.nothing());
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
     * @param wish the caller's word on deleting data, and the guards
     * @return the plan; data that may not go is kept and named
     */
    public WorkPlan down(Inventory inventory, UpRequest wish) {
        Removal removal = new Removal(new StepGraph(), inventory);
        List<Slot> kept = removal.deleteAll(inventory.resources(), Set.of(), wish.leave(), "down");
        return wish.guards().pass(new WorkPlan(scope, removal.works(), Map.of(), List.of(), kept));
    }

    private Map<Slot, Decision> decide(Blueprint blueprint, Inventory inventory, UpRequest wish) {
        List<Problem> refused = blueprint.findings().stream()
                .filter(finding -> finding.kind() == Finding.Kind.REFUSED)
                .map(Finding::problem)
                .toList();
        if (!refused.isEmpty()) {
            throw new PlanRejectedException(
                    "plan.refused",
                    "provider '" + rules.providerId() + "' cannot do this:\n"
                            + refused.stream().map(Problem::text).collect(Collectors.joining("\n")),
                    refused);
        }
        Names names = new Names(scope, rules.profile());
        return new Decider(rules.judge(), fingerprints, names, inventory, wish).decide(blueprint);
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
