package dev.nanokit.aws;

import dev.nanokit.failure.ProviderException;
import dev.nanokit.provider.Scope;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.elasticache.model.Tag;

/**
 * The tags of what ElastiCache has. No list shows them, and of a group that is not available just now none are told
 * (https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_ListTagsForResource.html): the index of tags has
 * them then. Thread-safe.
 */
final class CacheTags {

    private final AwsClients clients;
    private final TagIndex index;

    CacheTags(AwsClients clients, TagIndex index) {
        this.clients = clients;
        this.index = index;
    }

    /** {@return the description that tells, in a list, what may be of a scope; its tags tell what is} */
    static String description(Scope scope) {
        return "nanokit " + AwsTags.of(scope);
    }

    Map<String, String> of(String arn, String name) {
        try {
            Map<String, String> plain = new HashMap<>();
            AwsFailures.find("read the tags of " + name, () -> clients.caches()
                            .listTagsForResource(request -> request.resourceName(arn)))
                    .ifPresent(answer -> answer.tagList().forEach(tag -> plain.put(tag.key(), tag.value())));
            return plain;
        } catch (ProviderException e) {
            Optional<Map<String, String>> indexed =
                    e.kind() == ProviderException.Kind.IN_USE ? index.ofOne(arn) : Optional.empty();
            return indexed.orElseThrow(() -> e);
        }
    }

    void write(String arn, String name, Map<String, String> tags) {
        AwsFailures.call("tag " + name, () -> clients.caches()
                .addTagsToResource(request -> request.resourceName(arn).tags(sdk(tags))));
    }

    static List<Tag> sdk(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }
}
