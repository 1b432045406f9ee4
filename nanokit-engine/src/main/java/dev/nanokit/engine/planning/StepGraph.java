package dev.nanokit.engine.planning;

import dev.nanokit.failure.PlanRejectedException;
import dev.nanokit.plan.Action;
import dev.nanokit.plan.Step;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The steps of a plan while it is being made, and their order in the end. */
final class StepGraph {

    private final List<Node> nodes = new ArrayList<>();

    Node add(Node node) {
        nodes.add(node);
        return node;
    }

    List<Node> nodes() {
        return List.copyOf(nodes);
    }

    /** {@return the works, each after those it needs, otherwise in the order in which they were added} */
    List<Work> ordered() {
        nodes.forEach(Node::leaveOutWhatIsWaitedForAnyway);
        leaveOutGatesOfNobody();
        Map<Node, Integer> place = new IdentityHashMap<>();
        for (Node node : nodes) {
            place.put(node, place.size());
        }
        Map<Node, Integer> open = new IdentityHashMap<>();
        Map<Node, List<Node>> dependents = new IdentityHashMap<>();
        PriorityQueue<Integer> ready = new PriorityQueue<>();
        for (Node node : nodes) {
            node.needs.forEach(need ->
                    dependents.computeIfAbsent(need, any -> new ArrayList<>()).add(node));
            open.put(node, node.needs.size());
            if (node.needs.isEmpty()) {
                ready.add(place.get(node));
            }
        }
        Map<Node, Integer> ids = new IdentityHashMap<>();
        List<Work> works = new ArrayList<>();
        while (!ready.isEmpty()) {
            Node node = nodes.get(ready.remove());
            ids.put(node, ids.size() + 1);
            works.add(work(node, ids));
            for (Node dependent : dependents.getOrDefault(node, List.of())) {
                if (open.merge(dependent, -1, Integer::sum) == 0) {
                    ready.add(place.get(dependent));
                }
            }
        }
        if (works.size() < nodes.size()) {
            throw new PlanRejectedException(
                    "plan.cycle",
                    "no order satisfies these steps, each waits for the next: " + cycle(ids)
                            + ". Most often something can be held by one only (a port, a volume) and is asked for by two",
                    List.of());
        }
        return works;
    }

    private void leaveOutGatesOfNobody() {
        Set<Node> needed = new HashSet<>();
        nodes.forEach(node -> needed.addAll(node.needs));
        nodes.removeIf(node -> node.action == Action.GATE && !needed.contains(node));
    }

    private static Work work(Node node, Map<Node, Integer> ids) {
        TreeSet<Integer> needs = new TreeSet<>();
        node.needs.forEach(need -> needs.add(Objects.requireNonNull(ids.get(need))));
        int id = Objects.requireNonNull(ids.get(node));
        Step step = new Step(id, node.action, node.slot, node.edition, node.cause, node.changes, needs);
        return new Work(step, node.task, node.position);
    }

    /** Walks backwards among what could not be ordered, until a step comes again. */
    private String cycle(Map<Node, Integer> done) {
        Map<Node, Integer> seen = new HashMap<>();
        Deque<Node> path = new ArrayDeque<>();
        Node node =
                nodes.stream().filter(one -> !done.containsKey(one)).findFirst().orElseThrow();
        while (!seen.containsKey(node)) {
            seen.put(node, path.size());
            path.addLast(node);
            node = node.needs.stream()
                    .filter(one -> !done.containsKey(one))
                    .findFirst()
                    .orElseThrow();
        }
        return path.stream().skip(seen.get(node)).map(Node::words).collect(Collectors.joining(" <- "));
    }
}
