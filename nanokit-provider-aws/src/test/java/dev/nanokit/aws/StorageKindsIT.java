package dev.nanokit.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nanokit.aws.lab.OnMoto;
import dev.nanokit.failure.ProviderException;
import dev.nanokit.provider.Lifecycle;
import dev.nanokit.provider.Resource;
import dev.nanokit.provider.Wanted;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.efs.EfsClient;
import software.amazon.awssdk.services.elasticache.ElastiCacheClient;
import software.amazon.awssdk.services.rds.RdsClient;

/** Whatever holds data, and its subnet groups, behave alike: made, found, changed, finished, refused, deleted. */
@OnMoto
final class StorageKindsIT {

    private static final Map<String, String> RDS = Map.of(
            "subnet-group", "nk-subnets",
            "group", "<group>",
            "class", "db.t4g.micro",
            "storage-gb", "20",
            "protected", "true",
            "backup-days", "7",
            "schema", "main",
            "user", "nanokit",
            "contract", "any");

    private static final Map<String, String> SUBNETS =
            Map.of("subnet.1", "<subnet-1>", "subnet.2", "<subnet-2>", "vpc", "<vpc>", "contract", "any");

    enum Case {
        POSTGRES(
                "database/main",
                with(RDS, "engine", "postgres", "version", "16", "password-kept", "true"),
                Map.of("class", "db.t4g.small", "storage-gb", "30", "protected", "false"),
                List.of("address", "password", "storage-gb"),
                site -> rds(
                        site,
                        rds -> rds.createDBInstance(it -> it.dbInstanceIdentifier("nk-shop-main-0a1b2c3d")
                                .engine("postgres")
                                .dbInstanceClass("db.t4g.micro")
                                .masterUsername("me")
                                .masterUserPassword("12345678")
                                .allocatedStorage(20)))),
        MYSQL(
                "database/other",
                with(RDS, "engine", "mysql", "version", "8.4", "password", "pa55-w0rd"),
                Map.of("password", "other-w0rd", "backup-days", "3"),
                List.of("address", "storage-gb"),
                site -> rds(
                        site,
                        rds -> rds.createDBInstance(it -> it.dbInstanceIdentifier("nk-shop-other-0a1b2c3d")
                                .engine("mysql")
                                .dbInstanceClass("db.t4g.micro")
                                .masterUsername("me")
                                .masterUserPassword("12345678")
                                .allocatedStorage(20)))),
        REDIS(
                "database/cache",
                with(
                        Map.of(
                                "subnet-group", "nk-caches",
                                "group", "<group>",
                                "class", "cache.t4g.micro",
                                "backup-days", "7",
                                "tls", "true",
                                "contract", "any"),
                        "engine",
                        "redis",
                        "version",
                        "7",
                        "password",
                        "0123456789abcdef"),
                Map.of("class", "cache.t4g.small", "backup-days", "3"),
                List.of("address"),
                site -> caches(
                        site,
                        caches -> caches.createReplicationGroup(it -> it.replicationGroupId("nk-shop-cache-0a1b2c3d")
                                .replicationGroupDescription("another's")))),
        DATABASE_SUBNETS(
                "subnet-group/databases",
                SUBNETS,
                Map.of("subnet.2", "<subnet-3>"),
                List.of("name"),
                site -> rds(
                        site,
                        rds -> rds.createDBSubnetGroup(it -> it.dbSubnetGroupName("nk-shop-databases-0a1b2c3d")
                                .dbSubnetGroupDescription("another's")
                                .subnetIds(site.filled(SUBNETS).get("subnet.1"))))),
        CACHE_SUBNETS(
                "subnet-group/caches",
                SUBNETS,
                Map.of("subnet.2", "<subnet-3>"),
                List.of("name"),
                site -> caches(
                        site,
                        caches -> caches.createCacheSubnetGroup(it -> it.cacheSubnetGroupName("nk-shop-caches-0a1b2c3d")
                                .cacheSubnetGroupDescription("another's")
                                .subnetIds(site.filled(SUBNETS).get("subnet.1"))))),
        VOLUME(
                "volume/files",
                with(SUBNETS, "group", "<group>", "throughput", "bursting"),
                Map.of("group", "<other-group>", "throughput", "elastic"),
                List.of("name", "access-point"),
                site -> {
                    try (EfsClient efs = site.lab.client(EfsClient.builder())) {
                        efs.createFileSystem(it -> it.creationToken("nk-shop-files-0a1b2c3d"));
                    }
                });

        private final String slot;
        private final Map<String, String> fields;
        private final Map<String, String> changes;
        private final List<String> facts;
        private final Consumer<StorageSite> foreign;

        Case(
                String slot,
                Map<String, String> fields,
                Map<String, String> changes,
                List<String> facts,
                Consumer<StorageSite> foreign) {
            this.slot = slot;
            this.fields = fields;
            this.changes = changes;
            this.facts = facts;
            this.foreign = foreign;
        }

        Wanted wanted(StorageSite site) {
            return site.wanted(slot, fields);
        }

        Wanted changed(StorageSite site) {
            Map<String, String> other = new TreeMap<>(fields);
            other.putAll(changes);
            return site.wanted(slot, other);
        }
    }

    private final StorageSite site = new StorageSite("stage");

    @AfterEach
    void close() {
        site.close();
    }

    private static Map<String, String> with(Map<String, String> fields, String... more) {
        Map<String, String> all = new TreeMap<>(fields);
        for (int index = 0; index < more.length; index += 2) {
            all.put(more[index], more[index + 1]);
        }
        return all;
    }

    private static void rds(StorageSite site, Consumer<RdsClient> use) {
        try (RdsClient rds = site.lab.client(RdsClient.builder())) {
            use.accept(rds);
        }
    }

    private static void caches(StorageSite site, Consumer<ElastiCacheClient> use) {
        try (ElastiCacheClient caches = site.lab.client(ElastiCacheClient.builder())) {
            use.accept(caches);
        }
    }

    @ParameterizedTest
    @EnumSource
    void what_is_made_is_found_by_another_session_with_all_facts(Case kind) {
        groundOf(kind, site);
        Resource made = site.create(kind.wanted(site));
        assertThat(made.facts()).containsKeys(kind.facts.toArray(String[]::new));
        assertThat(site.found(kind.slot)).singleElement().satisfies(found -> {
            assertThat(found.facts()).isEqualTo(made.facts());
            assertThat(found.id()).isEqualTo(made.id());
            assertThat(found.name()).isEqualTo(made.name());
            assertThat(found.recorded()).isEqualTo(kind.wanted(site).labelled().fingerprint());
            assertThat(found.traits()).isEqualTo(made.traits());
            assertThat(found.state()).isEqualTo(Lifecycle.PRESENT);
        });
        assertThat(made.toString() + site.reports + site.stage.writes())
                .doesNotContain("pa55-w0rd", "0123456789abcdef");
    }

    @ParameterizedTest
    @EnumSource
    void what_is_made_twice_is_made_once(Case kind) {
        groundOf(kind, site);
        Resource made = site.create(kind.wanted(site));
        int before = site.stage.writes().size();
        assertThat(site.create(kind.wanted(site)).id()).isEqualTo(made.id());
        assertThat(site.stage.writes()).hasSize(before);
        assertThatThrownBy(() -> site.create(kind.changed(site)))
                .isInstanceOfSatisfying(
                        ProviderException.class, e -> assertThat(e.kind()).isEqualTo(ProviderException.Kind.CONFLICT));
    }

    @ParameterizedTest
    @EnumSource
    void a_change_is_made_where_it_stands_and_found(Case kind) {
        groundOf(kind, site);
        Resource made = site.create(kind.wanted(site));
        Resource changed = site.update(made, kind.changed(site));
        assertThat(changed.id()).isEqualTo(made.id());
        assertThat(site.found(kind.slot)).singleElement().satisfies(found -> {
            assertThat(found.recorded()).isEqualTo(kind.changed(site).labelled().fingerprint());
            assertThat(found.facts()).isEqualTo(changed.facts());
        });
        int before = site.stage.writes().size();
        site.update(changed, kind.changed(site));
        assertThat(site.stage.writes().subList(before, site.stage.writes().size()))
                .as("an update to what is there writes nothing but tags")
                .allMatch(write -> write.contains("Tag"));
    }

    @ParameterizedTest
    @EnumSource
    void what_somebody_else_has_made_under_the_name_is_left_alone(Case kind) {
        groundOf(kind, site);
        kind.foreign.accept(site);
        int before = site.stage.writes().size();
        assertThatThrownBy(() -> site.create(kind.wanted(site)))
                .isInstanceOfSatisfying(
                        ProviderException.class, e -> assertThat(e.kind()).isEqualTo(ProviderException.Kind.OWNERSHIP));
        assertThat(site.stage.writes()).hasSize(before);
        assertThat(site.found(kind.slot)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void what_is_deleted_is_gone_and_may_be_deleted_again_and_made_anew(Case kind) {
        groundOf(kind, site);
        Resource made = site.create(kind.wanted(site));
        site.delete(made);
        assertThat(site.found(kind.slot)).isEmpty();
        int before = site.stage.writes().size();
        site.delete(made);
        assertThat(site.stage.writes()).hasSize(before);
        if (kind != Case.REDIS && kind != Case.CACHE_SUBNETS) { // moto never lets them go
            site.create(kind.wanted(site));
            assertThat(site.found(kind.slot)).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_creation_that_is_cut_anywhere_is_finished_by_the_next(Case kind) {
        int writes = writesOf(kind, one -> one.create(kind.wanted(one)));
        assertThat(writes).isPositive();
        for (int cut = 1; cut <= writes; cut++) {
            try (StorageSite other = new StorageSite("stage")) {
                groundOf(kind, other);
                other.stage.cutAfter(cut);
                assertThatThrownBy(() -> other.create(kind.wanted(other))).isInstanceOf(ProviderException.class);
                other.stage.repair();
                List<Resource> found = other.found(kind.slot);
                Resource whole = found.isEmpty()
                        ? other.create(kind.wanted(other))
                        : other.update(found.get(0), kind.wanted(other));
                assertThat(other.found(kind.slot)).as("cut after %s", cut).hasSize(1);
                assertThat(other.found(kind.slot).get(0).recorded())
                        .as("cut after %s", cut)
                        .isEqualTo(kind.wanted(other).labelled().fingerprint());
                assertThat(whole.facts()).containsKeys(kind.facts.toArray(String[]::new));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_change_that_is_cut_anywhere_never_looks_finished(Case kind) {
        int writes = writesOf(kind, one -> one.update(one.create(kind.wanted(one)), kind.changed(one)))
                - writesOf(kind, one -> one.create(kind.wanted(one)));
        for (int cut = 1; cut <= writes; cut++) {
            try (StorageSite other = new StorageSite("stage")) {
                groundOf(kind, other);
                Resource made = other.create(kind.wanted(other));
                other.stage.cutAfter(cut);
                assertThatThrownBy(() -> other.update(made, kind.changed(other)))
                        .isInstanceOf(ProviderException.class);
                other.stage.repair();
                Resource found = other.found(kind.slot).get(0);
                assertThat(found.recorded().isEmpty() || cut == writes)
                        .as("cut after %s of %s", cut, writes)
                        .isTrue();
                other.update(found, kind.changed(other));
                assertThat(other.found(kind.slot).get(0).recorded())
                        .isEqualTo(kind.changed(other).labelled().fingerprint());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_deletion_that_is_cut_anywhere_is_finished_by_the_next(Case kind) {
        int writes = writesOf(kind, one -> one.delete(one.create(kind.wanted(one))))
                - writesOf(kind, one -> one.create(kind.wanted(one)));
        for (int cut = 1; cut <= writes; cut++) {
            try (StorageSite other = new StorageSite("stage")) {
                groundOf(kind, other);
                Resource made = other.create(kind.wanted(other));
                other.stage.cutAfter(cut);
                assertThatThrownBy(() -> other.delete(made)).isInstanceOf(ProviderException.class);
                other.stage.repair();
                other.found(kind.slot).forEach(other::delete);
                assertThat(other.found(kind.slot)).as("cut after %s", cut).isEmpty();
            }
        }
    }

    private static int writesOf(Case kind, Consumer<StorageSite> use) {
        try (StorageSite other = new StorageSite("stage")) {
            groundOf(kind, other);
            int before = other.stage.writes().size();
            use.accept(other);
            return other.stage.writes().size() - before;
        }
    }

    /** A database's subnet group comes first. */
    private static void groundOf(Case kind, StorageSite other) {
        if (kind.fields.getOrDefault("subnet-group", "").equals("nk-subnets")) {
            rds(
                    other,
                    rds -> rds.createDBSubnetGroup(it -> it.dbSubnetGroupName("nk-subnets")
                            .dbSubnetGroupDescription("ground")
                            .subnetIds(other.filled(SUBNETS).get("subnet.1"))));
        }
    }
}
