package dev.nanokit.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.rds.model.CreateDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.MasterUserSecret;
import software.amazon.awssdk.services.rds.model.ModifyDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.Tag;
import software.amazon.awssdk.services.rds.model.VpcSecurityGroupMembership;

/** What RDS is asked for. */
final class RdsRequestsTest {

    private static final String SHOP =
            """
            name: shop
            infra: { provider: aws, region: eu-west-1 }
            services: { web: { image: i, depends_on: [main] } }
            databases:
              main: { engine: %s }
            environments: { stage: {} }
            """;

    private static RdsRequests requests(String text) {
        return new RdsRequests(new Designed(SHOP.formatted(text), "stage").wanted("database/main"));
    }

    /** An instance as RDS shows one that is just what the plain file wants. */
    private static DBInstance.Builder there() {
        return DBInstance.builder()
                .dbInstanceClass("db.t4g.micro")
                .allocatedStorage(20)
                .backupRetentionPeriod(7)
                .deletionProtection(true)
                .vpcSecurityGroups(group("<security-group/databases id>"));
    }

    private static VpcSecurityGroupMembership group(String id) {
        return VpcSecurityGroupMembership.builder()
                .vpcSecurityGroupId(id)
                .status("active")
                .build();
    }

    private static DBInstance.Builder kept() {
        return there().masterUserSecret(
                        MasterUserSecret.builder().secretArn("arn").build());
    }

    @Test
    void an_instance_is_encrypted_private_protected_and_backed_up() {
        assertThat(requests("postgres, version: '16'").create(Map.of("nanokit:scope", "shop/stage")))
                .isEqualTo(CreateDbInstanceRequest.builder()
                        .dbInstanceIdentifier("nk-database-main-0a1b2c3d")
                        .engine("postgres")
                        .engineVersion("16")
                        .dbInstanceClass("db.t4g.micro")
                        .allocatedStorage(20)
                        .storageType("gp3")
                        .storageEncrypted(true)
                        .dbName("main")
                        .masterUsername("nanokit")
                        .manageMasterUserPassword(true)
                        .dbSubnetGroupName("<subnet-group/databases name>")
                        .vpcSecurityGroupIds("<security-group/databases id>")
                        .publiclyAccessible(false)
                        .multiAZ(false)
                        .backupRetentionPeriod(7)
                        .deletionProtection(true)
                        .copyTagsToSnapshot(true)
                        .autoMinorVersionUpgrade(true)
                        .tags(Tag.builder()
                                .key("nanokit:scope")
                                .value("shop/stage")
                                .build())
                        .build());
    }

    @Test
    void a_password_of_ours_is_set_and_shown_nowhere() {
        CreateDbInstanceRequest request =
                requests("mysql, rootPassword: pa55-w0rd").create(Map.of());
        assertThat(request.masterUserPassword()).isEqualTo("pa55-w0rd");
        assertThat(request.manageMasterUserPassword()).isNull();
        assertThat(request.engine()).isEqualTo("mysql");
        assertThat(request.toString()).doesNotContain("pa55-w0rd");
    }

    @Test
    void what_is_so_already_is_left() {
        assertThat(requests("postgres").change(kept().build(), true)).isEmpty();
        assertThat(requests("postgres, rootPassword: pa55-w0rd").change(there().build(), false))
                .isEmpty();
    }

    @Test
    void only_what_differs_is_asked_for() {
        DBInstance other = kept().dbInstanceClass("db.t4g.small")
                .allocatedStorage(10)
                .backupRetentionPeriod(1)
                .deletionProtection(false)
                .vpcSecurityGroups(group("sg-1"))
                .build();
        assertThat(requests("postgres").change(other, true))
                .contains(ModifyDbInstanceRequest.builder()
                        .dbInstanceIdentifier("nk-database-main-0a1b2c3d")
                        .applyImmediately(true)
                        .dbInstanceClass("db.t4g.micro")
                        .allocatedStorage(20)
                        .backupRetentionPeriod(7)
                        .deletionProtection(true)
                        .vpcSecurityGroupIds("<security-group/databases id>")
                        .build());
    }

    @Test
    void storage_is_never_taken_away() {
        assertThat(requests("postgres").change(kept().allocatedStorage(22).build(), true))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'postgres, rootPassword: pa55-w0rd', false, true, , pa55-w0rd",
        "'postgres, rootPassword: pa55-w0rd', true, false, false, pa55-w0rd",
        "postgres, false, false, true, "
    })
    void the_password_moves_between_us_and_rds(
            String text, boolean isKept, boolean sets, Boolean manages, String password) {
        ModifyDbInstanceRequest change =
                requests(text).change((isKept ? kept() : there()).build(), sets).orElseThrow();
        assertThat(change.manageMasterUserPassword()).isEqualTo(manages);
        assertThat(change.masterUserPassword()).isEqualTo(password);
    }

    @Test
    void it_is_so_when_nothing_of_ours_is_pending() {
        RdsRequests requests = requests("postgres");
        assertThat(requests.isSo(kept().build())).isTrue();
        assertThat(requests.isSo(kept().dbInstanceClass("db.t4g.small").build()))
                .isFalse();
        assertThat(requests.isSo(kept().pendingModifiedValues(pending -> pending.masterUserPassword("****"))
                        .build()))
                .isFalse();
        assertThat(requests.isSo(kept().pendingModifiedValues(pending -> pending.caCertificateIdentifier("rds-ca"))
                        .build()))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "available, READY",
        "storage-optimization, READY",
        "creating, ON_ITS_WAY",
        "backing-up, ON_ITS_WAY",
        "resetting-master-credentials, ON_ITS_WAY",
        "something-new, ON_ITS_WAY",
        "deleting, GOING",
        "failed, STUCK",
        "stopped, STUCK",
        "storage-full, STUCK",
        "incompatible-parameters, STUCK",
        "inaccessible-encryption-credentials-recoverable, STUCK"
    })
    void a_status_says_whether_waiting_helps(String status, RdsStatus meaning) {
        assertThat(RdsStatus.of(status)).isEqualTo(meaning);
    }
}
