package dev.nanokit.engine.planning;

import dev.nanokit.model.HealthCheck;
import dev.nanokit.model.Probe;
import dev.nanokit.plan.Action;
import dev.nanokit.provider.Blueprint;
import dev.nanokit.provider.Claim;
import dev.nanokit.provider.Inventory;
import dev.nanokit.provider.PlatformId;
import dev.nanokit.provider.Resource;
import dev.nanokit.provider.ResourceKind;
import dev.nanokit.provider.ResourceSpec;
import dev.nanokit.provider.Slot;
import dev.nanokit.provider.Unit;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The steps back to the version that stood before a run: the old instances are started again where they were stopped,
 * and put back into the rotation, and the new ones go. A service that the platform rolls by itself is put back by it.
 */
final class Return {

    private static final Node.Reason REASON = Node.Reason.of("back to the version before");

    private final StepGraph graph = new StepGraph();
    private final Removal removal;
    private final Inventory now;
    private final Set<PlatformId> known;
    private final Map<PlatformId, Resource> before;
    private final Map<Slot, ResourceSpec> specs;
    private final Map<String, Unit> units;
    private final Map<Claim, List<Node>> room = new HashMap<>();

    Return(Blueprint blueprint, Inventory before, Inventory now) {
        this.now = now;
        this.removal = new Removal(graph, now);
        this.known = before.resources().stream().map(Resource::id).collect(Collectors.toSet());
        this.before = before.resources().stream()
                .filter(resource -> resource.slot().kind().runs()
                        && resource.state().isRunning()
                        && resource.recorded().isPresent())
                .collect(Collectors.toMap(Resource::id, Function.identity()));
        this.specs = blueprint.resources().stream().collect(Collectors.toMap(ResourceSpec::slot, Function.identity()));
        this.units = blueprint.units().stream()
                .collect(Collectors.toMap(unit -> unit.name().value(), Function.identity()));
    }

    List<Work> of(Set<String> names) {
        Map<String, Part> parts = parts(names);
        Set<Claim> needed = parts.values().stream()
                .flatMap(part -> part.toStart().stream())
                .flatMap(resource -> resource.claims().stream())
                .collect(Collectors.toSet());
        for (Part part : parts.values()) {
            for (Resource holder : part.fresh()) {
                if (holder.state().isRunning() && holder.claims().stream().anyMatch(needed::contains)) {
                    Node stop = removal.stop(holder, List.of(), REASON);
                    holder.claims().forEach(claim -> room.computeIfAbsent(claim, any -> new ArrayList<>())
                            .add(stop));
                }
            }
        }
        parts.forEach((name, part) -> {
            part.services().forEach(this::service);
            instances(name, part);
        });
        return graph.ordered();
    }

    /** What is to start again may need what another service holds by now: that one goes back too. */
    private Map<String, Part> parts(Set<String> names) {
        Map<String, Part> parts = new TreeMap<>();
        Deque<String> open = new ArrayDeque<>(new TreeSet<>(names));
        while (!open.isEmpty()) {
            String name = open.remove();
            if (!parts.containsKey(name)) {
                Part part = part(name);
                parts.put(name, part);
                Set<Claim> needed = part.toStart().stream()
                        .flatMap(resource -> resource.claims().stream())
                        .collect(Collectors.toSet());
                now.resources().stream()
                        .filter(one -> one.state().isRunning() && !known.contains(one.id()))
                        .filter(one -> one.claims().stream().anyMatch(needed::contains))
                        .map(one -> one.slot().owner())
                        .forEach(open::add);
            }
        }
        return parts;
    }

    private Part part(String name) {
        List<Resource> mine = now.resources().stream()
                .filter(resource ->
                        resource.slot().kind().runs() && resource.slot().owner().equals(name))
                .sorted(Comparator.comparing(Resource::slot).thenComparing(Resource::id))
                .toList();
        List<Resource> instances = mine.stream()
                .filter(resource -> resource.slot().kind().equals(ResourceKind.INSTANCE))
                .toList();
        return new Part(
                mine.stream()
                        .filter(resource -> resource.slot().kind().equals(ResourceKind.SERVICE))
                        .toList(),
                instances.stream().filter(one -> before.containsKey(one.id())).toList(),
                instances.stream().filter(one -> !known.contains(one.id())).toList());
    }

    /** What there is of one service: as a whole, from before the run, and of the run's own making. */
    private record Part(List<Resource> services, List<Resource> old, List<Resource> fresh) {

        List<Resource> toStart() {
            return old.stream().filter(one -> !one.state().isRunning()).toList();
        }
    }

    private void service(Resource found) {
        Resource old = before.get(found.id());
        if (old == null || old.recorded().equals(found.recorded())) {
            return;
        }
        Node back = graph.add(new Node(Action.UPDATE, old.slot(), old.edition(), new Task.Back(old), REASON));
        awaitReady(old).after(back);
    }

    private void instances(String name, Part part) {
        if (part.old().isEmpty()) {
            return;
        }
        Optional<Slot> membership = Optional.ofNullable(units.get(name)).flatMap(Unit::membership);
        Set<PlatformId> members = membership
                .map(slot -> now.members().getOrDefault(slot, Set.of()))
                .orElse(Set.of());
        List<Node> ready = new ArrayList<>();
        for (Resource resource : part.toStart()) {
            Node start = graph.add(
                    new Node(Action.START, resource.slot(), resource.edition(), new Task.Start(resource), REASON));
            resource.claims().forEach(claim -> start.after(room.getOrDefault(claim, List.of())));
            ready.add(awaitReady(resource).after(start));
        }
        Collection<Node> switched = ready;
        if (membership.isPresent()) {
            switched = switchTo(membership.get(), part.old(), part.fresh(), members, ready);
        }
        for (Resource resource : part.fresh()) {
            Optional<Node> stopped = removal.stopOf(resource);
            if (stopped.isPresent()) {
                removal.delete(resource, switched, REASON).after(stopped.get());
            } else {
                removal.retire(resource, switched, Duration.ZERO, REASON);
            }
        }
    }

    private Collection<Node> switchTo(
            Slot membership, List<Resource> old, List<Resource> fresh, Set<PlatformId> members, List<Node> ready) {
        List<Occupant> all = old.stream().map(this::occupant).toList();
        List<Occupant> entering = old.stream()
                .filter(one -> !members.contains(one.id()))
                .map(this::occupant)
                .toList();
        List<Occupant> leaving = fresh.stream()
                .filter(one -> members.contains(one.id()))
                .map(this::occupant)
                .toList();
        if (entering.isEmpty() && leaving.isEmpty()) {
            return ready;
        }
        Node node =
                new Node(Action.SWITCH, membership, "", new Task.Switch(membership, all, entering, leaving), REASON);
        return List.of(graph.add(node).after(ready));
    }

    private Node awaitReady(Resource resource) {
        Task task = new Task.Await(List.of(occupant(resource)), Task.Quorum.ALL);
        return graph.add(new Node(Action.AWAIT, resource.slot(), resource.edition(), task, REASON));
    }

    private Occupant occupant(Resource resource) {
        ResourceSpec spec = specs.get(resource.slot());
        return Occupant.of(
                resource,
                spec == null
                        ? HealthCheck.of(new Probe.Automatic())
                        : spec.handling().check());
    }
}
