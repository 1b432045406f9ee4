package dev.nanokit.aws.lab.rules;

import static dev.nanokit.aws.lab.rules.Rule.unless;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nanokit.aws.lab.wire.ApiRequest;
import dev.nanokit.aws.lab.wire.Moto;
import dev.nanokit.aws.lab.wire.Trees;
import java.util.List;
import java.util.Optional;

/** What Secrets Manager refuses. */
final class SecretsRules {

    private static final String API = "https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_";

    private SecretsRules() {}

    static List<Rule> all() {
        return List.of(
                rule(
                        "CreateSecret",
                        "ValidationException",
                        (request, moto) -> unless(
                                request.text("Name").matches("[A-Za-z0-9/_+=.@-]{1,512}"),
                                "Invalid name. Must be a valid name containing alphanumeric characters, or -/_+=.@")),
                rule("CreateSecret", "InvalidRequestException", SecretsRules::isGoing));
    }

    private static Rule rule(String operation, String code, Rule.Check check) {
        return new Rule("secretsmanager", operation, code, API + operation + ".html", check);
    }

    /** Moto says that it exists, for which AWS has another code. */
    private static Optional<String> isGoing(ApiRequest request, Moto moto) {
        JsonNode there = moto.json(
                        "secretsmanager", "DescribeSecret", Trees.object().put("SecretId", request.text("Name")))
                .json();
        return unless(
                !there.hasNonNull("DeletedDate"),
                "You can't create this secret because a secret with this name is already scheduled for deletion.");
    }
}
