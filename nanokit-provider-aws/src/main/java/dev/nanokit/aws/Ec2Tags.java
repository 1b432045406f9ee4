package dev.nanokit.aws;

import dev.nanokit.provider.Scope;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/**
 * The tags of what EC2 has: VPCs, subnets, gateways, route tables, security groups. Each kind is listed by them, and not by a
 * list of tags, in which they may outlive what they were on. Thread-safe.
 */
final class Ec2Tags {

    private final AwsClients clients;

    Ec2Tags(AwsClients clients) {
        this.clients = clients;
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

    /** {@return the filter for what is of a scope} */
    static Filter of(Scope scope) {
        return filter("tag:" + AwsTags.SCOPE, List.of(AwsTags.of(scope)));
    }

    /** {@return the filter for what has a name; EC2 lets several have one} */
    static Filter named(String name) {
        return filter("tag:" + AwsTags.NAME, List.of(name));
    }
}
