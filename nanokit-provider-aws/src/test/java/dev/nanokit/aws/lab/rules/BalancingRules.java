package dev.nanokit.aws.lab.rules;

import static dev.nanokit.aws.lab.rules.Rule.unless;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nanokit.aws.lab.wire.ApiRequest;
import dev.nanokit.aws.lab.wire.Moto;
import dev.nanokit.aws.lab.wire.Trees;
import java.util.List;
import java.util.Optional;

/** What Elastic Load Balancing refuses. */
final class BalancingRules {

    private static final String ELB = "elasticloadbalancing";
    private static final String API = "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_";
    private static final int CONDITION_VALUES = 5;
    private static final int LAST_PRIORITY = 50_000;
    private static final int DESCRIBED_TAGS = 20;

    private BalancingRules() {}

    static List<Rule> all() {
        return List.of(
                rule("CreateLoadBalancer", "ValidationError", (request, moto) -> name(request.text("Name"))),
                rule(
                        "CreateLoadBalancer",
                        "ValidationError",
                        (request, moto) -> unless(
                                !request.text("Name").startsWith("internal-"), "a name may not begin with internal-")),
                rule(
                        "CreateLoadBalancer",
                        "ValidationError",
                        (request, moto) -> unless(
                                Trees.list(request.parameters().path("Subnets")).size() >= 2,
                                "At least two subnets in two different Availability Zones must be specified")),
                rule("CreateLoadBalancer", "DuplicateLoadBalancerName", BalancingRules::isTwin),
                rule("CreateTargetGroup", "ValidationError", (request, moto) -> name(request.text("Name"))),
                rule("CreateListener", "DuplicateListener", BalancingRules::isTaken),
                rule(
                        "CreateRule",
                        "ValidationError",
                        (request, moto) -> unless(
                                request.parameters().path("Priority").asInt() <= LAST_PRIORITY,
                                "Priority is at most 50000")),
                rule("CreateRule", "TooManyRules", (request, moto) -> values(request)),
                rule("ModifyRule", "TooManyRules", (request, moto) -> values(request)),
                rule(
                        "DescribeTags",
                        "ValidationError",
                        (request, moto) -> unless(
                                Trees.list(request.parameters().path("ResourceArns"))
                                                .size()
                                        <= DESCRIBED_TAGS,
                                "Up to 20 resources can be described at once")));
    }

    private static Rule rule(String operation, String code, Rule.Check check) {
        return new Rule(ELB, operation, code, API + operation + ".html", check);
    }

    private static Optional<String> name(String name) {
        return unless(
                name.matches("[A-Za-z0-9]([A-Za-z0-9-]{0,30}[A-Za-z0-9])?"),
                "The name '" + name + "' is not of 32 letters, digits and hyphens with none of these at its ends");
    }

    private static Optional<String> isTwin(ApiRequest request, Moto moto) {
        boolean isThere = Trees.list(moto.result(ELB, "DescribeLoadBalancers").path("LoadBalancers")).stream()
                .anyMatch(one -> one.path("LoadBalancerName").asText().equals(request.text("Name")));
        return unless(!isThere, "A load balancer with the name '" + request.text("Name") + "' exists");
    }

    private static Optional<String> isTaken(ApiRequest request, Moto moto) {
        JsonNode there = moto.result(ELB, "DescribeListeners", "LoadBalancerArn", request.text("LoadBalancerArn"));
        boolean isThere = Trees.list(there.path("Listeners")).stream()
                .anyMatch(one -> one.path("Port").asText().equals(request.text("Port")));
        return unless(!isThere, "A listener already exists on this port for this load balancer");
    }

    private static Optional<String> values(ApiRequest request) {
        int values = 0;
        for (JsonNode condition : Trees.list(request.parameters().path("Conditions"))) {
            values += Trees.list(condition.path("Values")).size()
                    + Trees.list(condition.path("HostHeaderConfig").path("Values"))
                            .size();
        }
        return unless(values <= CONDITION_VALUES, "A rule has at most 5 condition values");
    }
}
