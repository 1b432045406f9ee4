package dev.nanokit.aws;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What the kinds of EC2 share: they are told by how their ids begin, and named by a tag, which several may have. */
final class Ec2Things {

    private Ec2Things() {}

    /** {@return all of a scope whose id begins like this} */
    static List<Found> all(Sight sight, String beginning) {
        return sight.ec2().entrySet().stream()
                .filter(one -> one.getKey().startsWith(beginning))
                .map(one -> found(one.getKey(), one.getValue()))
                .sorted(Comparator.comparing(Found::id))
                .toList();
    }

    static Found found(String id, Map<String, String> tags) {
        return new Found(id, tags.getOrDefault(AwsTags.NAME, id), tags, Map.of());
    }

    /** {@return the one that counts of those that have a name: ours, if one of them is} */
    static Optional<Found> first(Stream<Found> named) {
        return named.min(Comparator.comparing((Found one) -> !one.tags().containsKey(AwsTags.SCOPE))
                .thenComparing(Found::id));
    }
}
