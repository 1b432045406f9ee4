package dev.nanokit.aws.lab.rules;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nanokit.aws.lab.wire.ApiRequest;
import dev.nanokit.aws.lab.wire.Refusal;
import dev.nanokit.aws.lab.wire.Trees;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What tags may be, in every request that carries some: at most 50, keys of 128 and values of 256 characters, of letters,
 * digits, spaces and a few signs, nothing that begins with {@code aws:}. See
 * https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html.
 */
final class TagRule {

    private static final int MOST = 50;
    private static final int LONGEST_KEY = 128;
    private static final int LONGEST_VALUE = 256;
    private static final Pattern CHARACTERS = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*");

    private TagRule() {}

    static void check(ApiRequest request) {
        if (request.reads()) {
            return;
        }
        for (String member : List.of("Tags", "tags", "TagList", "Tag")) {
            JsonNode tags = request.parameters().path(member);
            if (tags.isArray()) {
                check(Trees.list(tags), request);
            }
        }
        for (JsonNode specification : Trees.list(request.parameters().path("TagSpecification"))) {
            check(Trees.list(specification.path("Tag")), request);
        }
    }

    private static void check(List<JsonNode> tags, ApiRequest request) {
        if (tags.size() > MOST) {
            throw refusal(request, "more than 50 tags");
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

    private static String text(JsonNode tag, String member) {
        JsonNode upper = tag.path(member);
        return (upper.isMissingNode() ? tag.path(member.toLowerCase(Locale.ROOT)) : upper).asText("");
    }

    private static Refusal refusal(ApiRequest request, String words) {
        boolean isJson = request.service().equals("ecs") || request.service().equals("logs");
        return new Refusal(isJson ? "InvalidParameterException" : "InvalidParameterValue", words);
    }
}
