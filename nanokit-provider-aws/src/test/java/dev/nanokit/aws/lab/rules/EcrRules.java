package dev.nanokit.aws.lab.rules;

import static dev.nanokit.aws.lab.rules.Rule.unless;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nanokit.aws.lab.wire.ApiRequest;
import dev.nanokit.aws.lab.wire.Trees;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What ECR refuses. */
final class EcrRules {

    private static final String API = "https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_";
    private static final String POLICIES =
            "https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_parameters.html";
    private static final String NAME = "(?:[a-z0-9]+(?:[._-][a-z0-9]+)*/)*[a-z0-9]+(?:[._-][a-z0-9]+)*";
    private static final String TAG = "[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}";
    private static final int MOST_IDS = 100;

    private EcrRules() {}

    static List<Rule> all() {
        return List.of(
                rule(
                        "CreateRepository",
                        (request, moto) -> unless(
                                request.text("repositoryName").matches(NAME)
                                        && request.text("repositoryName").length() >= 2
                                        && request.text("repositoryName").length() <= 256,
                                "Invalid parameter at 'repositoryName' failed to satisfy constraint: 'must satisfy"
                                        + " regular expression '" + NAME + "''")),
                rule(
                        "DescribeRepositories",
                        (request, moto) -> unless(
                                !request.has("repositoryNames") || !request.has("maxResults"),
                                "maxResults cannot be used when repositories are named")),
                rule(
                        "DescribeRepositories",
                        (request, moto) -> unless(
                                request.parameters().path("maxResults").asInt(1) <= 1000,
                                "maxResults is at most 1000")),
                rule(
                        "DescribeImages",
                        (request, moto) -> unless(
                                request.parameters().path("imageIds").size() <= MOST_IDS,
                                "imageIds can have at most 100 items")),
                rule("DescribeImages", (request, moto) -> tags(request)),
                new Rule(
                        "ecr",
                        "PutLifecyclePolicy",
                        "InvalidParameterException",
                        POLICIES,
                        (request, moto) -> policy(request)));
    }

    private static Rule rule(String operation, Rule.Check check) {
        return new Rule("ecr", operation, "InvalidParameterException", API + operation + ".html", check);
    }

    private static Optional<String> tags(ApiRequest request) {
        return Trees.list(request.parameters().path("imageIds")).stream()
                .map(image -> image.path("imageTag").asText("a"))
                .filter(tag -> !tag.matches(TAG))
                .findFirst()
                .map(tag -> "Invalid parameter at 'imageTag': " + tag);
    }

    private static Optional<String> policy(ApiRequest request) {
        JsonNode rules = Trees.read(request.text("lifecyclePolicyText")).path("rules");
        Set<Integer> priorities = new HashSet<>();
        int highest = Trees.list(rules).stream()
                .mapToInt(rule -> rule.path("rulePriority").asInt())
                .max()
                .orElse(0);
        for (JsonNode rule : Trees.list(rules)) {
            JsonNode selection = rule.path("selection");
            String status = selection.path("tagStatus").asText();
            int priority = rule.path("rulePriority").asInt();
            boolean names = selection.has("tagPrefixList") || selection.has("tagPatternList");
            boolean byTime = selection.path("countType").asText().equals("sinceImagePushed");
            boolean isRight = priority > 0
                    && priorities.add(priority)
                    && Set.of("tagged", "untagged", "any").contains(status)
                    && names == status.equals("tagged")
                    && (!status.equals("any") || priority == highest)
                    && (byTime || selection.path("countType").asText().equals("imageCountMoreThan"))
                    && byTime == selection.has("countUnit")
                    && selection.path("countNumber").asInt() > 0
                    && rule.path("action").path("type").asText().equals("expire");
            if (!isRight) {
                return Optional.of("Invalid parameter at 'LifecyclePolicyText': " + rule);
            }
        }
        return unless(!priorities.isEmpty(), "Invalid parameter at 'LifecyclePolicyText': no rules");
    }
}
