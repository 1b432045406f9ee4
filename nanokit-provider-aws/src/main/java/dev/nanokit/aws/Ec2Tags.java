package dev.nanokit.aws;

import dev.nanokit.provider.Scope;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagDescription;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/**
 * The tags of what EC2 has: VPCs, subnets, gateways, route tables, security groups. One list tells all of a scope's, as a
 * tag of EC2's goes with the thing. Thread-safe.
 */
final class Ec2Tags {

    /** How many values one filter takes, https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Filter.html. */
    private static final int VALUES = 200;

    private final AwsClients clients;

    Ec2Tags(AwsClients clients) {
        this.clients = clients;
    }

    /** {@return every tag of everything of a scope, by id} */
    Map<String, Map<String, String>> of(Scope scope) {
        List<String> ids = new ArrayList<>();
        descriptions(filter("key", List.of(AwsTags.SCOPE)), filter("value", List.of(AwsTags.of(scope))))
                .forEach(tag -> ids.add(tag.resourceId()));
        Map<String, Map<String, String>> tags = new HashMap<>();
        for (int from = 0; from < ids.size(); from += VALUES) {
            List<String> some = ids.subList(from, Math.min(ids.size(), from + VALUES));
            descriptions(filter("resource-id", some))
                    .forEach(tag -> tags.computeIfAbsent(tag.resourceId(), any -> new HashMap<>())
                            .put(tag.key(), tag.value()));
        }
        return tags;
    }

    private List<TagDescription> descriptions(Filter... filters) {
        return AwsFailures.call(
                "list tags of EC2",
                () -> clients.ec2().describeTagsPaginator(request -> request.filters(filters)).tags().stream()
                        .toList());
    }

    void write(String id, Map<String, String> tags) {
        AwsFailures.call("tag " + id, () -> clients.ec2()
                .createTags(request -> request.resources(id).tags(sdk(tags))));
    }

    static List<Tag> sdk(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }

    /** {@return the tags for the call that makes something} */
    static TagSpecification of(ResourceType type, Map<String, String> tags) {
        return TagSpecification.builder().resourceType(type).tags(sdk(tags)).build();
    }

    static Map<String, String> plain(List<Tag> tags) {
        Map<String, String> plain = new HashMap<>();
        tags.forEach(tag -> plain.put(tag.key(), tag.value()));
        return plain;
    }

    static Filter filter(String name, List<String> values) {
        return Filter.builder().name(name).values(values).build();
    }

    /** {@return the filter for what has a name; EC2 lets several have one} */
    static Filter named(String name) {
        return filter("tag:" + AwsTags.NAME, List.of(name));
    }
}
