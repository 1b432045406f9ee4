package dev.nanokit.engine.planning;

import dev.nanokit.plan.Action;
import dev.nanokit.provider.Inventory;
import dev.nanokit.provider.PlatformId;
import dev.nanokit.provider.Resource;
import dev.nanokit.provider.Slot;
import dev.nanokit.provider.Strategy;
import dev.nanokit.provider.Unit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The steps of one service on a platform that runs instances.
 *
 * <p>Rolling, wave by wave: create, ready, switch, drain, stop and delete the old. Recreate: stop the old, create, ready,
 * switch, delete the old; it is kept, stopped, until the new one is ready, so that going back is a start.
 */
final class Rollout {

    private final Transition transition;
    private final Unit unit;
    private final List<Decision> decisions;
    private final List<Resource> extra;
    private final Map<PlatformId, Occupant> rotation = new LinkedHashMap<>();
    private final Set<PlatformId> leavers = new HashSet<>();

    Rollout(Transition transition, Unit unit, List<Decision> decisions, List<Resource> extra) {
        this.transition = transition;
        this.unit = unit;
        this.decisions = decisions;
        this.extra = new ArrayList<>(extra);
    }

    void layOut(Inventory inventory) {
        observe(inventory);
        boolean rolls = unit.strategy() instanceof Strategy.Rolling;
        List<Decision> changed = new ArrayList<>();
        List<Decision> entering = new ArrayList<>();
        for (Decision decision : decisions) {
            if (decision.move().isReplacement()) {
                changed.add(decision);
            } else {
                extra.addAll(decision.leftOver());
                if (decision.move() != Decision.Move.KEEP || isOutside(decision)) {
                    entering.add(decision);
                }
            }
        }
        List<List<Decision>> waves = rolls ? waves(changed) : List.of(changed);
        List<Node> before = List.of();
        List<Occupant> members = new ArrayList<>(rotation.values());
        for (int wave = 0; wave < waves.size(); wave++) {
            List<Decision> mine = new ArrayList<>(waves.get(wave));
            if (wave == 0) {
                mine.addAll(entering);
                mine.sort(Comparator.comparing(Decision::slot));
            }
            List<Resource> old = new ArrayList<>();
            waves.get(wave).forEach(decision -> old.addAll(decision.leftOver()));
            if (wave == waves.size() - 1) {
                old.addAll(extra);
            }
            before = rolls ? roll(mine, old, members, before) : recreate(mine, old, members);
        }
    }

    private List<Node> roll(List<Decision> mine, List<Resource> old, List<Occupant> members, List<Node> before) {
        List<Node> ready = new ArrayList<>();
        for (Decision decision : mine) {
            Node await = transition.await(decision);
            if (decision.move() != Decision.Move.KEEP) {
                await.after(transition.bring(decision).after(before));
            }
            ready.add(await);
        }
        List<Node> switched = switchOver(mine, old, members, ready, before);
        mine.forEach(decision -> transition.ready(decision.slot(), switched));
        for (Resource resource : old.stream().sorted(byPlace()).toList()) {
            if (transition.keepsOldToTheEnd()) {
                transition.removal().rest(resource, switched, drain(resource), Node.Reason.of("gives way"));
                transition.deleteAtTheEnd(resource);
            } else {
                transition.removal().retire(resource, switched, drain(resource), Node.Reason.of("gives way"));
            }
        }
        return switched;
    }

    private List<Node> recreate(List<Decision> mine, List<Resource> old, List<Occupant> members) {
        boolean replaces = mine.stream().anyMatch(Rollout::takesThePlace);
        List<Node> stops = new ArrayList<>();
        if (replaces) {
            for (Resource resource : old.stream().sorted(byPlace()).toList()) {
                if (resource.state().isRunning()) {
                    Node stop = transition.removal().stop(resource, List.of(), Node.Reason.of("gives way"));
                    transition.afterNeeds(stop, decisions.get(0).spec());
                    stops.add(stop);
                }
            }
        }
        List<Node> ready = new ArrayList<>();
        for (Decision decision : mine) {
            Node await = transition.await(decision);
            if (decision.move() != Decision.Move.KEEP) {
                await.after(transition.bring(decision).after(stops));
            }
            ready.add(await);
        }
        List<Node> switched = switchOver(mine, old, members, ready, List.of());
        mine.forEach(decision -> transition.ready(decision.slot(), switched));
        for (Resource resource : old.stream().sorted(byPlace()).toList()) {
            if (replaces && transition.keepsOldToTheEnd()) {
                transition.deleteAtTheEnd(resource);
            } else if (replaces) {
                transition.removal().delete(resource, switched, Node.Reason.of("replaced"));
            } else {
                transition.removal().retire(resource, switched, drain(resource), Node.Reason.of("gives way"));
            }
        }
        return switched;
    }

    /** {@return whether something that runs in its slot gives way to it: to a new one, or to the one before} */
    private static boolean takesThePlace(Decision decision) {
        return decision.move().isReplacement()
                || (decision.move() == Decision.Move.START
                        && decision.leftOver().stream()
                                .anyMatch(other -> other.state().isRunning()));
    }

    /** Changes the rotation, if the engine minds it and it does change; returns the steps that others wait for. */
    private List<Node> switchOver(
            List<Decision> mine, List<Resource> old, List<Occupant> members, List<Node> ready, List<Node> before) {
        List<Node> needed = ready.isEmpty() ? before : ready;
        Optional<Slot> membership = unit.membership();
        if (membership.isEmpty()) {
            return needed;
        }
        List<Occupant> entering = mine.stream()
                .filter(decision -> decision.kept()
                        .map(found -> !rotation.containsKey(found.id()))
                        .orElse(true))
                .map(Decision::occupant)
                .toList();
        List<Occupant> leaving = old.stream()
                .sorted(byPlace())
                .filter(resource -> rotation.containsKey(resource.id()))
                .map(resource -> rotation.get(resource.id()))
                .toList();
        if (entering.isEmpty() && leaving.isEmpty()) {
            return needed;
        }
        members.removeAll(leaving);
        members.addAll(entering);
        members.sort(Comparator.comparing(Occupant::slot).thenComparing(Occupant::edition));
        leaving.forEach(occupant -> occupant.found().ifPresent(resource -> leavers.add(resource.id())));
        Task task = new Task.Switch(membership.get(), List.copyOf(members), entering, leaving);
        Node.Reason reason = Node.Reason.of(entering.size() + " in, " + leaving.size() + " out");
        return List.of(transition
                .add(new Node(Action.SWITCH, membership.get(), "", task, reason))
                .after(needed));
    }

    private void observe(Inventory inventory) {
        Set<PlatformId> ids = unit.membership()
                .map(slot -> inventory.members().getOrDefault(slot, Set.of()))
                .orElse(Set.of());
        ids.stream()
                .map(transition::found)
                .flatMap(Optional::stream)
                .sorted(byPlace())
                .forEach(resource -> rotation.put(
                        resource.id(),
                        Occupant.of(
                                resource,
                                decisions.stream()
                                        .findFirst()
                                        .map(one -> one.spec().handling().check())
                                        .orElseGet(() -> dev.nanokit.model.HealthCheck.of(
                                                new dev.nanokit.model.Probe.Disabled())))));
    }

    /** {@return whether it is kept and should be in the rotation, but is not} */
    private boolean isOutside(Decision decision) {
        return unit.membership().isPresent()
                && decision.kept().stream().anyMatch(found -> !rotation.containsKey(found.id()));
    }

    private List<List<Decision>> waves(List<Decision> changed) {
        int count = unit.strategy() instanceof Strategy.Rolling rolling ? rolling.waves() : 1;
        int size = Math.max(1, (changed.size() + count - 1) / count);
        List<List<Decision>> waves = new ArrayList<>();
        for (int from = 0; from < changed.size(); from += size) {
            waves.add(changed.subList(from, Math.min(changed.size(), from + size)));
        }
        return waves.isEmpty() ? List.of(List.of()) : waves;
    }

    private Duration drain(Resource resource) {
        return leavers.contains(resource.id()) && !decisions.isEmpty()
                ? decisions.get(0).spec().handling().drain()
                : Duration.ZERO;
    }

    private static Comparator<Resource> byPlace() {
        return Comparator.comparing(Resource::slot).thenComparing(Resource::id);
    }
}
