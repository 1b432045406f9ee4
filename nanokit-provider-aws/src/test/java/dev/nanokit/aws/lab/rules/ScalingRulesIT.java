package dev.nanokit.aws.lab.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.nanokit.aws.lab.AwsLab;
import dev.nanokit.aws.lab.OnMoto;
import dev.nanokit.testkit.FakeProvider;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.applicationautoscaling.model.MetricType;
import software.amazon.awssdk.services.applicationautoscaling.model.PolicyType;
import software.amazon.awssdk.services.applicationautoscaling.model.RegisterScalableTargetRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableDimension;
import software.amazon.awssdk.services.applicationautoscaling.model.ServiceNamespace;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.NetworkMode;

/** What Application Auto Scaling refuses is refused before moto, and it minds its bounds as AWS's does. */
@OnMoto
final class ScalingRulesIT {

    private static final String SERVICE = "service/c/api";

    private final AwsLab lab = new AwsLab(FakeProvider.services().time().orElseThrow());
    private final ApplicationAutoScalingClient scaling = lab.through(ApplicationAutoScalingClient.builder());
    private final EcsClient ecs = lab.through(EcsClient.builder());

    @AfterEach
    void close() {
        scaling.close();
        ecs.close();
        lab.close();
    }

    private void refused(String code, Runnable request) {
        AwsServiceException failure = catchThrowableOfType(AwsServiceException.class, request::run);
        assertThat(failure).as("the request passed").isNotNull();
        assertThat(failure.awsErrorDetails().errorCode()).isEqualTo(code);
        assertThat(lab.calls().get(lab.calls().size() - 1).ours())
                .as("refused by a rule, not by moto")
                .isTrue();
    }

    private void service(int instances) {
        try (Ec2Client ec2 = lab.through(Ec2Client.builder())) {
            String vpc = ec2.createVpc(r -> r.cidrBlock("10.0.0.0/16")).vpc().vpcId();
            String subnet = ec2.createSubnet(r -> r.vpcId(vpc).cidrBlock("10.0.0.0/24"))
                    .subnet()
                    .subnetId();
            ecs.createCluster(r -> r.clusterName("c"));
            ecs.registerTaskDefinition(r -> r.family("t")
                    .networkMode(NetworkMode.AWSVPC)
                    .requiresCompatibilities(Compatibility.FARGATE)
                    .cpu("256")
                    .memory("512")
                    .containerDefinitions(ContainerDefinition.builder()
                            .name("main")
                            .image("busybox")
                            .memory(512)
                            .build()));
            ecs.createService(r -> r.cluster("c")
                    .serviceName("api")
                    .taskDefinition("t")
                    .launchType(LaunchType.FARGATE)
                    .desiredCount(instances)
                    .networkConfiguration(n -> n.awsvpcConfiguration(v -> v.subnets(subnet))));
        }
    }

    private int instances() {
        return ecs.describeServices(r -> r.cluster("c").services("api"))
                .services()
                .get(0)
                .desiredCount();
    }

    private String register(Consumer<RegisterScalableTargetRequest.Builder> different) {
        RegisterScalableTargetRequest.Builder request = RegisterScalableTargetRequest.builder()
                .serviceNamespace(ServiceNamespace.ECS)
                .resourceId(SERVICE)
                .scalableDimension(ScalableDimension.ECS_SERVICE_DESIRED_COUNT);
        different.accept(request);
        return scaling.registerScalableTarget(request.build()).scalableTargetARN();
    }

    private void track(double target, MetricType load) {
        scaling.putScalingPolicy(r -> r.serviceNamespace(ServiceNamespace.ECS)
                .resourceId(SERVICE)
                .scalableDimension(ScalableDimension.ECS_SERVICE_DESIRED_COUNT)
                .policyName("one")
                .policyType(PolicyType.TARGET_TRACKING_SCALING)
                .targetTrackingScalingPolicyConfiguration(
                        t -> t.targetValue(target).predefinedMetricSpecification(m -> m.predefinedMetricType(load))));
    }

    private void deregister() {
        scaling.deregisterScalableTarget(r -> r.serviceNamespace(ServiceNamespace.ECS)
                .resourceId(SERVICE)
                .scalableDimension(ScalableDimension.ECS_SERVICE_DESIRED_COUNT));
    }

    @Test
    void targets_are_services_that_are_there_with_two_bounds() {
        refused("ValidationException", () -> register(r -> r.minCapacity(1).maxCapacity(2)));
        service(1);
        refused("ValidationException", () -> register(r -> r.minCapacity(1)));
        refused("ValidationException", () -> register(r -> r.minCapacity(3).maxCapacity(2)));
        refused(
                "ValidationException",
                () -> register(r -> r.resourceId("service/api").minCapacity(1).maxCapacity(2)));
        refused("ObjectNotFoundException", () -> track(70, MetricType.ECS_SERVICE_AVERAGE_CPU_UTILIZATION));
        refused("ObjectNotFoundException", this::deregister);
        String arn = register(r -> r.minCapacity(1).maxCapacity(2).tags(Map.of("k", "v")));
        refused("ValidationException", () -> track(0, MetricType.ECS_SERVICE_AVERAGE_CPU_UTILIZATION));
        refused("ValidationException", () -> track(70, MetricType.EC2_SPOT_FLEET_REQUEST_AVERAGE_CPU_UTILIZATION));
        track(70, MetricType.ECS_SERVICE_AVERAGE_CPU_UTILIZATION);
        assertThat(scaling.listTagsForResource(r -> r.resourceARN(arn)).tags()).containsEntry("k", "v");
        deregister();
        assertThat(scaling.describeScalingPolicies(r -> r.serviceNamespace(ServiceNamespace.ECS))
                        .scalingPolicies())
                .isEmpty();
        refused("ResourceNotFoundException", () -> scaling.listTagsForResource(r -> r.resourceARN(arn)));
    }

    @Test
    void every_word_about_a_target_puts_the_number_into_its_bounds() {
        service(1);
        register(r -> r.minCapacity(2).maxCapacity(4));
        assertThat(instances()).isEqualTo(2);
        register(r -> r.minCapacity(3));
        assertThat(instances()).isEqualTo(3);
        ecs.updateService(r -> r.cluster("c").service("api").desiredCount(0));
        register(r -> r.suspendedState(s -> s.dynamicScalingOutSuspended(true)));
        assertThat(instances()).isEqualTo(3);
    }
}
