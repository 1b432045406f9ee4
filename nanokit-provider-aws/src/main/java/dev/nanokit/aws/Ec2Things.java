package dev.nanokit.aws;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the kinds of EC2 share: they are named by a tag, which several may have. */
final class Ec2Things {

    private Ec2Things() {}

    static Found found(String id, Map<String, String> tags) {
        return new Found(id, tags.getOrDefault(AwsTags.NAME, id), tags, Map.of());
    }

    /** {@return the one that counts of those that have a name: ours, if one of them is} */
    static Optional<Found> first(List<Found> named) {
        return named.stream()
                .min(Comparator.comparing((Found one) -> !one.tags().containsKey(AwsTags.SCOPE))
                        .thenComparing(Found::id));
    }
}
