package dev.nanokit.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nanokit.provider.ResourceSpec;
import dev.nanokit.provider.Slot;
import dev.nanokit.provider.Trait;
import dev.nanokit.provider.Value;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What databases and volumes become on AWS, and what is refused before anything is made. */
final class DataDesignTest {

    private static final String SHOP = "name: shop\ninfra: { provider: aws, region: eu-west-1 }\nservices:\n";
    private static final String WEB = "  web: { image: i, depends_on: [main] }\n";

    private static Designed database(String text, String environment) {
        return new Designed(
                SHOP + WEB + "databases:\n  main: { " + text + " }\nenvironments:\n  " + environment + ": {}\n",
                environment);
    }

    private static Designed database(String text) {
        return database(text, "stage");
    }

    @Test
    void postgres_is_an_rds_instance_whose_password_rds_keeps() {
        Designed designed = database("engine: postgres, version: '16'");
        assertThat(designed.fields("database/main"))
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        Map.entry("backup-days", "7"),
                        Map.entry("class", "db.t4g.micro"),
                        Map.entry("engine", "postgres"),
                        Map.entry("group", "<security-group/databases id>"),
                        Map.entry("password-kept", "true"),
                        Map.entry("protected", "true"),
                        Map.entry("schema", "main"),
                        Map.entry("storage-gb", "20"),
                        Map.entry("subnet-group", "<subnet-group/databases name>"),
                        Map.entry("user", "nanokit"),
                        Map.entry("version", "16")));
        assertThat(designed.fields("subnet-group/databases"))
                .isEqualTo(Map.of(
                        "subnet.1", "<subnet/private-1 id>",
                        "subnet.2", "<subnet/private-2 id>",
                        "vpc", "<vpc/main id>"));
        assertThat(designed.slots()).doesNotContain("subnet-group/caches");
        assertThat(designed.spec("service/web").fields())
                .containsEntry("secret.MAIN_PASSWORD", new Value.Reference(Slot.parse("database/main"), "password"));
    }

    @Test
    void locally_nothing_is_protected() {
        assertThat(database("engine: mysql", "local").fields("database/main"))
                .containsEntry("protected", "false")
                .containsEntry("backup-days", "1")
                .containsEntry("engine", "mysql");
    }

    @Test
    void redis_is_a_replication_group_without_a_password_and_without_tls() {
        Designed designed = database("engine: redis");
        assertThat(designed.fields("database/main"))
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        Map.entry("backup-days", "7"),
                        Map.entry("class", "cache.t4g.micro"),
                        Map.entry("engine", "redis"),
                        Map.entry("group", "<security-group/databases id>"),
                        Map.entry("subnet-group", "<subnet-group/caches name>"),
                        Map.entry("tls", "false"),
                        Map.entry("version", "7")));
        assertThat(designed.slots()).contains("subnet-group/caches").doesNotContain("subnet-group/databases");
        assertThat(designed.fields("service/web")).containsEntry("env.MAIN_URL", "redis://<database/main address>");
        assertThat(designed.findings()).isEmpty();
    }

    @Test
    void redis_with_a_password_is_reached_by_tls_and_the_url_says_so() {
        Designed designed = database("engine: redis, rootPassword: 0123456789abcdef");
        assertThat(designed.fields("database/main"))
                .containsEntry("tls", "true")
                .containsEntry("password", "***");
        assertThat(designed.wanted("secret/web").values().get("env.MAIN_URL").text())
                .isEqualTo("rediss://:0123456789abcdef@<database/main address>");
        assertThat(designed.wanted("secret/web")
                        .values()
                        .get("env.DATABASE_URL")
                        .text())
                .startsWith("rediss://");
        assertThat(designed.findings())
                .singleElement()
                .asString()
                .contains("APPROXIMATED", "rootPassword", "rediss://");
    }

    @ParameterizedTest
    @CsvSource({"20gb, 20, false", "1gb, 20, true", "20.5gb, 21, true", "100Gi, 100, false", "64tb, 65536, false"})
    void storage_is_whole_gigabytes_that_hold_what_is_asked_for(String asked, String gigabytes, boolean isNoted) {
        Designed designed = database("engine: postgres, rootPassword: long-enough, storage: " + asked);
        assertThat(designed.fields("database/main"))
                .containsEntry("storage-gb", gigabytes)
                .doesNotContainKey("storage");
        assertThat(designed.findings().stream().anyMatch(one -> one.contains("databases.main.storage")))
                .isEqualTo(isNoted);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "engine: postgres, env: { POSTGRES_USER: admin } | env | reserved",
                "engine: postgres, env: { POSTGRES_USER: pg_me } | env | reserved",
                "engine: postgres, env: { POSTGRES_DB: user } | env | reserved",
                "engine: postgres, env: { POSTGRES_DB: my-shop } | env | a letter first",
                "engine: mysql, env: { MYSQL_USER: rdsadmin } | env | reserved",
                "engine: mysql, env: { MYSQL_USER: 1st } | env | a letter first",
                "engine: postgres, env: { POSTGRES_INITDB_ARGS: x } | env | POSTGRES_INITDB_ARGS",
                "engine: postgres, rootPassword: short-1 | rootPassword | 8 to 128",
                "engine: postgres, rootPassword: with/slash | rootPassword | 8 to 128",
                "engine: postgres, rootPassword: with@at-sign | rootPassword | 8 to 128",
                "engine: postgres, rootPassword: 'with a space' | rootPassword | 8 to 128",
                "engine: mysql, rootPassword: 012345678901234567890123456789012345678901 | rootPassword | 8 to 41",
                "engine: redis, rootPassword: 'shorter-than-16' | rootPassword | 16 to 128",
                "engine: redis, rootPassword: 'with_underscore_16' | rootPassword | 16 to 128",
                "engine: redis, version: '8' | version | 5, 6, 7",
                "engine: redis, plan: db.t4g.micro | plan | cache.t4g.small",
                "engine: postgres, plan: small | plan | db.t4g.small",
                "engine: postgres, storage: 65tb | storage | 64 tb",
                "engine: mongo, rootPassword: long-enough | engine | mongo"
            })
    void what_aws_would_refuse_is_refused_with_its_place_and_without_secrets(String line) {
        String[] parts = line.split(" \\| ", -1);
        assertThat(database(parts[0]).findings())
                .filteredOn(one -> one.startsWith("REFUSED"))
                .singleElement()
                .asString()
                .contains("databases.main." + parts[1], parts[2])
                .doesNotContain(
                        "short-1", "with/slash", "with@at", "with a space", "0123456789", "shorter-", "with_under");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "engine: postgres, env: { POSTGRES_USER: postgres, POSTGRES_DB: shop_2 }, rootPassword: 8letters",
                "engine: mysql, version: '8.0', env: { MYSQL_USER: admin, MYSQL_DATABASE: shop }, plan: db.m7g.large",
                "engine: redis, version: '7.0', plan: cache.r7g.large",
                "engine: postgres, storage: 100gb"
            })
    void what_aws_takes_is_not_refused(String text) {
        assertThat(database(text).findings()).noneMatch(one -> one.startsWith("REFUSED"));
    }

    @Test
    void a_database_waits_for_what_it_stands_on_only() {
        ResourceSpec spec = database("engine: postgres").spec("database/main");
        assertThat(spec.needs()).isEmpty();
        assertThat(spec.traits()).containsExactly(Trait.HOLDS_DATA);
    }

    @Test
    void what_data_stands_on_says_so_and_nothing_else_does() {
        Designed designed = new Designed(SHOP
                + "  web: { image: i, host: web.example, expose: 80, volumes: ['files:/srv'], depends_on: [main, cache] }\n"
                + "databases:\n  main: { engine: postgres }\n  cache: { engine: redis }\nvolumes:\n  files: {}\n");
        assertThat(designed.blueprint().resources().stream()
                        .filter(spec -> spec.traits().contains(Trait.CARRIES_DATA))
                        .map(spec -> spec.slot().toString()))
                .containsExactlyInAnyOrder(
                        "vpc/main",
                        "subnet/public-1",
                        "subnet/public-2",
                        "subnet/private-1",
                        "subnet/private-2",
                        "security-group/balancer",
                        "security-group/services",
                        "security-group/databases",
                        "security-group/files",
                        "subnet-group/databases",
                        "subnet-group/caches");
    }

    private static Designed volume(String text) {
        return new Designed(
                SHOP + "  web: { image: i, volumes: ['files:/srv/files:ro'] }\nvolumes:\n  files: " + text + "\n");
    }

    @Test
    void a_volume_is_a_file_system_with_a_way_in_from_where_services_run() {
        Designed designed = volume("{}");
        assertThat(designed.fields("volume/files"))
                .isEqualTo(Map.of(
                        "group", "<security-group/files id>",
                        "subnet.1", "<subnet/public-1 id>",
                        "subnet.2", "<subnet/public-2 id>",
                        "throughput", "bursting"));
        assertThat(designed.fields("service/web"))
                .containsEntry("mount-ro./srv/files", "<volume/files name>")
                .containsEntry("access-point./srv/files", "<volume/files access-point>");
        assertThat(designed.findings()).isEmpty();
        var template = new TaskTemplate(designed.wanted("service/web"), Designed.REGION).request("family", Map.of());
        assertThat(template.volumes()).singleElement().satisfies(one -> {
            assertThat(one.efsVolumeConfiguration().fileSystemId()).isEqualTo("<volume/files name>");
            assertThat(one.efsVolumeConfiguration().authorizationConfig().accessPointId())
                    .isEqualTo("<volume/files access-point>");
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ type: shared, performance: high } | elastic | ",
                "{ type: block } | bursting | APPROXIMATED volumes.files.type",
                "{ type: block, performance: ultra } | elastic | APPROXIMATED volumes.files.performance",
                "{ size: 20Gi } | bursting | APPROXIMATED volumes.files.size",
                "{ type: object } | bursting | REFUSED volumes.files.type"
            })
    void types_and_sizes_of_volumes_are_told(String text, String throughput, String finding) {
        Designed designed = volume(text);
        assertThat(designed.fields("volume/files")).containsEntry("throughput", throughput);
        if (finding == null) {
            assertThat(designed.findings()).isEmpty();
        } else {
            String[] parts = finding.split(" ", -1);
            assertThat(designed.findings()).anyMatch(one -> one.startsWith(parts[0]) && one.contains(parts[1]));
        }
    }

    @Test
    void folders_of_a_host_are_refused() {
        assertThat(new Designed(SHOP + "  web: { image: i, volumes: ['/var/data:/data'] }\n").findings())
                .singleElement()
                .asString()
                .contains("REFUSED", "services.web.volumes", "/var/data");
    }

    @Test
    void in_an_adopted_vpc_data_stands_in_its_subnets() {
        Designed designed = new Designed(SHOP.replace("region: eu-west-1", "region: eu-west-1, vpc: vpc-0a1b2c3d")
                + "  web: { image: i, volumes: ['files:/srv'], depends_on: [main] }\n"
                + "databases:\n  main: { engine: postgres }\nvolumes:\n  files: {}\n");
        assertThat(designed.fields("subnet-group/databases"))
                .isEqualTo(Map.of("subnet.1", "subnet-c", "subnet.2", "subnet-d", "vpc", "vpc-0a1b2c3d"));
        assertThat(designed.fields("volume/files"))
                .containsEntry("subnet.1", "subnet-a")
                .containsEntry("subnet.2", "subnet-b");
    }
}
