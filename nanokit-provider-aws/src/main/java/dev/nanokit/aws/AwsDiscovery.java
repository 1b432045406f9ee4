package dev.nanokit.aws;

import dev.nanokit.failure.OperationCancelledException;
import dev.nanokit.provider.Inventory;
import dev.nanokit.provider.LabelCodec;
import dev.nanokit.provider.Resource;
import dev.nanokit.provider.ResourceDiscovery;
import dev.nanokit.provider.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/**
 * Finds what carries the tags of a scope, kind by kind: what others stand on first. Several kinds are asked for at a time, as
 * what a look costs is the way to AWS and back. A kind that waits for what another has seen stands behind it in the list,
 * and they are begun in that order: none waits for one that has not begun.
 */
final class AwsDiscovery implements ResourceDiscovery {

    private static final int AT_ONCE = 6;

    private final List<AwsKind> kinds;
    private final TagIndex index;
    private final Clusters clusters;
    private final LabelCodec codec;

    AwsDiscovery(List<AwsKind> kinds, TagIndex index, Clusters clusters, LabelCodec codec) {
        this.clusters = clusters;
        this.kinds = List.copyOf(kinds);
        this.index = index;
        this.codec = codec;
    }

    @Override
    public Inventory discover(Scope scope) {
        Sight sight = new Sight(
                scope, index, clusters, kinds.stream().map(AwsKind::kind).toList());
        ExecutorService askers = Executors.newFixedThreadPool(Math.min(AT_ONCE, kinds.size()), task -> {
            Thread thread = new Thread(task, "nanokit-aws-look");
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<Future<List<Resource>>> looks = kinds.stream()
                    .map(kind -> askers.submit(() -> look(kind, sight)))
                    .toList();
            List<Resource> resources = new ArrayList<>();
            for (Future<List<Resource>> look : looks) {
                resources.addAll(answer(look));
            }
            return new Inventory(resources, Map.of());
        } finally {
            askers.shutdownNow();
        }
    }

    private List<Resource> look(AwsKind kind, Sight sight) {
        try {
            List<Resource> resources = new ArrayList<>();
            for (Found found : kind.all(sight)) {
                codec.decode(AwsTags.labels(found.tags()))
                        .filter(labels -> labels.scope().equals(sight.scope()))
                        .filter(labels -> labels.slot().kind().equals(kind.kind()))
                        .ifPresent(labels -> resources.add(TaggedResources.resource(found, labels)));
            }
            sight.saw(kind.kind(), resources.stream().map(Resource::slot).collect(Collectors.toSet()));
            return resources;
        } catch (RuntimeException e) {
            sight.failed(kind.kind(), e);
            throw e;
        }
    }

    private static List<Resource> answer(Future<List<Resource>> look) {
        try {
            return look.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OperationCancelledException("interrupted while looking at what is there");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
