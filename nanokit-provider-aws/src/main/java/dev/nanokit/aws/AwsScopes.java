package dev.nanokit.aws;

import dev.nanokit.provider.LabelCodec;
import dev.nanokit.provider.Scope;
import dev.nanokit.provider.Scopes;
import java.util.Comparator;
import java.util.Set;
import java.util.TreeSet;

/** Tells which scopes have anything, by the index of tags. */
final class AwsScopes implements Scopes {

    private final TagIndex index;
    private final LabelCodec codec;

    AwsScopes(TagIndex index, LabelCodec codec) {
        this.index = index;
        this.codec = codec;
    }

    @Override
    public Set<Scope> all() {
        Set<Scope> scopes = new TreeSet<>(Comparator.comparing(Scope::toString));
        index.ofAll().values().forEach(tags -> codec.decodeScope(AwsTags.labels(tags))
                .ifPresent(scopes::add));
        return scopes;
    }
}
