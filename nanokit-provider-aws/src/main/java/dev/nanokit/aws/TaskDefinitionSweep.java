package dev.nanokit.aws;

import dev.nanokit.failure.ProviderException;
import dev.nanokit.provider.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionField;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionStatus;

/**
 * Deletes the task definitions of a scope that a run left which died between the registration and the service. They cost
 * nothing and are not shown by anything else, so the index of tags is good enough to find them: none, and that is all.
 */
final class TaskDefinitionSweep {

    /** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeleteTaskDefinitions.html. */
    private static final int DELETED_AT_ONCE = 10;

    private final AwsClients clients;
    private final TagIndex index;

    TaskDefinitionSweep(AwsClients clients, TagIndex index) {
        this.clients = clients;
        this.index = index;
    }

    /** Deletes those whose tags say that they are of a scope. */
    void of(String scope, Operation operation) {
        List<String> retired = new ArrayList<>();
        for (String arn : index.of(scope).keySet()) {
            if (arn.contains(":task-definition/nk-")) {
                retire(arn, scope).ifPresent(retired::add);
                operation.checkpoint();
            }
        }
        for (int from = 0; from < retired.size(); from += DELETED_AT_ONCE) {
            List<String> some = retired.subList(from, Math.min(retired.size(), from + DELETED_AT_ONCE));
            AwsFailures.call("delete task definitions of " + scope, () -> clients.ecs()
                    .deleteTaskDefinitions(request -> request.taskDefinitions(some)));
        }
    }

    /** {@return it, if it is there and of the scope, and can be deleted now} */
    private Optional<String> retire(String arn, String scope) {
        Optional<DescribeTaskDefinitionResponse> there = look(arn)
                .filter(answer -> scope.equals(EcsTags.plain(answer.tags()).get(AwsTags.SCOPE)))
                .filter(answer -> answer.taskDefinition().status() != TaskDefinitionStatus.DELETE_IN_PROGRESS);
        if (there.isEmpty()) {
            return Optional.empty();
        }
        if (there.get().taskDefinition().status() == TaskDefinitionStatus.ACTIVE) {
            AwsFailures.call("retire task definition " + arn, () -> clients.ecs()
                    .deregisterTaskDefinition(request -> request.taskDefinition(arn)));
        }
        return Optional.of(arn);
    }

    /** The answer to what does not exist is a ClientException, and there is no other for this call with a whole ARN. */
    private Optional<DescribeTaskDefinitionResponse> look(String arn) {
        try {
            return AwsFailures.find("look at task definition " + arn, () -> clients.ecs()
                    .describeTaskDefinition(
                            request -> request.taskDefinition(arn).include(TaskDefinitionField.TAGS)));
        } catch (ProviderException e) {
            if (AwsFailures.isOf(e, "ClientException")) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
