package dev.nanokit.aws.lab.rules;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nanokit.aws.lab.wire.ApiRequest;
import dev.nanokit.aws.lab.wire.Refusal;
import dev.nanokit.aws.lab.wire.Trees;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What tags may be, in every request that carries some: at most 50, keys of 128 and values of 256 characters, of letters,
 * digits, spaces and a few signs, nothing that begins with {@code aws:}. See
 * https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html.
 */
final class TagRules {

    private static final int MOST = 50;
    private static final int LONGEST_KEY = 128;
    private static final int LONGEST_VALUE = 256;
    private static final Pattern CHARACTERS = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*");

    /** Codes for a tag that is wrong; those of EC2 and RDS are the same. By the services' references of their calls. */
    private static final Map<String, String> WRONG = Map.ofEntries(
            Map.entry("acm", "InvalidTagException"),
            Map.entry("application-autoscaling", "ValidationException"),
            Map.entry("ecr", "InvalidTagParameterException"),
            Map.entry("ecs", "InvalidParameterException"),
            Map.entry("elasticfilesystem", "ValidationException"),
            Map.entry("elasticloadbalancing", "ValidationError"),
            Map.entry("iam", "ValidationError"),
            Map.entry("logs", "InvalidParameterException"),
            Map.entry("route53", "InvalidInput"),
            Map.entry("scheduler", "ValidationException"),
            Map.entry("secretsmanager", "InvalidParameterException"),
            Map.entry("servicediscovery", "InvalidInput"),
            Map.entry("tagging", "InvalidParameterException"));

    /** Codes for too many, where they are others. */
    private static final Map<String, String> MANY = Map.of(
            "acm", "TooManyTagsException",
            "application-autoscaling", "TooManyTagsException",
            "ec2", "TagLimitExceeded",
            "ecr", "TooManyTagsException",
            "elasticloadbalancing", "TooManyTags",
            "servicediscovery", "TooManyTagsException");

    private TagRules() {}

    static void check(ApiRequest request) {
        if (request.reads()) {
            return;
        }
        for (String member : List.of("Tags", "tags", "TagList", "Tag", "AddTags")) {
            JsonNode tags = request.parameters().path(member);
            if (tags.isArray()) {
                check(Trees.list(tags), request);
            } else if (tags.isObject()) {
                check(pairs(tags), request);
            }
        }
        for (JsonNode specification : Trees.list(request.parameters().path("TagSpecification"))) {
            check(Trees.list(specification.path("Tag")), request);
        }
    }

    private static void check(List<JsonNode> tags, ApiRequest request) {
        if (tags.size() > MOST) {
            throw many(request);
        }
        for (JsonNode tag : tags) {
            String key = text(tag, "Key");
            String value = text(tag, "Value");
            if (key.length() > LONGEST_KEY || value.length() > LONGEST_VALUE) {
                throw refusal(request, "the tag " + key + " is too long");
            }
            if (!CHARACTERS.matcher(key).matches() || !CHARACTERS.matcher(value).matches()) {
                throw refusal(request, "the tag " + key + " has characters that tags may not have");
            }
            if (key.toLowerCase(Locale.ROOT).startsWith("aws:")) {
                throw refusal(request, "tags that begin with aws: are AWS's own");
            }
        }
    }

    /** Of a JSON map of keys and values, or of the one tag that XML shows without a list. */
    private static List<JsonNode> pairs(JsonNode tags) {
        if (tags.elements().hasNext() && tags.elements().next().isContainerNode()) {
            return Trees.list(tags);
        }
        List<JsonNode> pairs = new ArrayList<>();
        tags.properties()
                .forEach(tag -> pairs.add(Trees.object()
                        .put("Key", tag.getKey())
                        .put("Value", tag.getValue().asText())));
        return pairs;
    }

    private static String text(JsonNode tag, String member) {
        JsonNode upper = tag.path(member);
        return (upper.isMissingNode() ? tag.path(member.toLowerCase(Locale.ROOT)) : upper).asText("");
    }

    private static Refusal many(ApiRequest request) {
        return new Refusal(MANY.getOrDefault(request.service(), code(request)), "more than 50 tags");
    }

    private static Refusal refusal(ApiRequest request, String words) {
        return new Refusal(code(request), words);
    }

    private static String code(ApiRequest request) {
        return WRONG.getOrDefault(request.service(), "InvalidParameterValue");
    }
}
