package dev.nanokit.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nanokit.aws.lab.AwsLab;
import dev.nanokit.aws.lab.Call;
import dev.nanokit.aws.lab.OnMoto;
import dev.nanokit.failure.StepFailure;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.efs.EfsClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** What has a name of ours and does not carry our tags is somebody else's: it is named, and left alone. */
@OnMoto
@Timeout(300)
final class ForeignNamesIT {

    private static final String SHOP =
            LabShop.DATA.replace("depends_on: [main],", "depends_on: [main], secrets: { KEY: env://SHOP_KEY },");

    private static List<Call> callsOfAFreshUp() {
        try (LabShop before = new LabShop(new StorageStage())) {
            before.kit(SHOP).up();
            return before.lab.calls();
        }
    }

    @Test
    void a_name_that_is_taken_by_something_foreign_is_told_and_nothing_of_it_is_touched() {
        List<Call> fresh = callsOfAFreshUp();
        try (LabShop shop = new LabShop(new StorageStage());
                Foreigner foreigner = new Foreigner(shop.lab, fresh)) {
            foreigner.takes();
            List<StepFailure> failures = LabShop.failures(() -> shop.kit(SHOP).up());
            assertThat(failures).allSatisfy(one -> {
                assertThat(one.code()).isEqualTo("provider.ownership");
                assertThat(one.message()).contains("something that is not ours has that name", "Remove or rename it");
            });
            assertThat(failures)
                    .extracting(one -> one.step().replaceFirst("create (.*)@.*", "$1"))
                    .contains(
                            "cluster/main",
                            "role/execution",
                            "log-group/main",
                            "secret/web",
                            "balancer/main",
                            "subnet-group/databases",
                            "volume/files");
            foreigner.freesSubnets();
            List<StepFailure> others = LabShop.failures(() -> shop.kit(SHOP).up());
            assertThat(others)
                    .as(others.toString())
                    .filteredOn(one -> one.code().equals("provider.ownership")
                            && one.position().isPresent())
                    .extracting(one -> one.step().replaceFirst("create (.*)@.*", "$1"))
                    .contains("database/main");
            shop.lab.forgetCalls();
            shop.kit(SHOP).deleteAllData().down();
            foreigner.requireAllThere();
        }
    }

    /** Somebody who gives names without knowing ours, before we come. */
    private static final class Foreigner implements AutoCloseable {

        private static final String ANYBODY = "{\"Version\":\"2012-10-17\",\"Statement\":[]}";

        private final List<Call> calls;
        private final EcsClient ecs;
        private final IamClient iam;
        private final CloudWatchLogsClient logs;
        private final SecretsManagerClient secrets;
        private final ElasticLoadBalancingV2Client balancing;
        private final EfsClient efs;
        private final RdsClient rds;
        private final Ec2Client ec2;

        Foreigner(AwsLab lab, List<Call> calls) {
            this.calls = calls;
            ecs = lab.client(EcsClient.builder());
            iam = lab.client(IamClient.builder());
            logs = lab.client(CloudWatchLogsClient.builder());
            secrets = lab.client(SecretsManagerClient.builder());
            balancing = lab.client(ElasticLoadBalancingV2Client.builder());
            efs = lab.client(EfsClient.builder());
            rds = lab.client(RdsClient.builder());
            ec2 = lab.client(Ec2Client.builder());
        }

        private String name(String call, String member) {
            return calls.stream()
                    .filter(one -> one.name().equals(call) && one.request().has(member))
                    .map(one -> one.request().text(member))
                    .findFirst()
                    .orElseThrow();
        }

        private String role() {
            return calls.stream()
                    .filter(one -> one.name().equals("iam:CreateRole"))
                    .map(one -> one.request().text("RoleName"))
                    .filter(name -> name.contains("execution"))
                    .findFirst()
                    .orElseThrow();
        }

        void takes() {
            List<Subnet> subnets = ec2.describeSubnets().subnets();
            List<String> ids = subnets.stream().map(Subnet::subnetId).toList();
            ecs.createCluster(it -> it.clusterName(name("ecs:CreateCluster", "clusterName"))
                    .tags(Tag.builder().key("team").value("another").build()));
            iam.createRole(it -> it.roleName(role()).assumeRolePolicyDocument(ANYBODY));
            logs.createLogGroup(it -> it.logGroupName(name("logs:CreateLogGroup", "logGroupName")));
            secrets.createSecret(
                    it -> it.name(name("secretsmanager:CreateSecret", "Name")).secretString("theirs"));
            balancing.createLoadBalancer(it -> it.name(name("elasticloadbalancing:CreateLoadBalancer", "Name"))
                    .subnets(ids));
            rds.createDBSubnetGroup(it -> it.dbSubnetGroupName(name("rds:CreateDBSubnetGroup", "DBSubnetGroupName"))
                    .dbSubnetGroupDescription("theirs")
                    .subnetIds(ids));
            rds.createDBInstance(it -> it.dbInstanceIdentifier(name("rds:CreateDBInstance", "DBInstanceIdentifier"))
                    .dbInstanceClass("db.t4g.micro")
                    .engine("postgres")
                    .allocatedStorage(20)
                    .masterUsername("theirs")
                    .masterUserPassword("theirs-0000"));
            efs.createFileSystem(it -> it.creationToken(name("elasticfilesystem:CreateFileSystem", "CreationToken")));
        }

        void freesSubnets() {
            rds.deleteDBSubnetGroup(it -> it.dbSubnetGroupName(name("rds:CreateDBSubnetGroup", "DBSubnetGroupName")));
        }

        void requireAllThere() {
            String cluster = name("ecs:CreateCluster", "clusterName");
            assertThat(ecs.describeClusters(it -> it.clusters(cluster)).clusters())
                    .singleElement()
                    .satisfies(one -> assertThat(one.status()).isEqualTo("ACTIVE"));
            assertThat(iam.getRole(it -> it.roleName(role())).role().assumeRolePolicyDocument())
                    .doesNotContain("ecs-tasks");
            String group = name("logs:CreateLogGroup", "logGroupName");
            assertThat(logs.describeLogGroups(it -> it.logGroupNamePrefix(group))
                            .logGroups())
                    .singleElement()
                    .satisfies(one -> assertThat(one.retentionInDays()).isNull());
            assertThat(secrets.getSecretValue(it -> it.secretId(name("secretsmanager:CreateSecret", "Name")))
                            .secretString())
                    .isEqualTo("theirs");
            assertThat(balancing.describeLoadBalancers().loadBalancers()).hasSize(1);
            assertThat(rds.describeDBInstances().dbInstances()).hasSize(1);
            assertThat(efs.describeFileSystems().fileSystems()).hasSize(1);
        }

        @Override
        public void close() {
            List.<SdkClient>of(ecs, iam, logs, secrets, balancing, efs, rds, ec2)
                    .forEach(SdkClient::close);
        }
    }
}
