package dev.nanokit.aws.lab.machine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nanokit.aws.lab.wire.ApiRequest;
import dev.nanokit.aws.lab.wire.ApiResponse;
import dev.nanokit.aws.lab.wire.Moto;
import dev.nanokit.aws.lab.wire.Stage;
import dev.nanokit.aws.lab.wire.Trees;
import java.util.Map;
import java.util.TreeMap;

/**
 * Application Auto Scaling: recorded by moto, which neither has tags nor scales. Each word about a target puts the service's
 * number of instances into its bounds, and the policies of a target go with it. AWS:
 * https://docs.aws.amazon.com/autoscaling/application/APIReference/API_RegisterScalableTarget.html,
 * API_DeregisterScalableTarget.html.
 */
final class ScalingCalls {

    private static final String SCALING = "application-autoscaling";
    private static final String DIMENSION = "ScalableDimension";
    private static final String RESOURCE = "ResourceId";
    private static final String NAMESPACE = "ServiceNamespace";

    private final Moto moto;
    private final Clusters clusters;
    private final ServiceBook services;
    private final Scheduler scheduler;
    private final Map<String, ObjectNode> tags = new TreeMap<>();

    ScalingCalls(Moto moto, Clusters clusters, ServiceBook services, Scheduler scheduler) {
        this.moto = moto;
        this.clusters = clusters;
        this.services = services;
        this.scheduler = scheduler;
    }

    void in(Reactions reactions) {
        reactions.lead("application-autoscaling:RegisterScalableTarget", this::register);
        reactions.lead("application-autoscaling:DeregisterScalableTarget", this::deregister);
        reactions.own("application-autoscaling:TagResource", request -> {
            add(request.text("ResourceARN"), request.parameters().path("Tags"));
            return ApiResponse.json(Trees.object());
        });
        reactions.own("application-autoscaling:UntagResource", request -> {
            ObjectNode its = tags.getOrDefault(request.text("ResourceARN"), Trees.object());
            Trees.texts(request.parameters().path("TagKeys")).forEach(its::remove);
            return ApiResponse.json(Trees.object());
        });
        reactions.own("application-autoscaling:ListTagsForResource", request -> {
            ObjectNode answer = Trees.object();
            answer.set("Tags", tags.getOrDefault(request.text("ResourceARN"), Trees.object()));
            return ApiResponse.json(answer);
        });
    }

    private void add(String arn, JsonNode more) {
        ObjectNode its = tags.computeIfAbsent(arn, any -> Trees.object());
        more.properties().forEach(tag -> its.set(tag.getKey(), tag.getValue()));
    }

    private ApiResponse register(ApiRequest request, Stage.Next next) {
        ApiResponse answer = next.answer(request);
        if (answer.ok()) {
            add(
                    answer.json().path("ScalableTargetARN").asText(),
                    request.parameters().path("Tags"));
            bound(target(request));
        }
        return answer;
    }

    private JsonNode target(ApiRequest request) {
        ObjectNode question = Trees.object().put(NAMESPACE, request.text(NAMESPACE));
        question.putArray("ResourceIds").add(request.text(RESOURCE));
        return moto.json(SCALING, "DescribeScalableTargets", question)
                .json()
                .path("ScalableTargets")
                .path(0);
    }

    private void bound(JsonNode target) {
        String[] parts = target.path(RESOURCE).asText().split("/", -1);
        String arn = clusters.arn(parts[1]).replace(":cluster/", ":service/") + "/" + parts[2];
        services.find(arn).filter(EcsService::active).ifPresent(service -> {
            int within = Math.max(
                    target.path("MinCapacity").asInt(),
                    Math.min(target.path("MaxCapacity").asInt(), service.desired()));
            if (within != service.desired()) {
                service.settings.put("desiredCount", within);
                service.unsteady();
                scheduler.tend(service);
            }
        });
    }

    private ApiResponse deregister(ApiRequest request, Stage.Next next) {
        String arn = target(request).path("ScalableTargetARN").asText();
        ApiResponse answer = next.answer(request);
        if (answer.ok()) {
            tags.remove(arn);
            ObjectNode question = Trees.object()
                    .put(NAMESPACE, request.text(NAMESPACE))
                    .put(RESOURCE, request.text(RESOURCE))
                    .put(DIMENSION, request.text(DIMENSION));
            JsonNode policies = moto.json(SCALING, "DescribeScalingPolicies", question)
                    .json()
                    .path("ScalingPolicies");
            for (JsonNode policy : policies) {
                ObjectNode order = question.deepCopy()
                        .put("PolicyName", policy.path("PolicyName").asText());
                moto.json(SCALING, "DeleteScalingPolicy", order);
            }
        }
        return answer;
    }

    /** {@return the tags of every target, by its ARN} */
    Map<String, JsonNode> tags() {
        Map<String, JsonNode> all = new TreeMap<>();
        tags.forEach((arn, its) -> {
            ArrayNode list = Trees.array();
            its.properties().forEach(tag -> list.addObject()
                    .put("Key", tag.getKey())
                    .put("Value", tag.getValue().asText()));
            all.put(arn, list);
        });
        return all;
    }
}
