package dev.nanokit.aws;

import dev.nanokit.failure.ProviderException;
import dev.nanokit.provider.Labelled;
import dev.nanokit.provider.ResourceKind;
import dev.nanokit.provider.Scope;
import dev.nanokit.provider.Slot;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import software.amazon.awssdk.services.ecs.model.Cluster;

/** What one discovery has seen so far: the lists that several kinds read are asked for once. Thread-safe. */
final class Sight {

    private final Scope scope;
    private final Once<List<Cluster>> clusters;
    private final Once<Map<String, Map<String, String>>> indexed;
    private final Map<ResourceKind, CompletableFuture<List<Labelled>>> seen = new ConcurrentHashMap<>();
    private final Map<Class<?>, Once<?>> others = new ConcurrentHashMap<>();

    /**
     * Begins to look.
     *
     * @param scope whose things are looked for
     * @param index the index of tags
     * @param allClusters the clusters of the account
     */
    Sight(Scope scope, TagIndex index, Clusters allClusters) {
        this.scope = scope;
        this.clusters = new Once<>(() -> allClusters.of(scope));
        this.indexed = new Once<>(() -> index.of(scope));
    }

    /** Notes that a kind is looked for, which ends with {@link #saw} or {@link #failed}. */
    void looksFor(ResourceKind kind) {
        seen.put(kind, new CompletableFuture<>());
    }

    Scope scope() {
        return scope;
    }

    /** Notes what was found of a kind. */
    void saw(ResourceKind kind, List<Labelled> labels) {
        of(kind).complete(List.copyOf(labels));
    }

    /** Notes that this look did not tell. */
    void failed(ResourceKind kind, RuntimeException why) {
        of(kind).completeExceptionally(why);
    }

    /**
     * {@return whether something was found in a slot of another kind, which must stand before the asking one in the list of
     * kinds, and is waited for. What stands in a security group is made after it, and the group cannot go first: where there
     * is no group, another service need not be asked what is in it}
     */
    boolean hasSeen(Slot slot) {
        return seen(slot.kind()).stream().anyMatch(labels -> labels.slot().equals(slot));
    }

    /** {@return the labels of all that was found of another kind, which is waited for in the same way} */
    List<Labelled> seen(ResourceKind kind) {
        try {
            return of(kind).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof ProviderException cause) {
                throw cause;
            }
            throw e;
        }
    }

    private CompletableFuture<List<Labelled>> of(ResourceKind kind) {
        return seen.computeIfAbsent(kind, none -> CompletableFuture.completedFuture(List.of()));
    }

    /** {@return the clusters of the scope} */
    List<Cluster> clustersOfScope() {
        return clusters.get();
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
        return indexed.get();
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
        return type.cast(others.computeIfAbsent(type, any -> new Once<>(look)).get());
    }
}
