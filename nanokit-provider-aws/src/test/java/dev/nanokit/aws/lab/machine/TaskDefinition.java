package dev.nanokit.aws.lab.machine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nanokit.aws.lab.wire.Trees;
import java.util.List;
import java.util.Optional;

/**
 * A task definition as AWS shows it.
 *
 * @param tree all of it
 */
public record TaskDefinition(JsonNode tree) {

    /** {@return its whole name} */
    public String arn() {
        return tree.path("taskDefinitionArn").asText();
    }

    /** {@return family and revision with a colon} */
    public String name() {
        return arn().substring(arn().indexOf('/') + 1);
    }

    /** {@return its family} */
    public String family() {
        return tree.path("family").asText();
    }

    /** {@return whether it was deregistered} */
    public boolean inactive() {
        return !tree.path("status").asText("ACTIVE").equals("ACTIVE");
    }

    /** {@return whether its tasks get network interfaces of their own} */
    public boolean ownInterfaces() {
        return tree.path("networkMode").asText().equals("awsvpc");
    }

    /** {@return its containers' definitions} */
    public List<JsonNode> containers() {
        return Trees.list(tree.path("containerDefinitions"));
    }

    /**
     * Finds a container.
     *
     * @param name its name
     * @return its definition
     */
    public Optional<JsonNode> container(String name) {
        return containers().stream()
                .filter(container -> container.path("name").asText().equals(name))
                .findFirst();
    }
}
