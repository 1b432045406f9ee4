package dev.nanokit.aws;

import dev.nanokit.provider.Operation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.applicationautoscaling.model.MetricType;
import software.amazon.awssdk.services.applicationautoscaling.model.PolicyType;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableDimension;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableTarget;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalingPolicy;
import software.amazon.awssdk.services.applicationautoscaling.model.ServiceNamespace;
import software.amazon.awssdk.services.applicationautoscaling.model.SuspendedState;

/**
 * What is asked of Application Auto Scaling: scalable targets, which are services by their names, and the one policy of each.
 * The role by which it acts AWS makes by itself:
 * https://docs.aws.amazon.com/autoscaling/application/userguide/application-auto-scaling-service-linked-roles.html. Thread-safe.
 */
final class Scalings {

    /** The name of the one policy. */
    static final String POLICY = "nanokit-cpu";

    private static final ServiceNamespace ECS = ServiceNamespace.ECS;
    private static final ScalableDimension COUNT = ScalableDimension.ECS_SERVICE_DESIRED_COUNT;

    /** The most of a page, https://docs.aws.amazon.com/autoscaling/application/APIReference/API_DescribeScalableTargets.html. */
    private static final int PAGE = 50;

    private final AwsClients clients;

    Scalings(AwsClients clients) {
        this.clients = clients;
    }

    /** {@return how a service is called here} */
    static String resource(String cluster, String service) {
        return "service/" + cluster + "/" + service;
    }

    /** {@return the same by the service's ARN} */
    static String resource(String serviceArn) {
        return resource(EcsServices.cluster(serviceArn), serviceArn.substring(serviceArn.lastIndexOf('/') + 1));
    }

    /** {@return every target of the region that is a service of ECS} */
    List<ScalableTarget> targets() {
        return AwsFailures.call("list what is scaled", () -> clients
                .scaling()
                .describeScalableTargetsPaginator(
                        request -> request.serviceNamespace(ECS).maxResults(PAGE))
                .scalableTargets()
                .stream()
                .filter(target -> target.scalableDimension() == COUNT)
                .toList());
    }

    Optional<ScalableTarget> target(String resource) {
        return AwsFailures.call("look how " + resource + " is scaled", () -> clients
                .scaling()
                .describeScalableTargets(request ->
                        request.serviceNamespace(ECS).resourceIds(resource).scalableDimension(COUNT))
                .scalableTargets()
                .stream()
                .findFirst());
    }

    /** {@return which load our policies keep to, in percent, by the service} */
    Map<String, Integer> loads() {
        Map<String, Integer> loads = new HashMap<>();
        AwsFailures.call("list scaling policies", () -> clients
                        .scaling()
                        .describeScalingPoliciesPaginator(
                                request -> request.serviceNamespace(ECS).maxResults(PAGE))
                        .scalingPolicies()
                        .stream()
                        .toList())
                .forEach(policy -> load(policy).ifPresent(load -> loads.put(policy.resourceId(), load)));
        return loads;
    }

    Optional<Integer> load(String resource) {
        return AwsFailures.call("look at the scaling policy of " + resource, () -> clients
                .scaling()
                .describeScalingPolicies(request ->
                        request.serviceNamespace(ECS).resourceId(resource).scalableDimension(COUNT))
                .scalingPolicies()
                .stream()
                .flatMap(policy -> load(policy).stream())
                .findFirst());
    }

    private static Optional<Integer> load(ScalingPolicy policy) {
        var tracking = policy.targetTrackingScalingPolicyConfiguration();
        return POLICY.equals(policy.policyName()) && tracking != null
                ? Optional.of(tracking.targetValue().intValue())
                : Optional.empty();
    }

    Map<String, String> tags(String arn) {
        return AwsFailures.find("list the tags of " + arn, () -> clients.scaling()
                        .listTagsForResource(request -> request.resourceARN(arn))
                        .tags())
                .orElse(Map.of());
    }

    void tag(String arn, Map<String, String> tags) {
        AwsFailures.call("tag " + arn, () -> clients.scaling()
                .tagResource(request -> request.resourceARN(arn).tags(tags)));
    }

    String register(String resource, int fewest, int most, Map<String, String> tags) {
        return AwsFailures.call("scale " + resource, () -> clients.scaling()
                .registerScalableTarget(request -> request.serviceNamespace(ECS)
                        .resourceId(resource)
                        .scalableDimension(COUNT)
                        .minCapacity(fewest)
                        .maxCapacity(most)
                        .tags(tags))
                .scalableTargetARN());
    }

    /** Changes between which numbers AWS chooses, and lets it choose. */
    void change(String resource, int fewest, int most) {
        AwsFailures.call("change between how many " + resource + " is scaled", () -> clients.scaling()
                .registerScalableTarget(request -> request.serviceNamespace(ECS)
                        .resourceId(resource)
                        .scalableDimension(COUNT)
                        .minCapacity(fewest)
                        .maxCapacity(most)
                        .suspendedState(all(false))));
    }

    void track(String resource, int load, Operation operation) {
        Patience.settled("set by which load " + resource + " is scaled", operation, () -> clients.scaling()
                .putScalingPolicy(request -> request.serviceNamespace(ECS)
                        .resourceId(resource)
                        .scalableDimension(COUNT)
                        .policyName(POLICY)
                        .policyType(PolicyType.TARGET_TRACKING_SCALING)
                        .targetTrackingScalingPolicyConfiguration(tracking -> tracking.targetValue((double) load)
                                .predefinedMetricSpecification(metric ->
                                        metric.predefinedMetricType(MetricType.ECS_SERVICE_AVERAGE_CPU_UTILIZATION)))));
    }

    /**
     * Keeps AWS from choosing. A target is left that is suspended already: every word about it makes AWS put the number back
     * into its bounds, https://docs.aws.amazon.com/autoscaling/application/APIReference/API_RegisterScalableTarget.html.
     */
    void suspend(String serviceArn) {
        target(resource(serviceArn)).filter(target -> !isSuspended(target)).ifPresent(target -> set(target, true));
    }

    /** Lets AWS choose again, which also puts the number back into its bounds. */
    void resume(String serviceArn) {
        target(resource(serviceArn)).filter(Scalings::isSuspended).ifPresent(target -> set(target, false));
    }

    private void set(ScalableTarget target, boolean suspended) {
        AwsFailures.call(
                (suspended ? "suspend" : "resume") + " the scaling of " + target.resourceId(),
                () -> clients.scaling().registerScalableTarget(request -> request.serviceNamespace(ECS)
                        .resourceId(target.resourceId())
                        .scalableDimension(COUNT)
                        .suspendedState(all(suspended))));
    }

    private static SuspendedState all(boolean suspended) {
        return SuspendedState.builder()
                .dynamicScalingInSuspended(suspended)
                .dynamicScalingOutSuspended(suspended)
                .scheduledScalingSuspended(suspended)
                .build();
    }

    /** {@return whether AWS is kept from choosing in some way} */
    static boolean isSuspended(ScalableTarget target) {
        SuspendedState state = target.suspendedState();
        return state != null
                && List.of(
                                Objects.requireNonNullElse(state.dynamicScalingInSuspended(), false),
                                Objects.requireNonNullElse(state.dynamicScalingOutSuspended(), false),
                                Objects.requireNonNullElse(state.scheduledScalingSuspended(), false))
                        .contains(true);
    }

    /** Its policies go along: https://docs.aws.amazon.com/autoscaling/application/APIReference/API_DeregisterScalableTarget.html. */
    void deregister(String resource) {
        AwsFailures.call("scale " + resource + " no more", () -> clients.scaling()
                .deregisterScalableTarget(request ->
                        request.serviceNamespace(ECS).resourceId(resource).scalableDimension(COUNT)));
    }
}
