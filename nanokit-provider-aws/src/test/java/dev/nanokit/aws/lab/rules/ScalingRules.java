package dev.nanokit.aws.lab.rules;

import static dev.nanokit.aws.lab.rules.Rule.unless;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nanokit.aws.lab.wire.ApiRequest;
import dev.nanokit.aws.lab.wire.Moto;
import dev.nanokit.aws.lab.wire.Trees;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What Application Auto Scaling refuses. */
final class ScalingRules {

    private static final String SCALING = "application-autoscaling";
    private static final String API = "https://docs.aws.amazon.com/autoscaling/application/APIReference/API_";
    private static final String WRONG = "ValidationException";
    private static final String MISSING = "ObjectNotFoundException";
    private static final String COUNT = "ecs:service:DesiredCount";
    private static final Set<String> LOADS =
            Set.of("ECSServiceAverageCPUUtilization", "ECSServiceAverageMemoryUtilization", "ALBRequestCountPerTarget");

    private ScalingRules() {}

    static List<Rule> all() {
        return List.of(
                rule("RegisterScalableTarget", WRONG, ScalingRules::names),
                rule("RegisterScalableTarget", WRONG, ScalingRules::bounds),
                rule("RegisterScalableTarget", WRONG, ScalingRules::lacksService),
                rule("PutScalingPolicy", WRONG, ScalingRules::policy),
                rule("PutScalingPolicy", MISSING, ScalingRules::lacksTarget),
                rule("DeregisterScalableTarget", MISSING, ScalingRules::lacksTarget),
                rule("TagResource", "ResourceNotFoundException", ScalingRules::lacksArn),
                rule("UntagResource", "ResourceNotFoundException", ScalingRules::lacksArn),
                rule("ListTagsForResource", "ResourceNotFoundException", ScalingRules::lacksArn));
    }

    private static Rule rule(String operation, String code, Rule.Check check) {
        return new Rule(SCALING, operation, code, API + operation + ".html", check);
    }

    private static Optional<String> names(ApiRequest request, Moto moto) {
        return unless(
                request.text("ServiceNamespace").equals("ecs")
                        && request.text("ResourceId").matches("service/[\\w-]+/[\\w-]+")
                        && request.text("ScalableDimension").equals(COUNT),
                "Unsupported service namespace, resource type or scalable dimension");
    }

    private static JsonNode targets(Moto moto, ObjectNode question) {
        return moto.json(SCALING, "DescribeScalableTargets", question.put("ServiceNamespace", "ecs"))
                .json()
                .path("ScalableTargets");
    }

    private static JsonNode target(ApiRequest request, Moto moto) {
        ObjectNode question = Trees.object();
        question.putArray("ResourceIds").add(request.text("ResourceId"));
        return targets(moto, question).path(0);
    }

    /** Both for a new one; what is left out of a later word stays. */
    private static Optional<String> bounds(ApiRequest request, Moto moto) {
        JsonNode there = target(request, moto);
        int min = bound(request, there, "MinCapacity");
        int max = bound(request, there, "MaxCapacity");
        return unless(
                min >= 0 && max >= min, "MinCapacity and MaxCapacity are needed, and the first is not the larger");
    }

    private static int bound(ApiRequest request, JsonNode there, String name) {
        return request.parameters().path(name).asInt(there.path(name).asInt(-1));
    }

    private static Optional<String> lacksService(ApiRequest request, Moto moto) {
        String[] parts = request.text("ResourceId").split("/", -1);
        ObjectNode question = Trees.object().put("cluster", parts[1]);
        question.putArray("services").add(parts[2]);
        JsonNode service = moto.json("ecs", "DescribeServices", question)
                .json()
                .path("services")
                .path(0);
        return unless(
                service.path("status").asText().equals("ACTIVE"),
                "ECS service doesn't exist: " + request.text("ResourceId"));
    }

    private static Optional<String> lacksTarget(ApiRequest request, Moto moto) {
        return unless(
                !target(request, moto).isMissingNode(),
                "No scalable target registered for namespace: ecs, resource ID: " + request.text("ResourceId"));
    }

    private static Optional<String> lacksArn(ApiRequest request, Moto moto) {
        String arn = request.text("ResourceARN");
        return unless(
                Trees.list(targets(moto, Trees.object())).stream()
                        .anyMatch(one -> one.path("ScalableTargetARN").asText().equals(arn)),
                "Could not find resource " + arn);
    }

    private static Optional<String> policy(ApiRequest request, Moto moto) {
        JsonNode tracking = request.parameters().path("TargetTrackingScalingPolicyConfiguration");
        String load = tracking.path("PredefinedMetricSpecification")
                .path("PredefinedMetricType")
                .asText();
        int name = request.text("PolicyName").length();
        return unless(
                name >= 1
                        && name <= 256
                        && request.text("PolicyType").equals("TargetTrackingScaling")
                        && tracking.path("TargetValue").asDouble(0) > 0
                        && tracking.path("CustomizedMetricSpecification").isMissingNode()
                        && LOADS.contains(load),
                "a policy of services that tracks a target names it, and a metric of ECS");
    }
}
