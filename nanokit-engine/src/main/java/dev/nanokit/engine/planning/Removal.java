package dev.nanokit.engine.planning;

import dev.nanokit.plan.Action;
import dev.nanokit.provider.Inventory;
import dev.nanokit.provider.PlatformId;
import dev.nanokit.provider.Resource;
import dev.nanokit.provider.ResourceKind;
import dev.nanokit.provider.Slot;
import dev.nanokit.provider.Trait;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The steps that end resources: one by one, or tier by tier from the highest down. */
final class Removal {

    private final StepGraph graph;
    private final Inventory inventory;
    private final Map<PlatformId, Node> stops = new HashMap<>();

    Removal(StepGraph graph, Inventory inventory) {
        this.graph = graph;
        this.inventory = inventory;
    }

    List<Work> works() {
        return graph.ordered();
    }

    /** {@return the step after which a resource no longer runs, if one is planned} */
    Optional<Node> stopOf(Resource resource) {
        return Optional.ofNullable(stops.get(resource.id()));
    }

    /** Drains, stops and deletes one resource after the given steps; returns the last step. */
    Node retire(Resource resource, Collection<Node> after, Duration drain, Node.Reason reason) {
        return delete(resource, rest(resource, after, drain, reason), reason);
    }

    /** Drains and stops one resource after the given steps; returns the last steps. */
    Collection<Node> rest(Resource resource, Collection<Node> after, Duration drain, Node.Reason reason) {
        Collection<Node> before = after;
        if (resource.state().isRunning() && !drain.isZero()) {
            Node wait = graph.add(
                    new Node(Action.DRAIN, resource.slot(), resource.edition(), new Task.Drain(drain), reason));
            before = List.of(wait.after(before));
        }
        if (resource.state().isRunning() && resource.slot().kind().equals(ResourceKind.INSTANCE)) {
            before = List.of(stop(resource, before, reason));
        }
        return before;
    }

    Node stop(Resource resource, Collection<Node> after, Node.Reason reason) {
        Node node =
                graph.add(new Node(Action.STOP, resource.slot(), resource.edition(), new Task.Stop(resource), reason));
        stops.put(resource.id(), node.after(after));
        return node;
    }

    Node delete(Resource resource, Collection<Node> after, Node.Reason reason) {
        Node node = graph.add(
                new Node(Action.DELETE, resource.slot(), resource.edition(), new Task.Delete(resource), reason));
        stops.putIfAbsent(resource.id(), node.after(after));
        return node.after(after);
    }

    /** Deletes what was replaced and stopped, after everything else. */
    void deleteReplaced(List<Resource> replaced) {
        List<Node> last = replaced.isEmpty() ? List.of() : gate(graph.nodes());
        replaced.forEach(resource -> delete(resource, last, Node.Reason.of("replaced")));
    }

    /** Stops all that runs, what builds on others first. */
    void stopAll() {
        List<Node> above = List.of();
        for (List<Resource> tier : tiers(inventory.resources()).values()) {
            List<Node> stopped = new ArrayList<>();
            for (Resource resource : tier) {
                if (resource.slot().kind().runs() && resource.state().isRunning()) {
                    stopped.add(stop(resource, above, Node.Reason.of("asked for")));
                }
            }
            above = stopped.isEmpty() ? above : gate(stopped);
        }
    }

    /**
     * Deletes all of the given that may go, from the highest tier down; returns what is kept because it holds data, and
     * what such data stands on. A job that is meant for the end of a service is run before it is deleted, unless its slot
     * is still wanted.
     */
    List<Slot> deleteAll(Collection<Resource> resources, Collection<Slot> wanted, DataLeave leave, String cause) {
        List<Slot> kept = new ArrayList<>();
        Map<String, List<Node>> ends = new HashMap<>();
        List<Resource> lastJobs = new ArrayList<>();
        List<Node> above = List.of();
        List<Node> before = graph.nodes();
        boolean first = true;
        boolean dataStays = resources.stream().anyMatch(resource -> keepsData(resource, leave));
        for (List<Resource> tier : tiers(resources).values()) {
            List<Node> ended = new ArrayList<>();
            for (Resource resource : tier) {
                boolean carries = dataStays && resource.traits().contains(Trait.CARRIES_DATA);
                if (carries || keepsData(resource, leave)) {
                    kept.add(resource.slot());
                } else if (!resource.usedByOthers()) {
                    if (first && !before.isEmpty()) {
                        above = gate(before);
                    }
                    first = false;
                    if (resource.traits().contains(Trait.RUNS_AT_END) && !wanted.contains(resource.slot())) {
                        lastJobs.add(resource);
                        continue;
                    }
                    Node end = retire(resource, above, Duration.ZERO, Node.Reason.of(cause));
                    ends.computeIfAbsent(resource.slot().owner(), any -> new ArrayList<>())
                            .add(end);
                    ended.add(end);
                }
            }
            for (Resource job : lastJobs) {
                Node end = runAndDelete(job, ends.getOrDefault(job.slot().owner(), above), cause);
                ends.computeIfAbsent(job.slot().owner(), any -> new ArrayList<>())
                        .add(end);
                ended.add(end);
            }
            lastJobs.clear();
            above = ended.isEmpty() ? above : gate(ended);
        }
        return kept;
    }

    private static boolean keepsData(Resource resource, DataLeave leave) {
        return resource.traits().contains(Trait.HOLDS_DATA) && !leave.allows(resource.slot());
    }

    private Node runAndDelete(Resource job, List<Node> after, String cause) {
        Node run = graph.add(new Node(
                Action.RUN,
                job.slot(),
                job.edition(),
                new Task.RunFound(job, true),
                Node.Reason.of("the service has ended")));
        return delete(job, List.of(run.after(after)), Node.Reason.of(cause));
    }

    /** A single step is waited for as it is; many are gathered, so that edges do not multiply. */
    private List<Node> gate(List<Node> nodes) {
        if (nodes.size() <= 1) {
            return nodes;
        }
        Node last = nodes.get(nodes.size() - 1);
        Node gate =
                new Node(Action.GATE, last.slot, "", new Task.Gate(), Node.Reason.of(nodes.size() + " steps before"));
        return List.of(graph.add(gate.after(nodes)));
    }

    private static SortedMap<Integer, List<Resource>> tiers(Collection<Resource> resources) {
        SortedMap<Integer, List<Resource>> tiers = new TreeMap<>(Comparator.reverseOrder());
        resources.stream()
                .sorted(Comparator.comparing(Resource::slot).thenComparing(Resource::id))
                .forEach(resource -> tiers.computeIfAbsent(resource.tier(), any -> new ArrayList<>())
                        .add(resource));
        return tiers;
    }
}
