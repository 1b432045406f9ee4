package dev.nanokit.aws.lab;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.AssignPublicIp;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.LogDriver;
import software.amazon.awssdk.services.ecs.model.NetworkConfiguration;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RuleCondition;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupAttribute;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetTypeEnum;
import software.amazon.awssdk.services.iam.IamClient;

/** A small deployment by raw calls through the proxy: what the lab's own tests stand on. */
final class Site implements AutoCloseable {

    static final String CLUSTER = "site";
    static final String LOGS = "/site";

    private static final String TRUST =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":"
                    + "{\"Service\":\"ecs-tasks.amazonaws.com\"},\"Action\":\"sts:AssumeRole\"}]}";

    final AwsLab lab;
    final EcsClient ecs;
    final Ec2Client ec2;
    final ElasticLoadBalancingV2Client elb;
    final IamClient iam;
    private String vpc = "";
    private List<String> subnets = List.of();
    private String group = "";
    private String role = "";

    Site(AwsLab lab) {
        this.lab = lab;
        ecs = lab.through(EcsClient.builder());
        ec2 = lab.through(Ec2Client.builder());
        elb = lab.through(ElasticLoadBalancingV2Client.builder());
        iam = lab.through(IamClient.builder());
    }

    /** Makes network, cluster, log group and role. */
    Site ground() {
        vpc = ec2.createVpc(it -> it.cidrBlock("10.7.0.0/16")).vpc().vpcId();
        subnets = List.of(subnet("10.7.0.0/24", "a"), subnet("10.7.1.0/24", "b"));
        group = ec2.createSecurityGroup(
                        it -> it.groupName("site").description("site").vpcId(vpc))
                .groupId();
        role = iam.createRole(it -> it.roleName("site").assumeRolePolicyDocument(TRUST))
                .role()
                .arn();
        ecs.createCluster(it -> it.clusterName(CLUSTER));
        try (var logs = lab.through(software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient.builder())) {
            logs.createLogGroup(it -> it.logGroupName(LOGS));
        }
        return this;
    }

    private String subnet(String range, String zone) {
        return ec2.createSubnet(it -> it.vpcId(vpc).cidrBlock(range).availabilityZone(AwsLab.REGION + zone))
                .subnet()
                .subnetId();
    }

    String vpc() {
        return vpc;
    }

    List<String> subnets() {
        return subnets;
    }

    String group() {
        return group;
    }

    NetworkConfiguration network() {
        return NetworkConfiguration.builder()
                .awsvpcConfiguration(
                        it -> it.subnets(subnets).securityGroups(group).assignPublicIp(AssignPublicIp.ENABLED))
                .build();
    }

    /** Registers a task definition with one container of the family's name. */
    String define(String family, String image, String script) {
        ContainerDefinition.Builder container = ContainerDefinition.builder()
                .name(family)
                .image(image)
                .portMappings(PortMapping.builder().containerPort(8080).build())
                .logConfiguration(log -> log.logDriver(LogDriver.AWSLOGS)
                        .options(Map.of(
                                "awslogs-group",
                                LOGS,
                                "awslogs-region",
                                AwsLab.REGION,
                                "awslogs-stream-prefix",
                                "site")));
        if (!script.isEmpty()) {
            container.command("/bin/sh", "-c", script);
        }
        return ecs.registerTaskDefinition(it -> it.family(family)
                        .networkMode(NetworkMode.AWSVPC)
                        .requiresCompatibilities(Compatibility.FARGATE)
                        .cpu("256")
                        .memory("512")
                        .executionRoleArn(role)
                        .containerDefinitions(container.build()))
                .taskDefinition()
                .taskDefinitionArn();
    }

    static String page(String text) {
        return "mkdir -p /www; echo " + text + " >/www/index.html; trap 'exit 0' TERM;"
                + " httpd -f -p 8080 -h /www & wait";
    }

    /** Makes a target group, and a balancer with a rule for its host. */
    String expose(String name) {
        String target = elb.createTargetGroup(it -> it.name(name)
                        .port(8080)
                        .protocol(ProtocolEnum.HTTP)
                        .vpcId(vpc)
                        .targetType(TargetTypeEnum.IP)
                        .healthCheckPath("/"))
                .targetGroups()
                .get(0)
                .targetGroupArn();
        elb.modifyTargetGroupAttributes(it -> it.targetGroupArn(target)
                .attributes(TargetGroupAttribute.builder()
                        .key("deregistration_delay.timeout_seconds")
                        .value("5")
                        .build()));
        String balancer = elb.createLoadBalancer(
                        it -> it.name(name).subnets(subnets).securityGroups(group))
                .loadBalancers()
                .get(0)
                .loadBalancerArn();
        String listener = elb.createListener(it -> it.loadBalancerArn(balancer)
                        .port(80)
                        .protocol(ProtocolEnum.HTTP)
                        .defaultActions(Action.builder()
                                .type(ActionTypeEnum.FIXED_RESPONSE)
                                .fixedResponseConfig(answer -> answer.statusCode("404"))
                                .build()))
                .listeners()
                .get(0)
                .listenerArn();
        elb.createRule(it -> it.listenerArn(listener)
                .priority(10)
                .conditions(RuleCondition.builder()
                        .field("host-header")
                        .values(name + ".example")
                        .build())
                .actions(Action.builder()
                        .type(ActionTypeEnum.FORWARD)
                        .targetGroupArn(target)
                        .build()));
        return target;
    }

    @Override
    public void close() {
        ecs.close();
        ec2.close();
        elb.close();
        iam.close();
    }
}
