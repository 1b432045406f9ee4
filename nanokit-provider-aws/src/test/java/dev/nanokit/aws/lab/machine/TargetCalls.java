package dev.nanokit.aws.lab.machine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nanokit.aws.lab.wire.ApiRequest;
import dev.nanokit.aws.lab.wire.ApiResponse;
import dev.nanokit.aws.lab.wire.Refusal;
import dev.nanokit.aws.lab.wire.Trees;
import dev.nanokit.aws.lab.wire.Xml;
import java.util.List;
import java.util.Optional;

/** Targets of target groups: entirely the machine's. AWS: API_DescribeTargetHealth.html, API_RegisterTargets.html. */
final class TargetCalls {

    private static final String ELB = "elasticloadbalancing:";
    private static final String TARGET_GROUP = "TargetGroupArn";

    private final TargetGroups groups;
    private final Targets targets;
    private final TaskBook tasks;

    TargetCalls(TargetGroups groups, Targets targets, TaskBook tasks) {
        this.groups = groups;
        this.targets = targets;
        this.tasks = tasks;
    }

    void in(Reactions reactions) {
        reactions.own(ELB + "RegisterTargets", this::register);
        reactions.own(ELB + "DeregisterTargets", this::deregister);
        reactions.own(ELB + "DescribeTargetHealth", this::health);
        reactions.notice(ELB + "DeleteTargetGroup", (request, answer) -> targets.forget(request.text(TARGET_GROUP)));
    }

    private TargetGroup group(ApiRequest request) {
        return groups.find(request.text(TARGET_GROUP))
                .orElseThrow(() -> new Refusal("TargetGroupNotFound", "One or more target groups not found"));
    }

    private static int port(JsonNode target, TargetGroup group) {
        return target.path("Port").asInt(group.port());
    }

    private ApiResponse register(ApiRequest request) {
        TargetGroup group = group(request);
        for (JsonNode target : Trees.list(request.parameters().path("Targets"))) {
            String address = target.path("Id").asText();
            Optional<Task> task = tasks.all()
                    .filter(it -> it.placement.address().equals(address) && !it.stopped())
                    .findFirst();
            targets.register(group.arn(), address, port(target, group), task);
        }
        return ApiResponse.query(request.operation(), "");
    }

    private ApiResponse deregister(ApiRequest request) {
        TargetGroup group = group(request);
        for (JsonNode target : Trees.list(request.parameters().path("Targets"))) {
            targets.deregister(group.arn(), target.path("Id").asText(), port(target, group));
        }
        return ApiResponse.query(request.operation(), "");
    }

    private ApiResponse health(ApiRequest request) {
        TargetGroup group = group(request);
        StringBuilder xml = new StringBuilder("<TargetHealthDescriptions>");
        List<Target> known = targets.of(group.arn());
        List<JsonNode> asked = Trees.list(request.parameters().path("Targets"));
        if (asked.isEmpty()) {
            known.forEach(target -> show(xml, target.address(), target.port(), targets.health(group, target)));
        }
        for (JsonNode one : asked) {
            String address = one.path("Id").asText();
            int port = port(one, group);
            Targets.Health health = known.stream()
                    .filter(target -> target.key().equals(address + ":" + port))
                    .findFirst()
                    .map(target -> targets.health(group, target))
                    .orElse(new Targets.Health(
                            "unused", "Target.NotRegistered", "Target is not registered to the target group"));
            show(xml, address, port, health);
        }
        return ApiResponse.query(request.operation(), xml + "</TargetHealthDescriptions>");
    }

    private static void show(StringBuilder xml, String address, int port, Targets.Health health) {
        xml.append("<member><Target><Id>").append(address).append("</Id><Port>").append(port);
        xml.append("</Port></Target><HealthCheckPort>").append(port).append("</HealthCheckPort><TargetHealth><State>");
        xml.append(health.state()).append("</State>");
        if (!health.reason().isEmpty()) {
            xml.append("<Reason>").append(health.reason()).append("</Reason><Description>");
            xml.append(Xml.escape(health.description())).append("</Description>");
        }
        xml.append("</TargetHealth></member>");
    }
}
