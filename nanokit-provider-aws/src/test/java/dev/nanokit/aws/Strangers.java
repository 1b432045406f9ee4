package dev.nanokit.aws;

import dev.nanokit.aws.lab.AwsLab;
import dev.nanokit.provider.ResourceKind;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.efs.EfsClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetTypeEnum;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/**
 * Makes things of others that have a name of ours, beside ours or in our VPC. Not of each kind: a service of another's in our
 * own cluster, or a listener of another's on our own balancer, goes with it or keeps it, and what is found by a domain has
 * tests of its own.
 */
final class Strangers {

    private static final String TRUST = new RolePolicies(AwsLab.REGION).trust("ecs-tasks.amazonaws.com");

    /** Behind the eighths that our own subnets take. */
    private static final String FREE_CIDR = "10.0.240.0/20";

    private final AwsLab lab;

    Strangers(AwsLab lab) {
        this.lab = lab;
    }

    /** {@return takes it away again; empty if this kind is not made} */
    Optional<Runnable> make(ResourceKind kind, String name) {
        return switch (kind.id()) {
            case "vpc" -> Optional.of(vpc(name));
            case "internet-gateway" -> Optional.of(internetGateway(name));
            case "subnet" -> Optional.of(subnet(name));
            case "route-table" -> Optional.of(routeTable(name));
            case "security-group" -> Optional.of(group(name));
            case "cluster" -> Optional.of(cluster(name));
            case "role" -> Optional.of(role(name));
            case "log-group" -> Optional.of(logGroup(LogGroup.PREFIX + name));
            case "secret" -> Optional.of(secret(name));
            case "volume" -> Optional.of(files(name));
            case "route" -> Optional.of(targetGroup(name));
            case "balancer" -> Optional.of(balancer(name));
            default -> Optional.empty();
        };
    }

    private Runnable vpc(String name) {
        String id = with(Ec2Client.builder(), ec2 -> ec2.createVpc(
                        request -> request.cidrBlock("10.9.0.0/16").tagSpecifications(named(ResourceType.VPC, name)))
                .vpc()
                .vpcId());
        return () -> with(Ec2Client.builder(), ec2 -> ec2.deleteVpc(request -> request.vpcId(id)));
    }

    private Runnable internetGateway(String name) {
        String id = with(Ec2Client.builder(), ec2 -> ec2.createInternetGateway(
                        request -> request.tagSpecifications(named(ResourceType.INTERNET_GATEWAY, name)))
                .internetGateway()
                .internetGatewayId());
        return () ->
                with(Ec2Client.builder(), ec2 -> ec2.deleteInternetGateway(request -> request.internetGatewayId(id)));
    }

    private Runnable subnet(String name) {
        String id = with(Ec2Client.builder(), ec2 -> ec2.createSubnet(request -> request.vpcId(ourVpc())
                        .cidrBlock(FREE_CIDR)
                        .tagSpecifications(named(ResourceType.SUBNET, name)))
                .subnet()
                .subnetId());
        return () -> with(Ec2Client.builder(), ec2 -> ec2.deleteSubnet(request -> request.subnetId(id)));
    }

    private Runnable routeTable(String name) {
        String id = with(Ec2Client.builder(), ec2 -> ec2.createRouteTable(
                        request -> request.vpcId(ourVpc()).tagSpecifications(named(ResourceType.ROUTE_TABLE, name)))
                .routeTable()
                .routeTableId());
        return () -> with(Ec2Client.builder(), ec2 -> ec2.deleteRouteTable(request -> request.routeTableId(id)));
    }

    private Runnable group(String name) {
        String id = with(Ec2Client.builder(), ec2 -> ec2.createSecurityGroup(
                        request -> request.vpcId(ourVpc()).groupName(name).description("of others"))
                .groupId());
        return () -> with(Ec2Client.builder(), ec2 -> ec2.deleteSecurityGroup(request -> request.groupId(id)));
    }

    private Runnable cluster(String name) {
        with(EcsClient.builder(), ecs -> ecs.createCluster(request -> request.clusterName(name)));
        return () -> with(EcsClient.builder(), ecs -> ecs.deleteCluster(request -> request.cluster(name)));
    }

    private Runnable role(String name) {
        with(
                IamClient.builder(),
                iam -> iam.createRole(request -> request.roleName(name).assumeRolePolicyDocument(TRUST)));
        return () -> with(IamClient.builder(), iam -> iam.deleteRole(request -> request.roleName(name)));
    }

    private Runnable logGroup(String path) {
        with(CloudWatchLogsClient.builder(), logs -> logs.createLogGroup(request -> request.logGroupName(path)));
        return () -> with(
                CloudWatchLogsClient.builder(), logs -> logs.deleteLogGroup(request -> request.logGroupName(path)));
    }

    private Runnable secret(String name) {
        with(
                SecretsManagerClient.builder(),
                secrets -> secrets.createSecret(request -> request.name(name).secretString("of others")));
        return () -> with(
                SecretsManagerClient.builder(),
                secrets ->
                        secrets.deleteSecret(request -> request.secretId(name).forceDeleteWithoutRecovery(true)));
    }

    private Runnable files(String name) {
        String id = with(EfsClient.builder(), efs -> efs.createFileSystem(request -> request.creationToken(name))
                .fileSystemId());
        return () -> with(EfsClient.builder(), efs -> efs.deleteFileSystem(request -> request.fileSystemId(id)));
    }

    private Runnable targetGroup(String name) {
        String arn =
                with(ElasticLoadBalancingV2Client.builder(), elb -> elb.createTargetGroup(request -> request.name(name)
                                .vpcId(ourVpc())
                                .port(80)
                                .protocol(ProtocolEnum.HTTP)
                                .targetType(TargetTypeEnum.IP))
                        .targetGroups()
                        .get(0)
                        .targetGroupArn());
        return () -> with(
                ElasticLoadBalancingV2Client.builder(),
                elb -> elb.deleteTargetGroup(request -> request.targetGroupArn(arn)));
    }

    private Runnable balancer(String name) {
        List<String> subnets = ourSubnets();
        String arn = with(ElasticLoadBalancingV2Client.builder(), elb -> elb.createLoadBalancer(
                        request -> request.name(name).subnets(subnets))
                .loadBalancers()
                .get(0)
                .loadBalancerArn());
        return () -> with(
                ElasticLoadBalancingV2Client.builder(),
                elb -> elb.deleteLoadBalancer(request -> request.loadBalancerArn(arn)));
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C extends SdkClient, T> T with(
            B builder, Function<C, T> call) {
        try (C client = lab.through(builder)) {
            return call.apply(client);
        }
    }

    private static TagSpecification named(ResourceType type, String name) {
        return TagSpecification.builder()
                .resourceType(type)
                .tags(Tag.builder().key(AwsTags.NAME).value(name).build())
                .build();
    }

    private static Filter ours() {
        return Filter.builder().name("tag-key").values(AwsTags.SCOPE).build();
    }

    private String ourVpc() {
        return with(Ec2Client.builder(), ec2 -> ec2.describeVpcs(request -> request.filters(ours()))
                .vpcs()
                .get(0)
                .vpcId());
    }

    private List<String> ourSubnets() {
        return with(
                Ec2Client.builder(), ec2 -> ec2.describeSubnets(request -> request.filters(ours())).subnets().stream()
                        .filter(subnet -> Boolean.TRUE.equals(subnet.mapPublicIpOnLaunch()))
                        .map(Subnet::subnetId)
                        .toList());
    }
}
