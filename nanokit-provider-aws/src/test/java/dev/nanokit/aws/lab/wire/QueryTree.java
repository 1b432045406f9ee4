package dev.nanokit.aws.lab.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** Turns a form with names like {@code Tags.member.1.Key} into a tree. */
final class QueryTree {

    private final boolean namedMembers;

    /**
     * Makes a reader.
     *
     * @param namedMembers whether lists carry their members' names, as RDS's do: {@code SubnetIds.SubnetIdentifier.1}
     */
    QueryTree(boolean namedMembers) {
        this.namedMembers = namedMembers;
    }

    JsonNode of(String form) {
        ObjectNode root = Trees.object();
        for (String pair : form.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                String name = URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8);
                String value = URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8);
                put(root, name.split("\\.", -1), value);
            }
        }
        return lists(root);
    }

    private static void put(ObjectNode root, String[] path, String value) {
        ObjectNode at = root;
        for (int i = 0; i < path.length - 1; i++) {
            JsonNode next = at.get(path[i]);
            at = next instanceof ObjectNode object ? object : at.putObject(path[i]);
        }
        at.set(path[path.length - 1], TextNode.valueOf(value));
    }

    private JsonNode lists(JsonNode node) {
        if (!(node instanceof ObjectNode object)) {
            return node;
        }
        if (!object.isEmpty() && numbered(object)) {
            Map<Integer, JsonNode> sorted = new TreeMap<>();
            object.properties().forEach(entry -> sorted.put(Integer.valueOf(entry.getKey()), lists(entry.getValue())));
            ArrayNode array = Trees.array();
            sorted.values().forEach(array::add);
            return array;
        }
        if (object.size() == 1) {
            var only = object.properties().iterator().next();
            boolean wraps = only.getKey().equals("member") || only.getKey().equals("entry") || namedMembers;
            if (wraps && only.getValue() instanceof ObjectNode inner && numbered(inner)) {
                return lists(inner);
            }
        }
        ObjectNode result = Trees.object();
        object.properties().forEach(entry -> result.set(entry.getKey(), lists(entry.getValue())));
        return result;
    }

    private static boolean numbered(ObjectNode object) {
        return object.properties().stream()
                .allMatch(entry -> entry.getKey().chars().allMatch(c -> c >= '0' && c <= '9'));
    }
}
