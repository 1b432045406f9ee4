package dev.nanokit.aws.lab.machine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nanokit.aws.lab.wire.Trees;
import java.util.Map;
import java.util.Optional;

/**
 * Finds out why a task cannot start, in AWS's words. AWS: "Amazon ECS stopped task error messages",
 * stopped-task-error-codes.html, task_cannot_pull_image.html, resource-initialization-error.html.
 */
final class StartTrouble {

    /** Why a task cannot start, and what its containers say of it. */
    record Trouble(String reason, String ofContainer) {}

    private final Timeline timeline;
    private final Surroundings surroundings;

    StartTrouble(Timeline timeline, Surroundings surroundings) {
        this.timeline = timeline;
        this.surroundings = surroundings;
    }

    /**
     * Looks for trouble.
     *
     * @param definition of the task
     * @param secrets takes the values of those that were found
     * @return the first trouble; empty if the task can start
     */
    Optional<Trouble> of(TaskDefinition definition, Map<String, String> secrets) {
        String role = definition.tree().path("executionRoleArn").asText();
        if (!role.isEmpty() && !surroundings.hasRole(role, timeline.now())) {
            return Optional.of(new Trouble(
                    "ECS was unable to assume the role '" + role + "' that was provided for this task. Please verify"
                            + " that the role being passed has the proper trust relationship and permissions and that"
                            + " your IAM user has permissions to pass this role.",
                    ""));
        }
        for (JsonNode container : definition.containers()) {
            Optional<Trouble> found =
                    secret(container, secrets).or(() -> log(container)).or(() -> image(container));
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private Optional<Trouble> secret(JsonNode container, Map<String, String> values) {
        if (container.path("image").asText().startsWith("nosecret:")) {
            return Optional.of(noSecret("secret"));
        }
        for (JsonNode secret : Trees.list(container.path("secrets"))) {
            String reference = secret.path("valueFrom").asText();
            Optional<String> value = surroundings.secret(reference);
            if (value.isEmpty()) {
                return Optional.of(noSecret(reference));
            }
            values.put(secret.path("name").asText(), value.get());
        }
        return Optional.empty();
    }

    private static Trouble noSecret(String reference) {
        return new Trouble(
                "ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval"
                        + " failed: unable to retrieve secret from asm: service call has been retried 1 time(s): failed"
                        + " to fetch secret " + reference + " from secrets manager: ResourceNotFoundException: Secrets"
                        + " Manager can't find the specified secret.",
                "");
    }

    private Optional<Trouble> log(JsonNode container) {
        JsonNode log = container.path("logConfiguration");
        JsonNode options = log.path("options");
        String group = options.path("awslogs-group").asText();
        boolean makes = options.path("awslogs-create-group").asText().equals("true");
        if (!log.path("logDriver").asText().equals("awslogs") || makes || surroundings.hasLogGroup(group)) {
            return Optional.empty();
        }
        return Optional.of(new Trouble(
                "ResourceInitializationError: failed to validate logger args: create stream has been retried 1 times:"
                        + " failed to create Cloudwatch log stream: ResourceNotFoundException: The specified log group"
                        + " does not exist. : exit status 1",
                ""));
    }

    private static Optional<Trouble> image(JsonNode container) {
        String image = container.path("image").asText();
        if (!image.startsWith("missing:")) {
            return Optional.empty();
        }
        String text = "CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref"
                + " docker.io/library/" + image + ": docker.io/library/" + image + ": not found";
        return Optional.of(new Trouble(text, text));
    }
}
