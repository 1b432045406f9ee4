package dev.nanokit.aws;

import dev.nanokit.aws.lab.AwsLab;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.acm.AcmClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.efs.EfsClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetTypeEnum;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.Change;
import software.amazon.awssdk.services.route53.model.ChangeAction;
import software.amazon.awssdk.services.route53.model.RRType;
import software.amazon.awssdk.services.route53.model.ResourceRecord;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.servicediscovery.ServiceDiscoveryClient;

/**
 * One of each kind that is not ours, made before us: named as ours are but without a tag, or tagged as ours are for another
 * scope. None has a name that we want.
 */
final class Neighbours {

    /** As all names of the scope begin. */
    private static final String ALIKE = "nk-shop-stage-old";

    private static final String TRUST = new RolePolicies(AwsLab.REGION).trust("ecs-tasks.amazonaws.com");

    /** What a scope beside ours has; its state cannot be read, which is no reason to take it. */
    private static final Map<String, String> OTHER_SCOPE = new HashMap<>(Map.of(
            AwsTags.SCOPE,
            "shop/production",
            "nanokit:format",
            "1",
            "nanokit:project",
            "shop",
            "nanokit:environment",
            "production",
            "nanokit:edition",
            "0a1b2c3d"));

    private final AwsLab lab;
    private String vpc = "";
    private List<String> subnets = List.of();
    private String group = "";

    Neighbours(AwsLab lab) {
        this.lab = lab;
    }

    void moveIn() {
        network();
        try (IamClient iam = lab.through(IamClient.builder())) {
            iam.createRole(request -> request.roleName(ALIKE).assumeRolePolicyDocument(TRUST));
            iam.createRole(request -> request.roleName("nk-shop-production-task-0a1b2c3d")
                    .path("/nanokit/shop/production/")
                    .assumeRolePolicyDocument(TRUST));
        }
        tasks();
        balancing();
        names();
        data();
        try (CloudWatchLogsClient logs = lab.through(CloudWatchLogsClient.builder())) {
            logs.createLogGroup(request -> request.logGroupName(LogGroup.PREFIX + ALIKE));
            logs.createLogGroup(request -> request.logGroupName("/shop/stage"));
        }
        try (SecretsManagerClient secrets = lab.through(SecretsManagerClient.builder())) {
            secrets.createSecret(request -> request.name(ALIKE).secretString("of others"));
        }
    }

    private void network() {
        try (Ec2Client ec2 = lab.through(Ec2Client.builder())) {
            vpc = ec2.createVpc(request -> request.cidrBlock("10.0.0.0/16")
                            .tagSpecifications(Ec2Tags.of(ResourceType.VPC, tags("vpc/main"))))
                    .vpc()
                    .vpcId();
            subnets = List.of(subnet(ec2, "10.0.0.0/19", "a"), subnet(ec2, "10.0.32.0/19", "b"));
            group = ec2.createSecurityGroup(
                            request -> request.vpcId(vpc).groupName(ALIKE).description("of others"))
                    .groupId();
            ec2.createInternetGateway(request -> request.tagSpecifications(
                    Ec2Tags.of(ResourceType.INTERNET_GATEWAY, tags("internet-gateway/main"))));
            ec2.createRouteTable(request -> request.vpcId(vpc)
                    .tagSpecifications(Ec2Tags.of(ResourceType.ROUTE_TABLE, tags("route-table/public"))));
        }
    }

    private String subnet(Ec2Client ec2, String cidr, String zone) {
        return ec2.createSubnet(request -> request.vpcId(vpc)
                        .cidrBlock(cidr)
                        .availabilityZone(AwsLab.REGION + zone)
                        .tagSpecifications(Ec2Tags.of(ResourceType.SUBNET, tags("subnet/public-1"))))
                .subnet()
                .subnetId();
    }

    private static Map<String, String> tags(String slot) {
        Map<String, String> tags = new HashMap<>(OTHER_SCOPE);
        tags.put("nanokit:slot", slot);
        return tags;
    }

    private void tasks() {
        try (EcsClient ecs = lab.through(EcsClient.builder())) {
            ecs.createCluster(request -> request.clusterName(ALIKE));
            ecs.registerTaskDefinition(request -> request.family(ALIKE)
                    .networkMode(NetworkMode.AWSVPC)
                    .requiresCompatibilities(Compatibility.FARGATE)
                    .cpu("256")
                    .memory("512")
                    .containerDefinitions(ContainerDefinition.builder()
                            .name("main")
                            .image("busybox:latest")
                            .build()));
            ecs.createService(request -> request.cluster(ALIKE)
                    .serviceName(ALIKE)
                    .taskDefinition(ALIKE)
                    .launchType(LaunchType.FARGATE)
                    .desiredCount(0)
                    .networkConfiguration(network -> network.awsvpcConfiguration(
                            it -> it.subnets(subnets).securityGroups(group))));
        }
    }

    private void balancing() {
        try (ElasticLoadBalancingV2Client elb = lab.through(ElasticLoadBalancingV2Client.builder())) {
            String arn = elb.createLoadBalancer(
                            request -> request.name(ALIKE).subnets(subnets).securityGroups(group))
                    .loadBalancers()
                    .get(0)
                    .loadBalancerArn();
            String target = elb.createTargetGroup(request -> request.name(ALIKE)
                            .vpcId(vpc)
                            .port(80)
                            .protocol(ProtocolEnum.HTTP)
                            .targetType(TargetTypeEnum.IP)
                            .tags(BalancerCalls.sdk(tags("route/web"))))
                    .targetGroups()
                    .get(0)
                    .targetGroupArn();
            elb.createListener(request -> request.loadBalancerArn(arn)
                    .port(80)
                    .protocol(ProtocolEnum.HTTP)
                    .defaultActions(Action.builder()
                            .type(ActionTypeEnum.FORWARD)
                            .targetGroupArn(target)
                            .build()));
        }
    }

    private void names() {
        try (ServiceDiscoveryClient names = lab.through(ServiceDiscoveryClient.builder());
                Route53Client dns = lab.through(Route53Client.builder());
                AcmClient acm = lab.through(AcmClient.builder())) {
            names.createPrivateDnsNamespace(
                    request -> request.name("stage.shop.internal").vpc(vpc).creatorRequestId("others"));
            String zone = dns.createHostedZone(
                            request -> request.name("nanokit-shop.com").callerReference("others"))
                    .hostedZone()
                    .id();
            record(dns, zone, "nanokit-shop.com", RRType.TXT, "\"nanokit\"");
            record(dns, zone, "www.nanokit-shop.com", RRType.A, "192.0.2.1");
            acm.requestCertificate(request -> request.domainName("nanokit-shop.com"));
        }
    }

    private static void record(Route53Client dns, String zone, String name, RRType type, String value) {
        ResourceRecordSet set = ResourceRecordSet.builder()
                .name(name)
                .type(type)
                .ttl(60L)
                .resourceRecords(ResourceRecord.builder().value(value).build())
                .build();
        Change change = Change.builder()
                .action(ChangeAction.CREATE)
                .resourceRecordSet(set)
                .build();
        dns.changeResourceRecordSets(request -> request.hostedZoneId(zone).changeBatch(batch -> batch.changes(change)));
    }

    private void data() {
        try (RdsClient rds = lab.through(RdsClient.builder());
                EfsClient efs = lab.through(EfsClient.builder())) {
            rds.createDBSubnetGroup(request -> request.dbSubnetGroupName(ALIKE)
                    .dbSubnetGroupDescription("of others")
                    .subnetIds(subnets));
            rds.createDBInstance(request -> request.dbInstanceIdentifier(ALIKE)
                    .engine("postgres")
                    .engineVersion("15")
                    .dbInstanceClass("db.t4g.micro")
                    .allocatedStorage(20)
                    .masterUsername("others")
                    .masterUserPassword("of-others-1")
                    .dbSubnetGroupName(ALIKE));
            efs.createFileSystem(request -> request.creationToken(ALIKE));
            efs.createFileSystem(request ->
                    request.creationToken("nk-shop-production-files").tags(EfsVolume.sdk(tags("volume/files"))));
        }
    }
}
