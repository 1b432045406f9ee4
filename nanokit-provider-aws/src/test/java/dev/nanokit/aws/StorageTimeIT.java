package dev.nanokit.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nanokit.aws.lab.Call;
import dev.nanokit.aws.lab.OnMoto;
import dev.nanokit.failure.ProviderException;
import dev.nanokit.provider.Lifecycle;
import dev.nanokit.provider.Resource;
import dev.nanokit.provider.Wanted;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.efs.EfsClient;
import software.amazon.awssdk.services.efs.model.MountTargetDescription;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBSnapshot;

/** What takes its time, gets stuck, or is on its way out. */
@OnMoto
final class StorageTimeIT {

    private static final String[] CREATING =
            Stream.generate(() -> "creating").limit(300).toArray(String[]::new);

    private final StorageSite site = new StorageSite("stage");

    @AfterEach
    void close() {
        site.close();
    }

    private static Wanted postgres(StorageSite site, String... more) {
        Map<String, String> fields = new TreeMap<>(Map.of(
                "engine", "postgres",
                "version", "16",
                "subnet-group", "nk-shop-databases-0a1b2c3d",
                "group", "<group>",
                "class", "db.t4g.micro",
                "storage-gb", "20",
                "protected", "true",
                "backup-days", "7",
                "schema", "main",
                "user", "nanokit"));
        fields.put("password", "pa55-w0rd");
        for (int index = 0; index < more.length; index += 2) {
            fields.put(more[index], more[index + 1]);
        }
        return site.wanted("database/main", fields);
    }

    private static Resource subnets(StorageSite site) {
        return site.create(
                "subnet-group/databases", Map.of("subnet.1", "<subnet-1>", "subnet.2", "<subnet-2>", "vpc", "<vpc>"));
    }

    private static Wanted redis(StorageSite site) {
        return site.wanted(
                "database/cache",
                Map.of(
                        "engine", "redis",
                        "version", "7",
                        "subnet-group", "nk-caches",
                        "group", "<group>",
                        "class", "cache.t4g.micro",
                        "backup-days", "7",
                        "tls", "false"));
    }

    private List<Call> calls(String operation) {
        return site.lab.calls().stream()
                .filter(call -> call.operation().equals(operation))
                .toList();
    }

    @Test
    void a_database_is_waited_for_until_it_has_an_address_and_says_how_far_it_is() {
        subnets(site);
        site.stage.show("creating", "creating", "creating", "backing-up");
        Resource made = site.create(postgres(site));
        assertThat(made.facts().get("address")).endsWith(":5432");
        assertThat(site.reports)
                .containsExactly(
                        "database nk-shop-main-0a1b2c3d is creating",
                        "database nk-shop-main-0a1b2c3d is backing-up",
                        "database nk-shop-main-0a1b2c3d is available");
        assertThat(calls("ModifyDBInstance")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "incompatible-network, no free addresses",
        "storage-full, raise 'storage'",
        "failed, console of RDS",
        "insufficient-capacity, another 'plan'"
    })
    void what_cannot_come_true_ends_at_once_with_words(String status, String advice) {
        subnets(site);
        site.stage.show("creating", status);
        assertThatThrownBy(() -> site.create(postgres(site)))
                .isInstanceOfSatisfying(
                        ProviderException.class, e -> assertThat(e.kind()).isEqualTo(ProviderException.Kind.FAILED))
                .hasMessageContainingAll("nk-shop-main-0a1b2c3d", status, advice);
    }

    @Test
    void what_was_just_made_may_not_be_found_at_first() {
        subnets(site);
        site.stage.hide(5); // one of them is the look for the name
        assertThat(site.create(postgres(site)).facts()).containsKey("address");
    }

    @Test
    void a_wait_that_ends_too_soon_goes_on_with_the_next_up() {
        subnets(site);
        site.stage.show(CREATING);
        assertThatThrownBy(() -> site.create(postgres(site))).hasMessageContaining("gave up");
        Resource unfinished = site.found("database/main").get(0);
        assertThat(unfinished.recorded()).isEmpty();
        Resource whole = site.update(unfinished, postgres(site));
        assertThat(whole.facts().get("address")).endsWith(":5432");
        assertThat(site.found("database/main").get(0).recorded()).isPresent();
        assertThat(calls("CreateDBInstance")).hasSize(1);
    }

    @Test
    void one_that_is_full_is_given_more_and_nothing_else() {
        subnets(site);
        Resource made = site.create(postgres(site));
        site.stage.show("storage-full", "storage-full");
        assertThatThrownBy(() -> site.update(made, postgres(site, "backup-days", "3")))
                .hasMessageContaining("raise 'storage'");
        site.stage.show("storage-full", "storage-full", "modifying");
        Resource whole = site.update(site.found("database/main").get(0), postgres(site, "storage-gb", "40"));
        assertThat(whole.facts()).containsEntry("storage-gb", "40");
    }

    @Test
    void a_password_is_written_only_when_it_differs_or_nobody_knows() {
        subnets(site);
        Resource made = site.create(postgres(site));
        Resource changed = site.update(made, postgres(site, "backup-days", "3"));
        assertThat(calls("ModifyDBInstance")).singleElement().satisfies(call -> {
            assertThat(call.parameters().path("BackupRetentionPeriod").asText()).isEqualTo("3");
            assertThat(call.request().has("MasterUserPassword")).isFalse();
        });
        site.lab.forgetCalls();
        site.update(changed, postgres(site, "backup-days", "3", "password", "other-w0rd"));
        assertThat(calls("ModifyDBInstance")).singleElement().satisfies(call -> assertThat(
                        call.request().text("MasterUserPassword"))
                .isEqualTo("other-w0rd"));
    }

    @Test
    void a_deleted_database_loses_its_protection_and_leaves_a_snapshot() {
        subnets(site);
        Resource made = site.create(postgres(site));
        site.delete(made);
        assertThat(calls("ModifyDBInstance")).singleElement().satisfies(call -> assertThat(
                        call.request().text("DeletionProtection"))
                .isEqualTo("false"));
        try (RdsClient rds = site.lab.client(RdsClient.builder())) {
            assertThat(rds.describeDBSnapshots().dbSnapshots())
                    .extracting(DBSnapshot::dbSnapshotIdentifier)
                    .containsExactly("nk-shop-main-0a1b2c3d-final-20251125102030");
        }
        assertThat(site.reports).last().asString().contains("final-20251125102030, which stays");
    }

    @Test
    void locally_no_snapshot_is_left() {
        try (StorageSite local = new StorageSite("local")) {
            subnets(local);
            local.delete(local.create(postgres(local, "protected", "false")));
            try (RdsClient rds = local.lab.client(RdsClient.builder())) {
                assertThat(rds.describeDBSnapshots().dbSnapshots()).isEmpty();
            }
        }
    }

    @Test
    void one_that_is_on_its_way_out_is_shown_as_such_keeps_its_subnets_and_is_waited_for() {
        Resource group = subnets(site);
        Resource made = site.create(postgres(site, "protected", "false"));
        site.stage.cutAfter(1);
        assertThatThrownBy(() -> site.delete(made)).isInstanceOf(ProviderException.class);
        site.stage.repair();
        assertThat(site.found("database/main")).singleElement().satisfies(found -> assertThat(found.state())
                .isEqualTo(Lifecycle.GOING));
        assertThatThrownBy(() -> site.delete(group))
                .isInstanceOfSatisfying(
                        ProviderException.class, e -> assertThat(e.kind()).isEqualTo(ProviderException.Kind.IN_USE));
        assertThat(site.create(postgres(site, "protected", "false")).facts()).containsKey("address");
        assertThat(site.found("database/main")).singleElement().satisfies(found -> assertThat(found.state())
                .isEqualTo(Lifecycle.PRESENT));
    }

    @Test
    void a_cache_whose_tags_cannot_be_read_just_now_is_known_by_the_index() {
        site.stage.show(CREATING);
        assertThatThrownBy(() -> site.create(redis(site))).hasMessageContaining("gave up");
        Resource unfinished = site.found("database/cache").get(0);
        assertThat(unfinished.recorded()).isEmpty();
        assertThat(unfinished.facts()).containsKey("address");
        Resource whole = site.update(unfinished, redis(site));
        assertThat(site.found("database/cache").get(0).recorded())
                .isEqualTo(redis(site).labelled().fingerprint());
        assertThat(whole.id()).isEqualTo(unfinished.id());
        assertThat(calls("CreateReplicationGroup")).hasSize(1);
    }

    @Test
    void mount_targets_follow_the_subnets_and_go_with_the_volume() {
        Map<String, String> fields = new TreeMap<>(Map.of(
                "subnet.1", "<subnet-1>",
                "subnet.2", "<subnet-2>",
                "group", "<group>",
                "throughput", "bursting"));
        Resource made = site.create("volume/files", fields);
        String id = made.id().value();
        assertThat(made.facts()).containsEntry("name", id);
        try (EfsClient efs = site.lab.client(EfsClient.builder())) {
            assertThat(efs.describeMountTargets(it -> it.fileSystemId(id)).mountTargets())
                    .hasSize(2);
            fields.remove("subnet.1");
            site.update(made, site.wanted("volume/files", fields));
            assertThat(efs.describeMountTargets(it -> it.fileSystemId(id)).mountTargets())
                    .extracting(MountTargetDescription::subnetId)
                    .containsExactly(site.filled(fields).get("subnet.2"));
            assertThat(efs.describeAccessPoints(it -> it.fileSystemId(id)).accessPoints())
                    .singleElement()
                    .satisfies(point -> assertThat(
                                    point.rootDirectory().creationInfo().permissions())
                            .isEqualTo("0777"));
            site.delete(made);
            assertThat(efs.describeFileSystems().fileSystems()).isEmpty();
            assertThat(efs.describeAccessPoints(it -> {}).accessPoints()).isEmpty();
        }
    }

    @Test
    void a_scope_costs_the_same_calls_however_many_databases_and_volumes_it_has() {
        subnets(site);
        site.create(postgres(site));
        site.create("volume/files", volume());
        site.lab.forgetCalls();
        site.found("database/main");
        List<String> few = ofStorage();
        for (int number = 2; number <= 4; number++) {
            site.create("volume/files-" + number, volume());
            site.create(site.wanted("database/main-" + number, fields(postgres(site))));
        }
        site.lab.forgetCalls();
        assertThat(site.found("database/main")).hasSize(1);
        assertThat(ofStorage()).containsExactlyInAnyOrderElementsOf(few); // kinds are asked for at the same time
        assertThat(few)
                .containsExactlyInAnyOrder(
                        "rds:DescribeDBInstances",
                        "rds:DescribeDBSubnetGroups",
                        "rds:ListTagsForResource",
                        "elasticache:DescribeReplicationGroups",
                        "elasticache:DescribeCacheSubnetGroups",
                        "elasticfilesystem:DescribeFileSystems",
                        "elasticfilesystem:DescribeAccessPoints");
    }

    private static Map<String, String> volume() {
        return Map.of("subnet.1", "<subnet-1>", "group", "<group>", "throughput", "bursting");
    }

    private static Map<String, String> fields(Wanted wanted) {
        Map<String, String> fields = new TreeMap<>();
        wanted.values().forEach((field, value) -> fields.put(field, value.text()));
        return fields;
    }

    private List<String> ofStorage() {
        return site.lab.calls().stream()
                .filter(call ->
                        List.of("rds", "elasticache", "elasticfilesystem").contains(call.service()))
                .map(Call::name)
                .toList();
    }
}
