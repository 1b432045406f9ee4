package dev.nanokit.aws.lab.rules;

import static dev.nanokit.aws.lab.rules.Rule.unless;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nanokit.aws.lab.wire.ApiRequest;
import dev.nanokit.aws.lab.wire.ApiResponse;
import dev.nanokit.aws.lab.wire.Moto;
import dev.nanokit.aws.lab.wire.Trees;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What ECS refuses for what is there, or is not. */
final class EcsStateRules {

    private static final String API = "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_";
    private static final String ELB = "elasticloadbalancing";
    private static final int DESCRIBED = 10;

    private EcsStateRules() {}

    static List<Rule> all() {
        return List.of(
                rule("CreateService", "ClusterNotFoundException", EcsStateRules::clusterGone),
                rule("CreateService", "InvalidParameterException", EcsStateRules::isTwin),
                rule("CreateService", "ClientException", EcsStateRules::definitionGone),
                rule("UpdateService", "ClientException", EcsStateRules::definitionGone),
                rule("CreateService", "InvalidParameterException", EcsStateRules::lacksContainer),
                rule("CreateService", "InvalidParameterException", EcsStateRules::lacksBalancer),
                rule(
                        "UpdateService",
                        "ServiceNotActiveException",
                        (request, moto) -> unless(
                                !service(request, moto, "service").equals("INACTIVE"), "Service was not ACTIVE.")),
                rule("DeleteCluster", "ClusterContainsServicesException", EcsStateRules::holdsServices));
    }

    private static Rule rule(String operation, String code, Rule.Check check) {
        return new Rule("ecs", operation, code, API + operation + ".html", check);
    }

    private static String cluster(ApiRequest request) {
        return request.text("cluster").isEmpty() ? "default" : request.text("cluster");
    }

    private static Stream<JsonNode> asked(Moto moto, String operation, String list, ObjectNode order) {
        ApiResponse answer = moto.json("ecs", operation, order);
        return answer.ok() ? Trees.list(answer.json().path(list)).stream() : Stream.empty();
    }

    private static Optional<String> clusterGone(ApiRequest request, Moto moto) {
        ObjectNode order = Trees.object();
        order.putArray("clusters").add(cluster(request));
        return unless(
                asked(moto, "DescribeClusters", "clusters", order)
                        .noneMatch(one -> one.path("status").asText().equals("INACTIVE")),
                "Cluster not found.");
    }

    /** {@return a service's status; empty if there is none} */
    private static String service(ApiRequest request, Moto moto, String member) {
        ObjectNode order = Trees.object().put("cluster", cluster(request));
        order.putArray("services").add(request.text(member));
        return asked(moto, "DescribeServices", "services", order)
                .map(one -> one.path("status").asText())
                .findFirst()
                .orElse("");
    }

    private static Optional<String> isTwin(ApiRequest request, Moto moto) {
        return unless(
                !service(request, moto, "serviceName").equals("ACTIVE"), "Creation of service was not idempotent.");
    }

    private static JsonNode definition(ApiRequest request, Moto moto) {
        String name = request.text("taskDefinition");
        return moto.json("ecs", "DescribeTaskDefinition", Trees.object().put("taskDefinition", name))
                .json()
                .path("taskDefinition");
    }

    private static Optional<String> definitionGone(ApiRequest request, Moto moto) {
        return unless(
                !request.has("taskDefinition")
                        || !definition(request, moto).path("status").asText().equals("INACTIVE"),
                "TaskDefinition is inactive");
    }

    private static Optional<String> lacksContainer(ApiRequest request, Moto moto) {
        List<JsonNode> balancers = Trees.list(request.parameters().path("loadBalancers"));
        if (balancers.isEmpty()) {
            return Optional.empty();
        }
        List<String> names = Trees.list(definition(request, moto).path("containerDefinitions")).stream()
                .map(one -> one.path("name").asText())
                .toList();
        return balancers.stream()
                .map(one -> one.path("containerName").asText())
                .filter(name -> !names.isEmpty() && !names.contains(name))
                .findFirst()
                .map(name -> "The container " + name + " does not exist in the task definition.");
    }

    private static Optional<String> lacksBalancer(ApiRequest request, Moto moto) {
        return Trees.list(request.parameters().path("loadBalancers")).stream()
                .map(one -> one.path("targetGroupArn").asText(""))
                .filter(arn -> !arn.isEmpty())
                .filter(arn -> !isForwardedTo(arn, moto))
                .findFirst()
                .map(arn ->
                        "The target group with targetGroupArn " + arn + " does not have an associated load balancer.");
    }

    /** Asked of listeners and rules too, as moto's groups do not learn of those that were modified. */
    private static boolean isForwardedTo(String group, Moto moto) {
        JsonNode shown = moto.result(ELB, "DescribeTargetGroups", "TargetGroupArns.member.1", group);
        return Trees.list(shown.path("TargetGroups")).stream().anyMatch(one -> !Trees.list(one.path("LoadBalancerArns"))
                        .isEmpty())
                || Trees.list(moto.result(ELB, "DescribeLoadBalancers").path("LoadBalancers")).stream()
                        .map(one -> one.path("LoadBalancerArn").asText())
                        .flatMap(
                                arn -> Trees.list(moto.result(ELB, "DescribeListeners", "LoadBalancerArn", arn)
                                                .path("Listeners"))
                                        .stream())
                        .anyMatch(listener -> listener.toString().contains(group)
                                || moto.result(
                                                ELB,
                                                "DescribeRules",
                                                "ListenerArn",
                                                listener.path("ListenerArn").asText())
                                        .toString()
                                        .contains(group));
    }

    private static Optional<String> holdsServices(ApiRequest request, Moto moto) {
        ObjectNode all = Trees.object().put("cluster", cluster(request)).put("maxResults", DESCRIBED * DESCRIBED);
        List<JsonNode> arns = asked(moto, "ListServices", "serviceArns", all).toList();
        for (int from = 0; from < arns.size(); from += DESCRIBED) {
            ObjectNode order = Trees.object().put("cluster", cluster(request));
            order.putArray("services").addAll(arns.subList(from, Math.min(arns.size(), from + DESCRIBED)));
            if (asked(moto, "DescribeServices", "services", order)
                    .anyMatch(one -> one.path("status").asText().equals("ACTIVE"))) {
                return Optional.of("The Cluster cannot be deleted while Services are active.");
            }
        }
        return Optional.empty();
    }
}
