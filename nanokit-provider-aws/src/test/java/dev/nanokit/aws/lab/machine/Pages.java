package dev.nanokit.aws.lab.machine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nanokit.aws.lab.wire.ApiRequest;
import dev.nanokit.aws.lab.wire.Refusal;
import dev.nanokit.aws.lab.wire.Trees;
import java.util.List;

/** Cuts lists into pages, as AWS does and moto mostly does not. Thread-safe. */
final class Pages {

    private static final int SMALL = 2;
    private static final String TOKEN = "page-";

    private volatile boolean small;

    /** From now on pages are so small that no list of three fits. */
    void small() {
        small = true;
    }

    int size(int wanted) {
        return small ? Math.min(SMALL, wanted) : wanted;
    }

    /** Gives a page of an ECS list. */
    ObjectNode page(ApiRequest request, String name, List<String> all, int defaultSize) {
        int size = request.has("maxResults")
                ? request.parameters().path("maxResults").asInt()
                : defaultSize;
        ObjectNode tree = Trees.object();
        ArrayNode array = tree.putArray(name);
        int from = from(request.text("nextToken"));
        int to = Math.min(all.size(), from + size(size));
        all.subList(Math.min(from, to), to).forEach(array::add);
        if (to < all.size()) {
            tree.put("nextToken", TOKEN + to);
        }
        return tree;
    }

    static int from(String token) {
        if (token.isEmpty()) {
            return 0;
        }
        if (!token.matches(TOKEN + "\\d+")) {
            throw new Refusal("InvalidParameterException", "Invalid token: " + token);
        }
        return Integer.parseInt(token.substring(TOKEN.length()));
    }

    static String token(int from) {
        return TOKEN + from;
    }

    static List<String> texts(JsonNode list) {
        return Trees.texts(list);
    }
}
