package dev.nanokit.aws.lab.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Trees of parameters and answers, the one form in which the lab looks at all protocols. */
public final class Trees {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Trees() {}

    /** {@return an empty object} */
    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** {@return an empty list} */
    public static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    /**
     * Reads JSON.
     *
     * @param body text, or nothing
     * @return the tree; missing if there is no text
     */
    public static JsonNode read(byte[] body) {
        if (body.length == 0) {
            return MissingNode.getInstance();
        }
        try {
            return MAPPER.readTree(body);
        } catch (IOException e) {
            throw new UncheckedIOException("this is no JSON", e);
        }
    }

    /**
     * Reads JSON.
     *
     * @param text JSON
     * @return the tree
     */
    public static JsonNode read(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("this is no JSON: " + text, e);
        }
    }

    /**
     * Writes JSON.
     *
     * @param tree what
     * @return its text
     */
    public static byte[] bytes(JsonNode tree) {
        try {
            return MAPPER.writeValueAsBytes(tree);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Gives the members of a list, also of one that holds a single member and therefore looks like none.
     *
     * @param list a list, a text, an object with the list inside, or nothing
     * @return its members
     */
    public static List<JsonNode> list(JsonNode list) {
        if (list.isMissingNode() || list.isNull()) {
            return List.of();
        }
        List<JsonNode> members = new ArrayList<>();
        if (list.isArray()) {
            list.forEach(members::add);
        } else if (list.isObject() && list.size() == 1 && list.elements().next().isContainerNode()) {
            return list(list.elements().next());
        } else if (!list.isTextual() || !list.textValue().isEmpty()) {
            members.add(list);
        }
        return members;
    }

    /**
     * Gives the texts of a list.
     *
     * @param list as for {@link #list}
     * @return its members' texts
     */
    public static List<String> texts(JsonNode list) {
        return list(list).stream().map(JsonNode::asText).toList();
    }

    /**
     * Makes a list of texts.
     *
     * @param texts the texts
     * @return the tree
     */
    public static ArrayNode array(Iterable<String> texts) {
        ArrayNode array = array();
        texts.forEach(array::add);
        return array;
    }
}
