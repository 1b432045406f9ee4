package dev.nanokit.aws.lab.rules;

import static dev.nanokit.aws.lab.rules.Rule.unless;

import dev.nanokit.aws.lab.wire.ApiRequest;
import dev.nanokit.aws.lab.wire.Moto;
import dev.nanokit.aws.lab.wire.Trees;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What EC2, IAM, CloudWatch Logs, Secrets Manager and Scheduler refuse. */
final class PlaceRules {

    private static final Set<Integer> RETENTION = Set.of(
            1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653);

    private PlaceRules() {}

    static List<Rule> all() {
        return List.of(
                new Rule(
                        "iam",
                        "CreateRole",
                        "ValidationError",
                        "https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html",
                        (request, moto) -> unless(
                                request.text("RoleName").matches("[\\w+=,.@-]{1,64}"),
                                "roleName has 1 to 64 characters")),
                new Rule(
                        "iam",
                        "CreateRole",
                        "MalformedPolicyDocument",
                        "https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html",
                        (request, moto) -> json(request.text("AssumeRolePolicyDocument"))),
                new Rule(
                        "iam",
                        "PutRolePolicy",
                        "MalformedPolicyDocument",
                        "https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutRolePolicy.html",
                        (request, moto) -> json(request.text("PolicyDocument"))),
                new Rule(
                        "logs",
                        "PutRetentionPolicy",
                        "InvalidParameterException",
                        "https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html",
                        (request, moto) -> unless(
                                RETENTION.contains(request.parameters()
                                        .path("retentionInDays")
                                        .asInt()),
                                "retentionInDays is not one of the values that are possible")),
                new Rule(
                        "secretsmanager",
                        "CreateSecret",
                        "ValidationException",
                        "https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CreateSecret.html",
                        (request, moto) -> unless(
                                request.text("Name").matches("[A-Za-z0-9/_+=.@-]{1,512}"),
                                "Invalid name. Must be a valid name containing alphanumeric characters, or -/_+=.@")),
                new Rule(
                        "ec2",
                        "DeleteSecurityGroup",
                        "DependencyViolation",
                        "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DeleteSecurityGroup.html",
                        PlaceRules::isReferredTo));
    }

    private static Optional<String> json(String text) {
        try {
            return unless(Trees.read(text).isObject(), "This policy contains invalid Json");
        } catch (RuntimeException e) {
            return Optional.of("This policy contains invalid Json");
        }
    }

    private static Optional<String> isReferredTo(ApiRequest request, Moto moto) {
        String id = request.text("GroupId");
        boolean isUsed = Trees.list(moto.result("ec2", "DescribeSecurityGroups").path("securityGroupInfo")).stream()
                .filter(group -> !group.path("groupId").asText().equals(id))
                .anyMatch(group -> group.path("ipPermissions").toString().contains("\"" + id + "\""));
        return unless(!isUsed, "resource " + id + " has a dependent object");
    }
}
