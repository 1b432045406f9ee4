package dev.nanokit.aws;

import dev.nanokit.provider.Scope;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.GetResourcesRequest;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.TagFilter;

/** The tagging API: one index of whatever carries a tag. It lags behind, in both directions. Thread-safe. */
final class TagIndex {

    private static final int PAGE = 100;

    private final AwsClients clients;

    TagIndex(AwsClients clients) {
        this.clients = clients;
    }

    /** {@return every tag of everything of a scope that it knows, by ARN} */
    Map<String, Map<String, String>> of(Scope scope) {
        return of(AwsTags.of(scope));
    }

    /** {@return the same for a scope that is told by its tag} */
    Map<String, Map<String, String>> of(String scope) {
        return where(TagFilter.builder().key(AwsTags.SCOPE).values(scope).build());
    }

    /** {@return every tag of everything of ours that it knows, by ARN} */
    Map<String, Map<String, String>> ofAll() {
        return where(TagFilter.builder().key(AwsTags.SCOPE).build());
    }

    /** {@return every tag of one thing; empty if it does not know it} */
    Optional<Map<String, String>> ofOne(String arn) {
        return Optional.ofNullable(
                where(request -> request.resourceARNList(arn)).get(arn));
    }

    private Map<String, Map<String, String>> where(TagFilter filter) {
        return where(request -> request.tagFilters(filter).resourcesPerPage(PAGE));
    }

    private Map<String, Map<String, String>> where(Consumer<GetResourcesRequest.Builder> what) {
        return AwsFailures.call("look what is tagged", () -> {
            Map<String, Map<String, String>> all = new TreeMap<>();
            clients.tagging()
                    .getResourcesPaginator(what)
                    .resourceTagMappingList()
                    .forEach(one -> {
                        Map<String, String> tags = new HashMap<>();
                        one.tags().forEach(tag -> tags.put(tag.key(), tag.value()));
                        all.put(one.resourceARN(), tags);
                    });
            return all;
        });
    }
}
