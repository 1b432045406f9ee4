package dev.nanokit.aws;

import dev.nanokit.provider.Labelled;
import dev.nanokit.provider.Scope;
import dev.nanokit.provider.Slot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.services.ecs.model.Cluster;

/**
 * What one discovery has seen so far: the lists that several kinds read are asked for once. Used by one thread.
 */
final class Sight {

    private final Scope scope;
    private final TagIndex index;
    private final Clusters allClusters;
    private List<Cluster> clusters = List.of();
    private boolean hasClusters;
    private final Map<Slot, List<Labelled>> seen = new HashMap<>();
    private Map<String, Map<String, String>> indexed = Map.of();
    private boolean hasIndexed;
    private final Map<Class<?>, Object> others = new HashMap<>();

    Sight(Scope scope, TagIndex index, Clusters allClusters) {
        this.allClusters = allClusters;
        this.scope = scope;
        this.index = index;
    }

    Scope scope() {
        return scope;
    }

    /** Notes that something was found. */
    void saw(Labelled labels) {
        seen.computeIfAbsent(labels.slot(), any -> new ArrayList<>()).add(labels);
    }

    /** {@return the labels of all that kinds that were asked before found} */
    List<Labelled> seen() {
        return seen.values().stream().flatMap(List::stream).toList();
    }

    /**
     * {@return whether a kind that was asked before found something in a slot. What stands in a security group is made after
     * it, and the group cannot go first: where there is no group, another service need not be asked what is in it}
     */
    boolean hasSeen(Slot slot) {
        return seen.containsKey(slot);
    }

    /** {@return the clusters of the scope} */
    List<Cluster> clustersOfScope() {
        if (!hasClusters) {
            clusters = allClusters.of(scope);
            hasClusters = true;
        }
        return clusters;
    }

    /** {@return the names of the clusters of the scope} */
    List<String> clusters() {
        return clustersOfScope().stream().map(Cluster::clusterName).toList();
    }

    /**
     * {@return the tags of everything of the scope that the index of tags knows, by ARN. The index lags: what it shows may be
     * gone, what it lacks may be there. It saves calls, and proves nothing}
     */
    Map<String, Map<String, String>> indexed() {
        if (!hasIndexed) {
            indexed = index.of(scope);
            hasIndexed = true;
        }
        return indexed;
    }

    /** {@return the ARNs that the index knows of one sort, by how they begin after the account, {@code task-definition/}} */
    List<String> indexed(String service, String beginning) {
        return indexed().keySet().stream()
                .filter(arn -> arn.startsWith("arn:") && arn.split(":", 6).length == 6)
                .filter(arn -> arn.split(":", 6)[2].equals(service) && arn.split(":", 6)[5].startsWith(beginning))
                .sorted()
                .toList();
    }

    /** {@return what a look gives that is taken once, by the type of what it gives} */
    <T> T once(Class<T> type, Supplier<T> look) {
        Object there = others.get(type);
        if (there == null) {
            there = look.get();
            others.put(type, there);
        }
        return type.cast(there);
    }
}
