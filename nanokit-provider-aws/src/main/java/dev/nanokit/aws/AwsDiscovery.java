package dev.nanokit.aws;

import dev.nanokit.provider.Inventory;
import dev.nanokit.provider.LabelCodec;
import dev.nanokit.provider.Resource;
import dev.nanokit.provider.ResourceDiscovery;
import dev.nanokit.provider.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Finds what carries the tags of a scope, kind by kind: what others stand on first. */
final class AwsDiscovery implements ResourceDiscovery {

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
        Sight sight = new Sight(scope, index, clusters);
        List<Resource> resources = new ArrayList<>();
        for (AwsKind kind : kinds) {
            for (Found found : kind.all(sight)) {
                codec.decode(AwsTags.labels(found.tags()))
                        .filter(labels -> labels.scope().equals(scope))
                        .filter(labels -> labels.slot().kind().equals(kind.kind()))
                        .ifPresent(labels -> {
                            sight.saw(labels);
                            resources.add(TaggedResources.resource(found, labels));
                        });
            }
        }
        return new Inventory(resources, Map.of());
    }
}
