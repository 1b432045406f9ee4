package dev.nanokit.aws.lab.machine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nanokit.aws.lab.wire.Moto;
import dev.nanokit.aws.lab.wire.Trees;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What an HTTP client gets from the balancers: the listener's rules by priority, then a healthy target. */
final class FrontDoor {

    private static final String ELB = "elasticloadbalancing";

    private final Moto moto;
    private final Timeline timeline;
    private final TargetGroups groups;
    private final Targets targets;

    FrontDoor(Moto moto, Timeline timeline, TargetGroups groups, Targets targets) {
        this.moto = moto;
        this.timeline = timeline;
        this.groups = groups;
        this.targets = targets;
    }

    String request(String host, int port, String path) {
        return listener(port)
                .flatMap(listener -> group(listener, host))
                .map(group -> answer(group, path))
                .orElse("HTTP/1.1 404 Not Found\r\n\r\n");
    }

    private Optional<String> listener(int port) {
        for (JsonNode balancer :
                Trees.list(moto.result(ELB, "DescribeLoadBalancers").path("LoadBalancers"))) {
            String arn = balancer.path("LoadBalancerArn").asText();
            JsonNode listeners = moto.result(ELB, "DescribeListeners", "LoadBalancerArn", arn);
            for (JsonNode listener : Trees.list(listeners.path("Listeners"))) {
                if (listener.path("Port").asInt() == port) {
                    return Optional.of(listener.path("ListenerArn").asText());
                }
            }
        }
        return Optional.empty();
    }

    private Optional<String> group(String listener, String host) {
        List<JsonNode> rules = Trees.list(
                moto.result(ELB, "DescribeRules", "ListenerArn", listener).path("Rules"));
        return rules.stream()
                .filter(rule -> isDefault(rule) || holds(rule, host))
                .sorted(Comparator.comparingInt(rule -> isDefault(rule)
                        ? Integer.MAX_VALUE
                        : rule.path("Priority").asInt()))
                .flatMap(rule -> Trees.list(rule.path("Actions")).stream())
                .map(action -> action.path("TargetGroupArn").asText(""))
                .findFirst()
                .filter(arn -> !arn.isEmpty());
    }

    private static boolean isDefault(JsonNode rule) {
        return rule.path("Priority").asText().equals("default");
    }

    private static boolean holds(JsonNode rule, String host) {
        return Trees.list(rule.path("Conditions")).stream()
                .anyMatch(condition ->
                        Trees.texts(condition.path("HostHeaderConfig").path("Values"))
                                        .contains(host)
                                || Trees.texts(condition.path("Values")).contains(host));
    }

    private String answer(String arn, String path) {
        Optional<TargetGroup> group = groups.find(arn);
        return targets.of(arn).stream()
                .filter(target -> group.filter(
                                it -> targets.health(it, target).state().equals("healthy"))
                        .isPresent())
                .flatMap(target -> target.task().stream()
                        .flatMap(task -> task.containers().stream())
                        .flatMap(container -> container.page(target.port(), path, timeline.now()).stream()))
                .findFirst()
                .map(page -> "HTTP/1.1 200 OK\r\n\r\n" + page)
                .orElse("HTTP/1.1 503 Service Temporarily Unavailable\r\n\r\n");
    }
}
