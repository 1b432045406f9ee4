package dev.nanokit.aws.lab.rules;

import static dev.nanokit.aws.lab.rules.Rule.unless;

import dev.nanokit.aws.lab.wire.Trees;
import java.util.List;
import java.util.Optional;

/** What IAM refuses. */
final class IamRules {

    private static final String API = "https://docs.aws.amazon.com/IAM/latest/APIReference/API_";
    private static final String BROKEN = "This policy contains invalid Json";

    private IamRules() {}

    static List<Rule> all() {
        return List.of(
                rule(
                        "CreateRole",
                        "ValidationError",
                        (request, moto) -> unless(
                                request.text("RoleName").matches("[\\w+=,.@-]{1,64}"),
                                "roleName has 1 to 64 characters")),
                rule(
                        "CreateRole",
                        "MalformedPolicyDocument",
                        (request, moto) -> json(request.text("AssumeRolePolicyDocument"))),
                rule(
                        "PutRolePolicy",
                        "ValidationError",
                        (request, moto) -> unless(
                                request.text("PolicyName").matches("[\\w+=,.@-]{1,128}"),
                                "policyName has 1 to 128 characters")),
                rule(
                        "PutRolePolicy",
                        "MalformedPolicyDocument",
                        (request, moto) -> json(request.text("PolicyDocument"))),
                rule(
                        "UpdateAssumeRolePolicy",
                        "MalformedPolicyDocument",
                        (request, moto) -> json(request.text("PolicyDocument"))));
    }

    private static Rule rule(String operation, String code, Rule.Check check) {
        return new Rule("iam", operation, code, API + operation + ".html", check);
    }

    private static Optional<String> json(String text) {
        try {
            return unless(Trees.read(text).isObject(), BROKEN);
        } catch (RuntimeException e) {
            return Optional.of(BROKEN);
        }
    }
}
