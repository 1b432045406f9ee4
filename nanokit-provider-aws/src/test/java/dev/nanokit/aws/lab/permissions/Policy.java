package dev.nanokit.aws.lab.permissions;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * A managed policy of IAM's. There are several, as one has at most 6,144 characters, spaces aside
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html).
 *
 * @param name name of its file
 * @param grants its statements
 */
record Policy(String name, List<Grant> grants) {

    static final int LIMIT = 6144;

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final DefaultIndenter LINES = new DefaultIndenter("  ", "\n");
    private static final DefaultPrettyPrinter LINE_BY_LINE =
            new DefaultPrettyPrinter().withObjectIndenter(LINES).withArrayIndenter(LINES);

    static Policy of(String name, Grant... grants) {
        return new Policy(name, List.of(grants));
    }

    /** {@return the document that IAM takes, for people to read} */
    String text() {
        ObjectNode document = MAPPER.createObjectNode().put("Version", "2012-10-17");
        ArrayNode statements = document.putArray("Statement");
        grants.forEach(grant -> write(grant, statements.addObject()));
        try {
            return MAPPER.writer(LINE_BY_LINE).writeValueAsString(document) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return name;
    }

    private static void write(Grant grant, ObjectNode statement) {
        statement.put("Sid", grant.id()).put("Effect", "Allow");
        ArrayNode actions = statement.putArray("Action");
        grant.needs().stream().map(Need::action).sorted().forEach(actions::add);
        ArrayNode resources = statement.putArray("Resource");
        grant.reach().resources().forEach(resources::add);
        if (!grant.reach().operator().isEmpty()) {
            ArrayNode values = statement
                    .putObject("Condition")
                    .putObject(grant.reach().operator())
                    .putArray(grant.reach().key());
            grant.reach().values().forEach(values::add);
        }
    }
}
