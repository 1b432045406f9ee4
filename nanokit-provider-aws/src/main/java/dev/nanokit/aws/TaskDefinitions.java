package dev.nanokit.aws;

import dev.nanokit.failure.ProviderException;
import dev.nanokit.provider.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionFamilyStatus;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionField;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionStatus;

/** Registers task definitions, finds them again by their family, and clears away those that nobody runs. Thread-safe. */
final class TaskDefinitions {

    /** How many DeleteTaskDefinitions takes, https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeleteTaskDefinitions.html. */
    private static final int DELETED_AT_ONCE = 10;

    private final AwsClients clients;

    TaskDefinitions(AwsClients clients) {
        this.clients = clients;
    }

    /** A task definition with its tags. */
    record Tagged(TaskDefinition definition, Map<String, String> tags) {
        String arn() {
            return definition.taskDefinitionArn();
        }
    }

    /** {@return the ARN of the newest one of the request's family, registered if there is none} */
    String ensure(RegisterTaskDefinitionRequest request) {
        return find(request.family()).map(Tagged::arn).orElseGet(() -> register(request));
    }

    String register(RegisterTaskDefinitionRequest request) {
        return AwsFailures.call("register task definition " + request.family(), () -> clients.ecs()
                .registerTaskDefinition(request)
                .taskDefinition()
                .taskDefinitionArn());
    }

    /**
     * {@return one by its ARN, or the newest of a family; empty if there is none that is active}
     *
     * <p>ECS tells of an unknown one by a ClientException, as of anything else that is wrong with the request, in which there
     * is but the name.
     */
    Optional<Tagged> find(String arnOrFamily) {
        try {
            var answer = AwsFailures.call("look at task definition " + arnOrFamily, () -> clients.ecs()
                    .describeTaskDefinition(
                            one -> one.taskDefinition(arnOrFamily).include(TaskDefinitionField.TAGS)));
            boolean isActive = answer.taskDefinition().status() == TaskDefinitionStatus.ACTIVE;
            return isActive
                    ? Optional.of(new Tagged(answer.taskDefinition(), EcsTags.plain(answer.tags())))
                    : Optional.empty();
        } catch (ProviderException e) {
            if (AwsFailures.isOf(e, "ClientException") || e.kind() == ProviderException.Kind.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** {@return the families that begin so and have an active one} */
    List<String> families(String beginning) {
        return AwsFailures.call("list task definitions", () -> clients
                .ecs()
                .listTaskDefinitionFamiliesPaginator(
                        one -> one.familyPrefix(beginning).status(TaskDefinitionFamilyStatus.ACTIVE))
                .families()
                .stream()
                .toList());
    }

    /** Clears away a scope's families that begin so, but for some; those of others are left. */
    void sweep(Scope scope, String beginning, Set<String> kept) {
        List<String> unused = new ArrayList<>();
        for (String family : families(beginning)) {
            if (!kept.contains(family)) {
                unused.addAll(revisions(family).stream()
                        .filter(arn -> find(arn).filter(one -> isOf(scope, one)).isPresent())
                        .toList());
            }
        }
        delete(unused);
    }

    private static boolean isOf(Scope scope, Tagged one) {
        return AwsTags.of(scope).equals(one.tags().get(AwsTags.SCOPE));
    }

    private List<String> revisions(String family) {
        return AwsFailures.call("list task definitions of " + family, () -> clients
                .ecs()
                .listTaskDefinitionsPaginator(one -> one.familyPrefix(family).status(TaskDefinitionStatus.ACTIVE))
                .taskDefinitionArns()
                .stream()
                .toList());
    }

    void delete(List<String> arns) {
        arns.forEach(arn -> AwsFailures.call(
                "deregister " + arn, () -> clients.ecs().deregisterTaskDefinition(one -> one.taskDefinition(arn))));
        for (int from = 0; from < arns.size(); from += DELETED_AT_ONCE) {
            List<String> some = arns.subList(from, Math.min(arns.size(), from + DELETED_AT_ONCE));
            AwsFailures.call("delete task definitions", () -> clients.ecs()
                    .deleteTaskDefinitions(one -> one.taskDefinitions(some)));
        }
    }

    /** {@return the family in a task definition's ARN} */
    static String family(String arn) {
        String last = arn.substring(arn.lastIndexOf('/') + 1);
        int colon = last.lastIndexOf(':');
        return colon < 0 ? last : last.substring(0, colon);
    }
}
