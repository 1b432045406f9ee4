package dev.nanokit.engine.format;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The format as a JSON Schema (draft 2020-12), for editors. A number may also be a variable that is filled in later. */
final class SchemaText {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String VARIABLE = "\\$\\{";

    private SchemaText() {}

    static String of(Form.Fields file) {
        ObjectNode schema = JSON.objectNode();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("title", "nanokit.yml");
        schema.setAll(fields(file, true));
        schema.putObject("patternProperties").putObject("^x-");
        return schema.toPrettyString() + "\n";
    }

    private static ObjectNode fields(Form.Fields fields, boolean isClosed) {
        ObjectNode schema = JSON.objectNode();
        schema.put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        ArrayNode required = JSON.arrayNode();
        for (Form.Entry entry : fields.entries()) {
            ObjectNode property = orNothing(form(entry.form()), entry);
            property.put("description", described(entry));
            properties.set(entry.name(), property);
            if (entry.isRequired()) {
                required.add(entry.name());
            }
        }
        if (!required.isEmpty()) {
            schema.set("required", required);
        }
        if (isClosed) {
            schema.put("additionalProperties", false);
        }
        return schema;
    }

    private static String described(Form.Entry entry) {
        return entry.standard().isEmpty()
                ? entry.description()
                : entry.description() + ". Default: " + entry.standard();
    }

    /** An empty map may be left out: {@code volumes: { data: }}. */
    private static ObjectNode orNothing(ObjectNode schema, Form.Entry entry) {
        boolean isMap = entry.form() instanceof Form.Named || entry.form() instanceof Form.TextMap;
        if (isMap) {
            schema.set("type", JSON.arrayNode().add("object").add("null"));
        }
        return schema;
    }

    private static ObjectNode form(Form form) {
        ObjectNode schema = JSON.objectNode();
        if (form instanceof Form.Text) {
            schema.set("type", JSON.arrayNode().add("string").add("number").add("boolean"));
        } else if (form instanceof Form.Whole whole) {
            ArrayNode either = schema.putArray("anyOf");
            either.addObject()
                    .put("type", "integer")
                    .put("minimum", whole.least())
                    .put("maximum", whole.most());
            either.addObject().put("type", "string").put("pattern", "^\\d+$|" + VARIABLE);
        } else if (form instanceof Form.Flag) {
            ArrayNode either = schema.putArray("anyOf");
            either.addObject().put("type", "boolean");
            either.addObject().put("type", "string").put("pattern", VARIABLE);
        } else if (form instanceof Form.OneOf oneOf) {
            ArrayNode either = schema.putArray("anyOf");
            ArrayNode options = either.addObject().putArray("enum");
            oneOf.options().forEach(options::add);
            either.addObject().put("type", "string").put("pattern", VARIABLE);
        } else if (form instanceof Form.Texts) {
            schema.set("type", JSON.arrayNode().add("string").add("number").add("array"));
            schema.putObject("items")
                    .set("type", JSON.arrayNode().add("string").add("number").add("boolean"));
        } else if (form instanceof Form.TextMap) {
            schema.put("type", "object");
        } else if (form instanceof Form.Fields fields) {
            return fields(fields, true);
        } else if (form instanceof Form.Open open) {
            return fields(open.known(), false);
        } else if (form instanceof Form.Named named) {
            schema.put("type", "object");
            ObjectNode each = fields(named.each(), true);
            each.set("type", JSON.arrayNode().add("object").add("null"));
            schema.set("additionalProperties", each);
            schema.putObject("propertyNames").put("pattern", "^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$");
        } else if (form instanceof Form.Either either) {
            ArrayNode forms = schema.putArray("anyOf");
            either.forms().forEach(one -> forms.add(form(one)));
        }
        return schema;
    }
}
