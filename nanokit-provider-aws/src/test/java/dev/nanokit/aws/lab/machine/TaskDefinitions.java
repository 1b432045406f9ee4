package dev.nanokit.aws.lab.machine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nanokit.aws.lab.wire.ApiResponse;
import dev.nanokit.aws.lab.wire.Moto;
import dev.nanokit.aws.lab.wire.Trees;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Remembers the task definitions that passed the lab, as they never change; asks moto for others. Thread-safe. */
public final class TaskDefinitions {

    private final Map<String, TaskDefinition> known = new ConcurrentHashMap<>();
    private final Moto moto;

    TaskDefinitions(Moto moto) {
        this.moto = moto;
    }

    /** Remembers what an answer of moto holds. */
    void learn(JsonNode answer) {
        JsonNode tree = answer.path("taskDefinition");
        if (tree.has("taskDefinitionArn")) {
            TaskDefinition definition = new TaskDefinition(tree);
            known.put(definition.name(), definition);
        }
    }

    /** Forgets what may have changed. */
    void forget(String reference) {
        known.remove(reference.substring(reference.lastIndexOf('/') + 1));
    }

    /**
     * Finds a task definition.
     *
     * @param reference its family, family and revision, or whole name
     * @return it; empty if there is none
     */
    public Optional<TaskDefinition> find(String reference) {
        String name = reference.substring(reference.lastIndexOf('/') + 1);
        TaskDefinition remembered = known.get(name);
        if (remembered != null) {
            return Optional.of(remembered);
        }
        ApiResponse response =
                moto.json("ecs", "DescribeTaskDefinition", Trees.object().put("taskDefinition", name));
        if (!response.ok()) {
            return Optional.empty();
        }
        learn(response.json());
        return Optional.of(new TaskDefinition(response.json().path("taskDefinition")));
    }
}
