package dev.nanokit.aws;

import dev.nanokit.provider.LabelCodec;
import dev.nanokit.provider.Scope;
import dev.nanokit.provider.Scopes;
import java.util.Comparator;
import java.util.Set;
import java.util.TreeSet;

/**
 * Tells which scopes have anything, by the index of tags; but for ECS, of which it goes on showing what was deleted: there the
 * clusters themselves are asked.
 */
final class AwsScopes implements Scopes {

    private final TagIndex index;
    private final Clusters clusters;
    private final LabelCodec codec;

    AwsScopes(TagIndex index, Clusters clusters, LabelCodec codec) {
        this.index = index;
        this.clusters = clusters;
        this.codec = codec;
    }

    @Override
    public Set<Scope> all() {
        Set<Scope> scopes = new TreeSet<>(Comparator.comparing(Scope::toString));
        index.ofAll().forEach((arn, tags) -> {
            if (!arn.startsWith("arn:") || !arn.split(":", 6)[2].equals("ecs")) {
                codec.decodeScope(AwsTags.labels(tags)).ifPresent(scopes::add);
            }
        });
        clusters.ours().forEach(cluster -> codec.decodeScope(AwsTags.labels(EcsTags.plain(cluster.tags())))
                .ifPresent(scopes::add));
        return scopes;
    }
}
