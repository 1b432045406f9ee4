package dev.nanokit.aws.lab.machine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nanokit.aws.lab.wire.ApiRequest;
import dev.nanokit.aws.lab.wire.ApiResponse;
import dev.nanokit.aws.lab.wire.Trees;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The index of tags: moto's, with what its index lacks. AWS's knows all types:
 * https://docs.aws.amazon.com/resourcegroupstagging/latest/APIReference/supported-services.html.
 */
final class IndexCalls {

    private final List<Supplier<Map<String, JsonNode>>> others;

    IndexCalls(List<Supplier<Map<String, JsonNode>>> others) {
        this.others = List.copyOf(others);
    }

    void in(Reactions reactions) {
        reactions.revise("tagging:GetResources", this::add);
    }

    private ApiResponse add(ApiRequest request, ApiResponse answer) {
        ObjectNode tree = (ObjectNode) answer.json();
        if (!tree.path("PaginationToken").asText("").isEmpty()) {
            return answer;
        }
        ArrayNode all = tree.withArrayProperty("ResourceTagMappingList");
        others.forEach(other -> other.get().forEach((arn, tags) -> {
            if (isAsked(request.parameters(), arn, tags)) {
                all.addObject().put("ResourceARN", arn).set("Tags", tags);
            }
        }));
        return answer.withBody(Trees.bytes(tree));
    }

    private static boolean isAsked(JsonNode question, String arn, JsonNode tags) {
        List<String> arns = Trees.texts(question.path("ResourceARNList"));
        return (arns.isEmpty() || arns.contains(arn))
                && Trees.list(question.path("TagFilters")).stream().allMatch(filter -> {
                    List<String> values = Trees.texts(filter.path("Values"));
                    return Trees.list(tags).stream()
                            .anyMatch(tag -> tag.path("Key").equals(filter.path("Key"))
                                    && (values.isEmpty()
                                            || values.contains(tag.path("Value").asText())));
                });
    }
}
