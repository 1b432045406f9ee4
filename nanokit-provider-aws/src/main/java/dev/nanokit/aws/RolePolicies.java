package dev.nanokit.aws;

import dev.nanokit.provider.Scope;
import java.util.List;
import java.util.stream.Collectors;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;

/**
 * What roles allow, as the JSON of IAM. Each names actions one by one, and what they may be done to by how our names begin.
 * The account is left open in ARNs, as a policy reaches no other account's things anyway. Immutable and thread-safe.
 */
final class RolePolicies {

    private final String region;
    private final String partition;

    RolePolicies(String region) {
        this.region = region;
        this.partition = PartitionMetadata.of(Region.of(region)).id();
    }

    /** {@return the path of a scope's roles} */
    static String path(Scope scope) {
        return "/nanokit/" + scope + "/";
    }

    /** {@return who may take a role: a service of AWS} */
    String trust(String service) {
        return trusting(service, "");
    }

    /**
     * {@return the same for the sake of one account alone:
     * https://docs.aws.amazon.com/scheduler/latest/UserGuide/cross-service-confused-deputy-prevention.html}
     */
    String trust(String service, String account) {
        return trusting(
                service, ",\"Condition\":{\"StringEquals\":{\"aws:SourceAccount\":" + JsonText.of(account) + "}}");
    }

    private static String trusting(String service, String condition) {
        return """
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow",\
                "Principal":{"Service":"%s"},"Action":"sts:AssumeRole"%s}]}"""
                .formatted(service, condition);
    }

    /**
     * Gives the policy that a word stands for.
     *
     * @param word the field {@link Foundations#ALLOWS} of a role
     * @param scope whose role it is
     * @return the policy
     */
    String allow(String word, Scope scope) {
        return switch (word) {
            case "start-tasks" -> startTasks(ScopeNames.beginning(scope));
            case "exec" -> exec();
            case "run-tasks" -> runTasks(scope);
            default -> throw new IllegalArgumentException("no policy is called " + word);
        };
    }

    /**
     * What ECS does before a task runs: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html.
     * Images may lie in any repository that lets this account in; a database's password lies under a name of RDS's.
     */
    private String startTasks(String names) {
        return policy(
                allow(List.of("ecr:GetAuthorizationToken"), List.of("*")),
                allow(
                        List.of("ecr:BatchCheckLayerAvailability", "ecr:GetDownloadUrlForLayer", "ecr:BatchGetImage"),
                        List.of(arn("ecr", "*", "repository/*"))),
                allow(
                        List.of("logs:CreateLogStream", "logs:PutLogEvents"),
                        List.of(arn("logs", region, "log-group:" + LogGroup.PREFIX + names + "*"))),
                allow(
                        List.of("secretsmanager:GetSecretValue"),
                        List.of(
                                arn("secretsmanager", region, "secret:" + names + "*"),
                                arn("secretsmanager", region, "secret:rds!*"))));
    }

    /** A shell in a running task: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html. */
    private static String exec() {
        return policy(allow(
                List.of(
                        "ssmmessages:CreateControlChannel",
                        "ssmmessages:CreateDataChannel",
                        "ssmmessages:OpenControlChannel",
                        "ssmmessages:OpenDataChannel"),
                List.of("*")));
    }

    /**
     * Starts tasks at set times, with tags, and hands them their roles:
     * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/CWE_IAM_role.html.
     */
    private String runTasks(Scope scope) {
        String names = ScopeNames.beginning(scope);
        return policy(
                allow(List.of("ecs:RunTask"), List.of(arn("ecs", region, "task-definition/" + names + "*"))),
                allowIf(
                        "ecs:CreateAction",
                        "RunTask",
                        List.of("ecs:TagResource"),
                        List.of(arn("ecs", region, "task/" + names + "*"))),
                allowIf(
                        "iam:PassedToService",
                        "ecs-tasks.amazonaws.com",
                        List.of("iam:PassRole"),
                        List.of(arn("iam", "", "role" + path(scope) + "*"))));
    }

    private String arn(String service, String region, String resource) {
        return String.join(":", "arn", partition, service, region, "*", resource);
    }

    private static String policy(String... statements) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[" + String.join(",", statements) + "]}";
    }

    private static String allow(List<String> actions, List<String> resources) {
        return "{\"Effect\":\"Allow\",\"Action\":" + list(actions) + ",\"Resource\":" + list(resources) + "}";
    }

    private static String allowIf(String key, String value, List<String> actions, List<String> resources) {
        String allow = allow(actions, resources);
        return allow.substring(0, allow.length() - 1) + ",\"Condition\":{\"StringEquals\":{" + JsonText.of(key) + ":"
                + JsonText.of(value) + "}}}";
    }

    private static String list(List<String> texts) {
        return texts.stream().map(JsonText::of).collect(Collectors.joining(",", "[", "]"));
    }
}
