package dev.nanokit.engine.planning;

import dev.nanokit.failure.PlanRejectedException;
import dev.nanokit.model.SourcePosition;
import dev.nanokit.plan.Action;
import dev.nanokit.provider.Claim;
import dev.nanokit.provider.Inventory;
import dev.nanokit.provider.PlatformId;
import dev.nanokit.provider.Resource;
import dev.nanokit.provider.ResourceKind;
import dev.nanokit.provider.ResourceSpec;
import dev.nanokit.provider.Slot;
import dev.nanokit.provider.Strategy;
import dev.nanokit.provider.Trait;
import dev.nanokit.provider.Unit;
import dev.nanokit.provider.Workload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The steps of one `up`: what the decisions ask for, in an order that keeps dependencies, rotations and claims. Services
 * are laid out by {@link Rollout}; what is left over ends last, from the highest tier down.
 */
final class Transition {

    private final Map<Slot, Decision> decisions;
    private final Inventory inventory;
    private final UpRequest wish;
    private final StepGraph graph = new StepGraph();
    private final Removal removal;
    private final Map<Slot, Unit> unitOf = new HashMap<>();
    private final Set<String> units = new HashSet<>();
    private final Map<PlatformId, Resource> byId = new HashMap<>();
    private final Map<String, List<Resource>> instances = new HashMap<>();
    private final Set<Node> patient = new HashSet<>();
    private final Map<Slot, Node> brings = new LinkedHashMap<>();
    private final Map<Slot, List<Node>> readiness = new HashMap<>();
    private final Map<Slot, Node> keptReady = new HashMap<>();
    private final Map<Node, ResourceSpec> building = new LinkedHashMap<>();
    private final List<Resource> leftOver = new ArrayList<>();
    private final List<Slot> keptData = new ArrayList<>();
    private final List<Resource> replaced = new ArrayList<>();

    Transition(Map<Slot, Decision> decisions, Collection<Unit> units, Inventory inventory, UpRequest wish) {
        this.decisions = decisions;
        this.inventory = inventory;
        this.wish = wish;
        this.removal = new Removal(graph, inventory);
        units.forEach(unit -> unit.slots().forEach(slot -> unitOf.put(slot, unit)));
        units.forEach(unit -> this.units.add(unit.name().value()));
        for (Resource resource : inventory.resources()) {
            byId.put(resource.id(), resource);
            if (resource.slot().kind().equals(ResourceKind.INSTANCE)) {
                instances
                        .computeIfAbsent(resource.slot().owner(), any -> new ArrayList<>())
                        .add(resource);
            }
        }
        layOut(units);
    }

    List<Work> works() {
        return graph.ordered();
    }

    List<Slot> keptData() {
        return keptData;
    }

    private void layOut(Collection<Unit> all) {
        Set<Unit> done = new HashSet<>();
        Map<PlatformId, Resource> unclaimed = unclaimed();
        for (Decision decision : decisions.values()) {
            Unit unit = unitOf.get(decision.slot());
            if (unit == null || !decision.slot().kind().equals(ResourceKind.INSTANCE)) {
                single(decision);
            } else if (done.add(unit)) {
                rollOut(unit, unclaimed);
            }
        }
        for (Unit unit : all) {
            if (unit.slots().isEmpty()) {
                rollOut(unit, unclaimed);
            }
        }
        unclaimed.values().forEach(leftOver::add);
        linkNeeds();
        endLeftOver();
        removal.deleteReplaced(replaced);
        new ClaimOrder(decisions, brings, removal, patient, inventory).link();
    }

    /** {@return what is found and stands in no wanted slot} */
    private Map<PlatformId, Resource> unclaimed() {
        Map<PlatformId, Resource> unclaimed = new TreeMap<>();
        for (Resource resource : inventory.resources()) {
            boolean concerned =
                    !wish.isTargeted() || units.contains(resource.slot().owner());
            if (!decisions.containsKey(resource.slot()) && concerned && !isAtWork(resource)) {
                unclaimed.put(resource.id(), resource);
            }
        }
        return unclaimed;
    }

    /** A job that somebody runs beside the file is his until it ends. */
    private static boolean isAtWork(Resource resource) {
        return resource.slot().kind().equals(ResourceKind.JOB)
                && resource.slot().name().startsWith(resource.slot().owner() + "." + Workload.ONE_OFF)
                && resource.state().isRunning();
    }

    private void rollOut(Unit unit, Map<PlatformId, Resource> unclaimed) {
        List<Resource> extra = instances.getOrDefault(unit.name().value(), List.of()).stream()
                .filter(resource -> unclaimed.remove(resource.id()) != null)
                .toList();
        List<Decision> mine = unit.slots().stream().sorted().map(decisions::get).toList();
        new Rollout(this, unit, mine, extra).layOut(inventory);
    }

    /** {@return what was found under an id of the platform's} */
    Optional<Resource> found(PlatformId id) {
        return Optional.ofNullable(byId.get(id));
    }

    private void single(Decision decision) {
        Slot slot = decision.slot();
        boolean keepsOld = wish.isTargeted() && !slot.kind().equals(ResourceKind.JOB);
        if (!keepsOld) {
            leftOver.addAll(decision.leftOver());
        } else if (decision.move() == Decision.Move.REPLACE_OLD_FIRST) {
            throw new PlanRejectedException(
                    "plan.targeted",
                    "this would replace " + slot + ", and delete the old one first ("
                            + decision.reason().cause() + "), which others may use; an up without targets does it",
                    List.of(decision.problem("replaced only by an up without targets")));
        }
        if (decision.move() == Decision.Move.KEEP) {
            return;
        }
        Node bring = bring(decision);
        boolean oldEnds = decision.move() == Decision.Move.REPLACE_OLD_FIRST
                || (runsNow(decision) && decision.move() != Decision.Move.RUN);
        if (oldEnds) {
            for (Resource old : decision.leftOver()) {
                leftOver.remove(old);
                bring.after(removal.retire(old, List.of(), Duration.ZERO, Node.Reason.of("makes room")));
            }
        }
        readiness.put(slot, List.of(slot.kind().runs() ? await(decision).after(bring) : bring));
    }

    /** Adds the step that creates, updates or starts what a decision wants. */
    Node bring(Decision decision) {
        Draft draft = decision.draft();
        Node.Reason reason = decision.reason();
        Node node =
                switch (decision.move()) {
                    case START ->
                        new Node(
                                Action.START,
                                decision.slot(),
                                draft.edition(),
                                new Task.Start(decision.kept().orElseThrow()),
                                reason);
                    case UPDATE ->
                        new Node(
                                Action.UPDATE,
                                decision.slot(),
                                draft.edition(),
                                new Task.Update(decision.kept().orElseThrow(), draft, keepsServing(decision.slot())),
                                reason);
                    case RUN ->
                        new Node(
                                Action.RUN,
                                decision.slot(),
                                draft.edition(),
                                new Task.RunFound(decision.kept().orElseThrow(), false),
                                reason);
                    case CREATE, REPLACE_NEW_FIRST, REPLACE_OLD_FIRST ->
                        runsNow(decision)
                                ? new Node(Action.RUN, decision.slot(), draft.edition(), new Task.RunJob(draft), reason)
                                : new Node(
                                        Action.CREATE,
                                        decision.slot(),
                                        draft.edition(),
                                        new Task.Create(draft),
                                        reason);
                    case KEEP -> throw new IllegalArgumentException("nothing to bring for " + decision.slot());
                };
        graph.add(node);
        building.put(node, decision.spec());
        brings.put(decision.slot(), node);
        return node;
    }

    private boolean keepsServing(Slot slot) {
        Unit unit = unitOf.get(slot);
        return unit != null && unit.strategy() instanceof Strategy.Platform platform && platform.rolls();
    }

    private static boolean runsNow(Decision decision) {
        return decision.slot().kind().equals(ResourceKind.JOB)
                && !decision.spec().traits().contains(Trait.RUNS_AT_END);
    }

    Node await(Decision decision) {
        Task task = new Task.Await(List.of(decision.occupant()), Task.Quorum.ALL);
        Node.Reason reason = Node.Reason.of("until ready").at(decision.spec().position());
        return graph.add(
                new Node(Action.AWAIT, decision.slot(), decision.draft().edition(), task, reason));
    }

    Node add(Node node) {
        return graph.add(node);
    }

    Removal removal() {
        return removal;
    }

    /** {@return whether old instances are kept, stopped, until everything has been replaced} */
    boolean keepsOldToTheEnd() {
        return wish.keepsOld();
    }

    /** Lets a replaced instance stay, stopped, until all that is wanted is in place. */
    void deleteAtTheEnd(Resource resource) {
        replaced.add(resource);
    }

    /** Says after which steps what stands in a slot is ready for those that depend on it. */
    void ready(Slot slot, List<Node> nodes) {
        readiness.put(slot, nodes);
    }

    /**
     * A step that had better not begin before what the spec needs is ready, so that the gap is short, though it does not
     * build on it by itself: what it holds may be needed earlier, see {@link ClaimOrder}.
     */
    void afterNeeds(Node node, ResourceSpec spec) {
        building.put(node, spec);
        patient.add(node);
    }

    private void linkNeeds() {
        routesFollow();
        for (Map.Entry<Node, ResourceSpec> entry : List.copyOf(building.entrySet())) {
            Set<Unit> units = new HashSet<>();
            for (Slot need : SpecOrder.needs(entry.getValue())) {
                Unit unit = unitOf.get(need);
                if (unit == null) {
                    entry.getKey().after(readyNodes(need));
                } else if (units.add(unit)) {
                    entry.getKey().after(readyNodes(unit));
                }
            }
        }
    }

    /**
     * A route that leads elsewhere from now on, to another port for instance, waits for those who are to answer there; but
     * where a service is built on its route, the route comes first.
     */
    private void routesFollow() {
        Map<String, Unit> byName = new HashMap<>();
        unitOf.values().forEach(unit -> byName.put(unit.name().value(), unit));
        brings.forEach((slot, bring) -> {
            Unit unit = byName.get(slot.owner());
            if (slot.kind().equals(ResourceKind.ROUTE)
                    && bring.action == Action.UPDATE
                    && unit != null
                    && unit.slots().stream().noneMatch(one -> isBuiltOn(one, slot))) {
                bring.after(unit.slots().stream()
                        .flatMap(one -> readiness.getOrDefault(one, List.of()).stream())
                        .distinct()
                        .toList());
            }
        });
    }

    private boolean isBuiltOn(Slot slot, Slot need) {
        Decision decision = decisions.get(slot);
        return decision != null && SpecOrder.needs(decision.spec()).contains(need);
    }

    private List<Node> readyNodes(Slot need) {
        List<Node> nodes = readiness.get(need);
        if (nodes != null) {
            return nodes;
        }
        return need.kind().runs() && decisions.containsKey(need) ? List.of(keptReady(need, List.of(need))) : List.of();
    }

    private List<Node> readyNodes(Unit unit) {
        List<Node> nodes = unit.slots().stream()
                .flatMap(slot -> readiness.getOrDefault(slot, List.of()).stream())
                .distinct()
                .toList();
        return nodes.isEmpty() && !unit.slots().isEmpty()
                ? List.of(keptReady(unit.slots().get(0), unit.slots()))
                : nodes;
    }

    /** What a change builds on must be seen ready in this run, also when it was only kept: one instance is enough. */
    private Node keptReady(Slot key, List<Slot> slots) {
        return keptReady.computeIfAbsent(key, any -> {
            List<Occupant> whom = slots.stream()
                    .map(decisions::get)
                    .filter(java.util.Objects::nonNull)
                    .map(Decision::occupant)
                    .toList();
            Optional<SourcePosition> place = Optional.ofNullable(decisions.get(key))
                    .flatMap(one -> one.spec().position());
            Node.Reason reason = Node.Reason.of("others build on it").at(place);
            return graph.add(new Node(Action.AWAIT, key, "", new Task.Await(whom, Task.Quorum.ANY), reason));
        });
    }

    private Decision decided(Slot slot) {
        return Objects.requireNonNull(decisions.get(slot));
    }

    private void endLeftOver() {
        Set<Claim> asked = new HashSet<>();
        brings.keySet().forEach(slot -> asked.addAll(decided(slot).spec().claims()));
        List<Resource> late = new ArrayList<>();
        for (Resource resource : leftOver) {
            boolean mayGo = !resource.usedByOthers()
                    && (!resource.traits().contains(Trait.HOLDS_DATA)
                            || wish.leave().allows(resource.slot()));
            if (mayGo
                    && resource.state().isRunning()
                    && resource.claims().stream().anyMatch(asked::contains)) {
                removal.retire(
                        resource, List.of(), Duration.ZERO, Node.Reason.of("left over, and holds what others need"));
            } else {
                late.add(resource);
            }
        }
        keptData.addAll(removal.deleteAll(late, decisions.keySet(), wish.leave(), "left over"));
    }
}
