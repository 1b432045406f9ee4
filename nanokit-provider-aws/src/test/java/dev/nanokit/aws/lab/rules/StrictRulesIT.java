package dev.nanokit.aws.lab.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.nanokit.aws.lab.AwsLab;
import dev.nanokit.aws.lab.OnMoto;
import dev.nanokit.testkit.FakeProvider;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.LogDriver;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RuleCondition;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** What moto would accept and AWS refuses is refused on the way to moto, in AWS's words; what is right passes. */
@OnMoto
final class StrictRulesIT {

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

    @Test
    void every_rule_says_where_it_comes_from() {
        assertThat(Rules.all()).hasSizeGreaterThan(30).allSatisfy(rule -> assertThat(rule.source())
                .startsWith("https://docs.aws.amazon.com/"));
    }

    @Test
    void names_and_subnets_of_balancers() {
        try (ElasticLoadBalancingV2Client client = lab.through(ElasticLoadBalancingV2Client.builder())) {
            for (String name : List.of("a".repeat(33), "under_score", "-begins", "ends-", "internal-one")) {
                refused(
                        "ValidationError",
                        () -> client.createLoadBalancer(r -> r.name(name).subnets("subnet-a", "subnet-b")));
            }
            refused(
                    "ValidationError",
                    () -> client.createLoadBalancer(r -> r.name("one").subnets("subnet-a")));
            refused("ValidationError", () -> client.createTargetGroup(r -> r.name("under_score")));
            refused(
                    "ValidationError",
                    () -> client.createRule(r -> r.listenerArn("arn").priority(50_001)));
            refused(
                    "ValidationError",
                    () -> client.createRule(r -> r.listenerArn("arn")
                            .priority(1)
                            .conditions(RuleCondition.builder()
                                    .field("host-header")
                                    .hostHeaderConfig(h -> h.values("a", "b", "c", "d", "e", "f"))
                                    .build())));
            refused(
                    "ValidationError",
                    () -> client.describeTags(r -> r.resourceArns(
                            IntStream.range(0, 21).mapToObj(n -> "arn" + n).toList())));
        }
    }

    private static RegisterTaskDefinitionRequest.Builder good() {
        return RegisterTaskDefinitionRequest.builder()
                .family("good")
                .requiresCompatibilities(Compatibility.FARGATE)
                .networkMode(NetworkMode.AWSVPC)
                .cpu("256")
                .memory("512")
                .containerDefinitions(container("one"));
    }

    private static ContainerDefinition container(String name) {
        return ContainerDefinition.builder()
                .name(name)
                .image("busybox")
                .memory(512)
                .build();
    }

    @Test
    void task_definitions() {
        try (EcsClient client = lab.through(EcsClient.builder())) {
            assertThatCode(() -> client.registerTaskDefinition(good().build())).doesNotThrowAnyException();
            for (String[] size : new String[][] {{"256", "8192"}, {"300", "512"}, {"512", "512"}, {"8192", "17408"}}) {
                refused(
                        "ClientException",
                        () -> client.registerTaskDefinition(
                                good().cpu(size[0]).memory(size[1]).build()));
            }
            refused(
                    "ClientException",
                    () -> client.registerTaskDefinition(good().family("a.b").build()));
            refused(
                    "ClientException",
                    () -> client.registerTaskDefinition(
                            good().networkMode(NetworkMode.BRIDGE).build()));
            refused(
                    "ClientException",
                    () -> client.registerTaskDefinition(good().containerDefinitions(container("one"), container("one"))
                            .build()));
            refused(
                    "ClientException",
                    () -> client.registerTaskDefinition(good().containerDefinitions(container("one").toBuilder()
                                    .logConfiguration(log -> log.logDriver(LogDriver.AWSLOGS))
                                    .build())
                            .build()));
        }
    }

    @Test
    void services_and_clusters() {
        try (EcsClient client = lab.through(EcsClient.builder())) {
            refused("InvalidParameterException", () -> client.createCluster(r -> r.clusterName("a b")));
            refused(
                    "InvalidParameterException",
                    () -> client.createService(r -> r.cluster("c").serviceName("a.b")));
            refused(
                    "InvalidParameterException",
                    () -> client.createService(r -> r.cluster("c").serviceName("ab")));
            refused(
                    "InvalidParameterException",
                    () -> client.describeServices(r -> r.cluster("c")
                            .services(IntStream.range(0, 11)
                                    .mapToObj(n -> "s" + n)
                                    .toList())));
        }
    }

    @Test
    void tags() {
        try (EcsClient client = lab.through(EcsClient.builder())) {
            for (Tag tag : List.of(
                    Tag.builder().key("aws:mine").value("x").build(),
                    Tag.builder().key("k".repeat(129)).value("x").build(),
                    Tag.builder().key("k").value("v".repeat(257)).build(),
                    Tag.builder().key("k").value("a;b").build())) {
                refused(
                        "InvalidParameterException",
                        () -> client.createCluster(r -> r.clusterName("c").tags(tag)));
            }
            refused(
                    "InvalidParameterException",
                    () -> client.createCluster(r -> r.clusterName("c")
                            .tags(IntStream.range(0, 51)
                                    .mapToObj(n -> Tag.builder()
                                            .key("k" + n)
                                            .value("v")
                                            .build())
                                    .toList())));
        }
    }

    @Test
    void databases() {
        try (RdsClient client = lab.through(RdsClient.builder())) {
            for (String name : List.of("1begins", "two--dashes", "ends-", "a".repeat(64))) {
                refused(
                        "InvalidParameterValue",
                        () -> client.createDBInstance(r ->
                                r.dbInstanceIdentifier(name).engine("postgres").masterUsername("nanokit")));
            }
            for (String password : List.of("short", "with space", "with/slash")) {
                refused(
                        "InvalidParameterValue",
                        () -> client.createDBInstance(r -> r.dbInstanceIdentifier("good")
                                .engine("postgres")
                                .masterUserPassword(password)));
            }
            refused(
                    "InvalidParameterValue",
                    () -> client.createDBInstance(r ->
                            r.dbInstanceIdentifier("good").engine("postgres").masterUsername("admin")));
            refused("InvalidParameterCombination", () -> client.deleteDBInstance(r -> r.dbInstanceIdentifier("good")));
            refused(
                    "DBSubnetGroupDoesNotCoverEnoughAZs",
                    () -> client.createDBSubnetGroup(r -> r.dbSubnetGroupName("good")
                            .dbSubnetGroupDescription("d")
                            .subnetIds("subnet-a")));
        }
    }

    @Test
    void names_of_repositories_and_their_policies() {
        try (EcrClient client = lab.through(EcrClient.builder())) {
            for (String name : List.of("Upper", "a", "-begins", "two--dashes..", "ends-", "a".repeat(257))) {
                refused("InvalidParameterException", () -> client.createRepository(r -> r.repositoryName(name)));
            }
            client.createRepository(r -> r.repositoryName("nk-shop-image-api-1"));
            refused(
                    "InvalidParameterException",
                    () -> client.describeRepositories(
                            r -> r.repositoryNames("nk-shop-image-api-1").maxResults(10)));
            String rule = "{\"rules\":[{\"rulePriority\":%d,\"selection\":{\"tagStatus\":\"%s\",\"countType\":\"%s\","
                    + "\"countNumber\":10},\"action\":{\"type\":\"expire\"}}]}";
            for (String wrong : List.of(
                    rule.formatted(0, "any", "imageCountMoreThan"),
                    rule.formatted(1, "tagged", "imageCountMoreThan"),
                    rule.formatted(1, "any", "sinceImagePushed"),
                    "{\"rules\":[]}")) {
                refused(
                        "InvalidParameterException",
                        () -> client.putLifecyclePolicy(
                                r -> r.repositoryName("nk-shop-image-api-1").lifecyclePolicyText(wrong)));
            }
            client.putLifecyclePolicy(r -> r.repositoryName("nk-shop-image-api-1")
                    .lifecyclePolicyText(rule.formatted(1, "any", "imageCountMoreThan")));
        }
    }

    @Test
    void roles_logs_and_secrets() {
        try (IamClient iam = lab.through(IamClient.builder());
                CloudWatchLogsClient logs = lab.through(CloudWatchLogsClient.builder());
                SecretsManagerClient secrets = lab.through(SecretsManagerClient.builder())) {
            refused(
                    "ValidationError",
                    () -> iam.createRole(r -> r.roleName("r".repeat(65)).assumeRolePolicyDocument("{}")));
            refused(
                    "MalformedPolicyDocument",
                    () -> iam.createRole(r -> r.roleName("role").assumeRolePolicyDocument("{no")));
            refused(
                    "InvalidParameterException",
                    () -> logs.putRetentionPolicy(r -> r.logGroupName("g").retentionInDays(9)));
            refused(
                    "ValidationException",
                    () -> secrets.createSecret(r -> r.name("a b").secretString("x")));
        }
    }

    @Test
    void a_group_that_another_names_is_not_deleted() {
        try (Ec2Client client = lab.through(Ec2Client.builder())) {
            String vpc = client.createVpc(r -> r.cidrBlock("10.0.0.0/16")).vpc().vpcId();
            String one = client.createSecurityGroup(
                            r -> r.groupName("one").description("d").vpcId(vpc))
                    .groupId();
            String two = client.createSecurityGroup(
                            r -> r.groupName("two").description("d").vpcId(vpc))
                    .groupId();
            client.authorizeSecurityGroupIngress(r -> r.groupId(two)
                    .ipPermissions(software.amazon.awssdk.services.ec2.model.IpPermission.builder()
                            .ipProtocol("tcp")
                            .fromPort(80)
                            .toPort(80)
                            .userIdGroupPairs(software.amazon.awssdk.services.ec2.model.UserIdGroupPair.builder()
                                    .groupId(one)
                                    .build())
                            .build()));
            refused("DependencyViolation", () -> client.deleteSecurityGroup(r -> r.groupId(one)));
            client.deleteSecurityGroup(r -> r.groupId(two));
            assertThatCode(() -> client.deleteSecurityGroup(r -> r.groupId(one)))
                    .doesNotThrowAnyException();
        }
    }
}
