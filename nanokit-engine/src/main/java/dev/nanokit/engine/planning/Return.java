package dev.nanokit.engine.planning;

import dev.nanokit.model.HealthCheck;
import dev.nanokit.model.Probe;
import dev.nanokit.plan.Action;
import dev.nanokit.provider.Blueprint;
import dev.nanokit.provider.Inventory;
import dev.nanokit.provider.PlatformId;
import dev.nanokit.provider.Resource;
import dev.nanokit.provider.ResourceKind;
import dev.nanokit.provider.ResourceSpec;
import dev.nanokit.provider.Slot;
import dev.nanokit.provider.Unit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
    private final Map<PlatformId, Resource> before;
    private final Map<Slot, ResourceSpec> specs;
    private final Map<String, Unit> units;

    Return(Blueprint blueprint, Inventory before, Inventory now) {
        this.now = now;
        this.removal = new Removal(graph, now);
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
        for (String name : names.stream().sorted().toList()) {
            List<Resource> mine = now.resources().stream()
                    .filter(resource -> resource.slot().kind().runs()
                            && resource.slot().owner().equals(name))
                    .sorted(Comparator.comparing(Resource::slot).thenComparing(Resource::id))
                    .toList();
            List<Resource> services = mine.stream()
                    .filter(resource -> resource.slot().kind().equals(ResourceKind.SERVICE))
                    .toList();
            services.forEach(this::service);
            instances(
                    name,
                    mine.stream()
                            .filter(resource -> resource.slot().kind().equals(ResourceKind.INSTANCE))
                            .toList());
        }
        return graph.ordered();
    }

    private void service(Resource found) {
        Resource old = before.get(found.id());
        if (old == null || old.recorded().equals(found.recorded())) {
            return;
        }
        Node back = graph.add(new Node(Action.UPDATE, old.slot(), old.edition(), new Task.Back(old), REASON));
        awaitReady(old).after(back);
    }

    private void instances(String name, List<Resource> mine) {
        List<Resource> old =
                mine.stream().filter(one -> before.containsKey(one.id())).toList();
        List<Resource> fresh =
                mine.stream().filter(one -> !before.containsKey(one.id())).toList();
        if (old.isEmpty()) {
            return;
        }
        Optional<Slot> membership = Optional.ofNullable(units.get(name)).flatMap(Unit::membership);
        Set<PlatformId> members = membership
                .map(slot -> now.members().getOrDefault(slot, Set.of()))
                .orElse(Set.of());
        boolean roomFirst = fresh.stream().anyMatch(one -> one.claims().stream()
                .anyMatch(claim -> old.stream().anyMatch(other -> other.claims().contains(claim))));
        List<Node> room = new ArrayList<>();
        if (roomFirst) {
            fresh.stream()
                    .filter(one -> one.state().isRunning())
                    .forEach(one -> room.add(removal.stop(one, List.of(), REASON)));
        }
        List<Node> ready = new ArrayList<>();
        for (Resource resource : old) {
            if (!resource.state().isRunning()) {
                Node start = graph.add(
                        new Node(Action.START, resource.slot(), resource.edition(), new Task.Start(resource), REASON));
                ready.add(awaitReady(resource).after(start.after(room)));
            }
        }
        Collection<Node> switched = ready;
        if (membership.isPresent()) {
            switched = switchTo(membership.get(), old, fresh, members, ready);
        }
        for (Resource resource : fresh) {
            if (roomFirst) {
                removal.delete(resource, room, REASON).after(switched);
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
