package dev.nanokit.aws.lab.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.nanokit.aws.lab.AwsLab;
import dev.nanokit.aws.lab.OnMoto;
import dev.nanokit.testkit.FakeProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Tag;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.Change;
import software.amazon.awssdk.services.route53.model.ChangeAction;
import software.amazon.awssdk.services.route53.model.RRType;
import software.amazon.awssdk.services.route53.model.ResourceRecord;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.servicediscovery.ServiceDiscoveryClient;

/** What AWS refuses for what is already there is refused before moto, and passes once that is gone. */
@OnMoto
final class StateRulesIT {

    private final AwsLab lab = new AwsLab(FakeProvider.services().time().orElseThrow());

    @AfterEach
    void close() {
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

    private record Ground(String vpc, String one, String two, String twin, String group) {}

    private static Ground ground(Ec2Client ec2) {
        String vpc = ec2.createVpc(r -> r.cidrBlock("10.0.0.0/16")).vpc().vpcId();
        String group = ec2.createSecurityGroup(
                        r -> r.groupName("g").description("d").vpcId(vpc))
                .groupId();
        return new Ground(
                vpc,
                subnet(ec2, vpc, "10.0.0.0/24", "a"),
                subnet(ec2, vpc, "10.0.1.0/24", "b"),
                subnet(ec2, vpc, "10.0.2.0/24", "a"),
                group);
    }

    private static String subnet(Ec2Client ec2, String vpc, String range, String zone) {
        return ec2.createSubnet(r -> r.vpcId(vpc).cidrBlock(range).availabilityZone(AwsLab.REGION + zone))
                .subnet()
                .subnetId();
    }

    @Test
    void balancers_and_what_they_stand_on() {
        try (Ec2Client ec2 = lab.through(Ec2Client.builder());
                ElasticLoadBalancingV2Client elb = lab.through(ElasticLoadBalancingV2Client.builder())) {
            Ground ground = ground(ec2);
            refused(
                    "SubnetNotFound",
                    () -> elb.createLoadBalancer(r -> r.name("one").subnets(ground.one(), "subnet-0")));
            refused(
                    "InvalidConfigurationRequest",
                    () -> elb.createLoadBalancer(r -> r.name("one").subnets(ground.one(), ground.twin())));
            refused(
                    "InvalidSecurityGroup",
                    () -> elb.createLoadBalancer(r ->
                            r.name("one").subnets(ground.one(), ground.two()).securityGroups("sg-0")));
            String arn = elb.createLoadBalancer(r -> r.name("one")
                            .subnets(ground.one(), ground.two())
                            .securityGroups(ground.group())
                            .tags(Tag.builder().key("k").value("v").build()))
                    .loadBalancers()
                    .get(0)
                    .loadBalancerArn();
            refused(
                    "DuplicateLoadBalancerName",
                    () -> elb.createLoadBalancer(r ->
                            r.name("one").subnets(ground.one(), ground.two()).scheme("internal")));
            listen(elb, arn);
            refused("DuplicateListener", () -> listen(elb, arn));
            refused(
                    "ValidationError",
                    () -> elb.addTags(r -> r.resourceArns(arn)
                            .tags(Tag.builder().key("aws:k").value("v").build())));
            refused("DependencyViolation", () -> ec2.deleteSecurityGroup(r -> r.groupId(ground.group())));
            refused("DependencyViolation", () -> ec2.deleteSubnet(r -> r.subnetId(ground.one())));
            elb.deleteLoadBalancer(r -> r.loadBalancerArn(arn));
            ec2.deleteSecurityGroup(r -> r.groupId(ground.group()));
            ec2.deleteSubnet(r -> r.subnetId(ground.one()));
        }
    }

    private static void listen(ElasticLoadBalancingV2Client elb, String arn) {
        elb.createListener(r -> r.loadBalancerArn(arn)
                .port(80)
                .protocol(ProtocolEnum.HTTP)
                .defaultActions(Action.builder()
                        .type(ActionTypeEnum.FIXED_RESPONSE)
                        .fixedResponseConfig(f -> f.statusCode("404"))
                        .build()));
    }

    @Test
    void names_in_cloud_map() {
        try (Ec2Client ec2 = lab.through(Ec2Client.builder());
                ServiceDiscoveryClient map = lab.through(ServiceDiscoveryClient.builder())) {
            map.createPrivateDnsNamespace(r -> r.name("x.local").vpc(ground(ec2).vpc()));
            String space = map.listNamespaces().namespaces().get(0).id();
            String service = map.createService(r -> r.name("api").namespaceId(space))
                    .service()
                    .id();
            refused(
                    "ServiceAlreadyExists",
                    () -> map.createService(r -> r.name("api").namespaceId(space)));
            map.registerInstance(r ->
                    r.serviceId(service).instanceId("i").attributes(java.util.Map.of("AWS_INSTANCE_IPV4", "10.0.0.9")));
            refused("ResourceInUse", () -> map.deleteService(r -> r.id(service)));
            refused("ResourceInUse", () -> map.deleteNamespace(r -> r.id(space)));
            map.deregisterInstance(r -> r.serviceId(service).instanceId("i"));
            map.deleteService(r -> r.id(service));
            map.deleteNamespace(r -> r.id(space));
        }
    }

    @Test
    void subnet_groups_of_databases() {
        try (Ec2Client ec2 = lab.through(Ec2Client.builder());
                RdsClient rds = lab.through(RdsClient.builder())) {
            Ground ground = ground(ec2);
            refused(
                    "DBSubnetGroupDoesNotCoverEnoughAZs",
                    () -> rds.createDBSubnetGroup(r -> r.dbSubnetGroupName("good")
                            .dbSubnetGroupDescription("d")
                            .subnetIds(ground.one(), ground.twin())));
            group(rds, ground);
            refused("DBSubnetGroupAlreadyExists", () -> group(rds, ground));
            rds.createDBInstance(r -> r.dbInstanceIdentifier("one")
                    .engine("postgres")
                    .dbInstanceClass("db.t4g.micro")
                    .allocatedStorage(40)
                    .masterUsername("nanokit")
                    .masterUserPassword("long-enough")
                    .vpcSecurityGroupIds(ground.group())
                    .dbSubnetGroupName("good"));
            refused(
                    "InvalidParameterCombination",
                    () -> rds.modifyDBInstance(
                            r -> r.dbInstanceIdentifier("one").allocatedStorage(20)));
            refused("InvalidDBSubnetGroupStateFault", () -> rds.deleteDBSubnetGroup(r -> r.dbSubnetGroupName("good")));
            rds.deleteDBInstance(r -> r.dbInstanceIdentifier("one").skipFinalSnapshot(true));
            rds.deleteDBSubnetGroup(r -> r.dbSubnetGroupName("good"));
        }
    }

    private static void group(RdsClient rds, Ground ground) {
        rds.createDBSubnetGroup(
                r -> r.dbSubnetGroupName("good").dbSubnetGroupDescription("d").subnetIds(ground.one(), ground.two()));
    }

    @Test
    void records_are_created_once_and_again_when_gone() {
        try (Route53Client dns = lab.through(Route53Client.builder())) {
            String zone = dns.createHostedZone(r -> r.name("x.example").callerReference("c"))
                    .hostedZone()
                    .id();
            change(dns, zone, ChangeAction.CREATE);
            refused("InvalidChangeBatch", () -> change(dns, zone, ChangeAction.CREATE));
            change(dns, zone, ChangeAction.DELETE);
            change(dns, zone, ChangeAction.CREATE);
        }
    }

    private static void change(Route53Client dns, String zone, ChangeAction action) {
        Change change = Change.builder()
                .action(action)
                .resourceRecordSet(r -> r.name("a.x.example")
                        .type(RRType.A)
                        .ttl(60L)
                        .resourceRecords(
                                ResourceRecord.builder().value("10.0.0.1").build()))
                .build();
        dns.changeResourceRecordSets(r -> r.hostedZoneId(zone).changeBatch(b -> b.changes(change)));
    }

    @Test
    void secrets_that_go() {
        try (SecretsManagerClient secrets = lab.through(SecretsManagerClient.builder())) {
            secrets.createSecret(r -> r.name("one").secretString("x"));
            secrets.deleteSecret(r -> r.secretId("one"));
            refused(
                    "InvalidRequestException",
                    () -> secrets.createSecret(r -> r.name("one").secretString("x")));
        }
    }

    @Test
    void a_cluster_that_is_gone_takes_no_service() {
        try (EcsClient ecs = lab.through(EcsClient.builder())) {
            ecs.createCluster(r -> r.clusterName("c"));
            ecs.deleteCluster(r -> r.cluster("c"));
            refused(
                    "ClusterNotFoundException",
                    () -> ecs.createService(r -> r.cluster("c")
                            .serviceName("one")
                            .networkConfiguration(n -> n.awsvpcConfiguration(v -> v.subnets("subnet-a")))));
        }
    }
}
