package dev.nanokit.aws;

import dev.nanokit.failure.ProviderException;
import dev.nanokit.provider.Inventory;
import dev.nanokit.provider.LabelCodec;
import dev.nanokit.provider.Resource;
import dev.nanokit.provider.ResourceDiscovery;
import dev.nanokit.provider.Scope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Finds what carries the tags of a scope, kind by kind: what others stand on first. */
final class AwsDiscovery implements ResourceDiscovery {

    private static final Duration FIRST = Duration.ofMillis(200);
    private static final Duration LONGEST = Duration.ofSeconds(5);
    private static final int TRIES = 5;

    private final List<AwsKind> kinds;
    private final TagIndex index;
    private final Clusters clusters;
    private final LabelCodec codec;
    private final Consumer<Duration> pause;

    AwsDiscovery(List<AwsKind> kinds, TagIndex index, Clusters clusters, LabelCodec codec, Consumer<Duration> pause) {
        this.clusters = clusters;
        this.kinds = List.copyOf(kinds);
        this.index = index;
        this.codec = codec;
        this.pause = pause;
    }

    @Override
    public Inventory discover(Scope scope) {
        Sight sight = new Sight(scope, index, clusters);
        List<Resource> resources = new ArrayList<>();
        for (AwsKind kind : kinds) {
            for (Found found : all(kind, sight)) {
                codec.decode(AwsTags.labels(found.tags()))
                        .filter(labels -> labels.scope().equals(scope))
                        .filter(labels -> labels.slot().kind().equals(kind.kind()))
                        .ifPresent(labels -> {
                            sight.saw(labels.slot());
                            resources.add(TaggedResources.resource(found, labels));
                        });
            }
        }
        return new Inventory(resources, Map.of());
    }

    /**
     * A discovery is some dozens of calls: one that AWS answers badly is repeated with those of its kind, and not with all,
     * which would be throttled the more. Whether AWS is there at all is not for us to wait for.
     */
    private List<Found> all(AwsKind kind, Sight sight) {
        Duration next = FIRST;
        for (int left = TRIES - 1; ; left--) {
            try {
                return kind.all(sight);
            } catch (ProviderException e) {
                boolean isAnswer = e.getCause() instanceof AwsServiceException;
                Duration wait = e.retryAfter().orElse(next);
                if (left == 0 || !isAnswer || !e.kind().isRetryable() || wait.compareTo(LONGEST) > 0) {
                    throw e;
                }
                pause.accept(wait);
                next = next.multipliedBy(2);
            }
        }
    }
}
