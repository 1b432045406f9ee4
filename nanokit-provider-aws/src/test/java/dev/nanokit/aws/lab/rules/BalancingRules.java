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
                                subnets(request).size() >= 2,
                                "At least two subnets in two different Availability Zones must be specified")),
                rule("CreateLoadBalancer", "SubnetNotFound", BalancingRules::isGround),
                rule("CreateLoadBalancer", "InvalidConfigurationRequest", BalancingRules::twoZones),
                rule("CreateLoadBalancer", "InvalidSecurityGroup", BalancingRules::areGroups),
                rule("SetSecurityGroups", "InvalidSecurityGroup", BalancingRules::areGroups),
                rule(
                        "SetRulePriorities",
                        "ValidationError",
                        (request, moto) -> unless(
                                Trees.list(request.parameters().path("RulePriorities")).stream()
                                        .allMatch(one -> isPriority(one.path("Priority"))),
                                "Priority is from 1 to 50000")),
                rule("CreateLoadBalancer", "DuplicateLoadBalancerName", BalancingRules::isTwin),
                rule("CreateTargetGroup", "ValidationError", (request, moto) -> name(request.text("Name"))),
                rule("CreateListener", "DuplicateListener", BalancingRules::isTaken),
                rule(
                        "CreateRule",
                        "ValidationError",
                        (request, moto) -> unless(
                                isPriority(request.parameters().path("Priority")), "Priority is from 1 to 50000")),
                rule("CreateRule", "ValidationError", (request, moto) -> values(request)),
                rule("ModifyRule", "ValidationError", (request, moto) -> values(request)),
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

    private static boolean isPriority(JsonNode priority) {
        return priority.asInt() >= 1 && priority.asInt() <= LAST_PRIORITY;
    }

    private static List<String> subnets(ApiRequest request) {
        List<String> plain = Trees.texts(request.parameters().path("Subnets"));
        return plain.isEmpty()
                ? Trees.list(request.parameters().path("SubnetMappings")).stream()
                        .map(one -> one.path("SubnetId").asText())
                        .toList()
                : plain;
    }

    private static List<JsonNode> known(ApiRequest request, Moto moto) {
        List<String> wanted = subnets(request);
        return Trees.list(moto.result("ec2", "DescribeSubnets").path("subnetSet")).stream()
                .filter(one -> wanted.contains(one.path("subnetId").asText()))
                .toList();
    }

    private static Optional<String> isGround(ApiRequest request, Moto moto) {
        return unless(
                known(request, moto).size() == subnets(request).size(),
                "One or more of the subnets " + subnets(request) + " does not exist");
    }

    private static Optional<String> twoZones(ApiRequest request, Moto moto) {
        long zones = known(request, moto).stream()
                .map(one -> one.path("availabilityZone").asText())
                .distinct()
                .count();
        return unless(
                zones == subnets(request).size(),
                "A load balancer cannot be attached to multiple subnets in the same Availability Zone");
    }

    private static Optional<String> areGroups(ApiRequest request, Moto moto) {
        List<String> there = Trees.list(
                        moto.result("ec2", "DescribeSecurityGroups").path("securityGroupInfo"))
                .stream()
                .map(one -> one.path("groupId").asText())
                .toList();
        return Trees.texts(request.parameters().path("SecurityGroups")).stream()
                .filter(id -> !there.contains(id))
                .findFirst()
                .map(id -> "The security group '" + id + "' does not exist");
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
            values += Trees.list(condition.path("Values")).size();
            for (String kind : List.of("HostHeader", "PathPattern", "HttpHeader", "HttpRequestMethod", "SourceIp")) {
                values += Trees.list(condition.path(kind + "Config").path("Values"))
                        .size();
            }
            values += Trees.list(condition.path("QueryStringConfig").path("Values"))
                    .size();
        }
        return unless(values <= CONDITION_VALUES, "A rule can only have '5' condition values");
    }
}
