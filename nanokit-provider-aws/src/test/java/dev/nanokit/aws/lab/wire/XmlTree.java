package dev.nanokit.aws.lab.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Set;
import org.w3c.dom.Element;

/** Turns XML into a tree, so that rules need not care for it. */
final class XmlTree {

    private static final Set<String> MEMBERS = Set.of("member", "item");

    private XmlTree() {}

    static JsonNode of(Element element) {
        List<Element> children = Xml.children(element);
        if (children.isEmpty()) {
            return TextNode.valueOf(element.getTextContent());
        }
        if (children.stream().allMatch(child -> MEMBERS.contains(child.getTagName()))) {
            ArrayNode array = Trees.array();
            children.forEach(child -> array.add(of(child)));
            return array;
        }
        ObjectNode object = Trees.object();
        for (Element child : children) {
            put(object, child.getTagName(), of(child));
        }
        return object;
    }

    private static void put(ObjectNode object, String name, JsonNode value) {
        JsonNode before = object.get(name);
        if (before == null) {
            object.set(name, value);
        } else if (before instanceof ArrayNode array) {
            array.add(value);
        } else {
            object.set(name, Trees.array().add(before).add(value));
        }
    }
}
