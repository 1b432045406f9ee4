package dev.nanokit.engine.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nanokit.model.Cpu;
import dev.nanokit.model.Database;
import dev.nanokit.model.MemorySize;
import dev.nanokit.model.Mount;
import dev.nanokit.model.Name;
import dev.nanokit.model.Port;
import dev.nanokit.model.Probe;
import dev.nanokit.model.Project;
import dev.nanokit.model.Service;
import dev.nanokit.model.UpdateStrategy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GoodFileTest {

    private static final String FILE =
            """
            name: shop
            component: storefront
            version: "1"
            gatewayPort: 8080
            services:
              web:
                image: web:${TAG:-latest}
                start: run --fast
                expose: 8080
                host: web.localhost, www.localhost
                depends_on: [api, main-db]
                instances: 2
                cpu: 0.5
                memory: 512mb
                updateStrategy: rolling
                env:
                  COLOR: green
                  PRICE: "5$$"
                  EMPTY:
                volumes: ["uploads:/data", "/etc/hosts:/hosts:ro"]
                healthcheck: { path: /health, interval: 2s, timeout: 500ms, retries: 5, startPeriod: 1m }
              api:
                image: api
                start: [api, --port, "9000"]
                port: 9000
                healthcheck: { test: ["CMD", "check", "me"] }
            databases:
              main-db: { engine: postgres, version: "15", rootPassword: "${DB_PASSWORD}" }
            volumes:
              uploads: {}
            environments:
              production:
                gatewayPort: 80
                services:
                  web: { instances: 4, env: { COLOR: blue }, cpu: null }
            """;

    private static Project read(String environment, Map<String, String> variables) {
        return Reading.in(environment, variables).read(FILE);
    }

    @Test
    void reads_every_key() {
        Project project = read("local", Map.of("DB_PASSWORD", "x"));
        assertThat(project.name()).isEqualTo(Name.of("shop"));
        assertThat(project.component()).contains(Name.of("storefront"));
        assertThat(project.environment()).isEqualTo(Name.of("local"));
        assertThat(project.gateway().httpPort()).isEqualTo(new Port(8080));
        Service web = project.services().get(Name.of("web"));
        assertThat(web.image()).isEqualTo("web:latest");
        assertThat(web.command()).containsExactly("/bin/sh", "-c", "run --fast");
        assertThat(web.expose()).contains(new Port(8080));
        assertThat(web.hosts()).containsExactly("web.localhost", "www.localhost");
        assertThat(web.dependsOn()).containsExactly(Name.of("api"), Name.of("main-db"));
        assertThat(web.instances()).isEqualTo(2);
        assertThat(web.cpu()).contains(new Cpu(500));
        assertThat(web.memory()).contains(new MemorySize(512L * 1024 * 1024));
        assertThat(web.updateStrategy()).isEqualTo(UpdateStrategy.ROLLING);
        assertThat(web.env()).isEqualTo(Map.of("COLOR", "green", "PRICE", "5$", "EMPTY", ""));
        assertThat(web.mounts())
                .isEqualTo(List.of(new Mount("uploads", "/data", false), new Mount("/etc/hosts", "/hosts", true)));
        assertThat(web.healthCheck().probe()).isEqualTo(new Probe.Http("/health", new Port(8080)));
        assertThat(web.healthCheck().interval()).isEqualTo(Duration.ofSeconds(2));
        assertThat(web.healthCheck().timeout()).isEqualTo(Duration.ofMillis(500));
        assertThat(web.healthCheck().retries()).isEqualTo(5);
        assertThat(web.healthCheck().startPeriod()).isEqualTo(Duration.ofMinutes(1));
        Service api = project.services().get(Name.of("api"));
        assertThat(api.command()).containsExactly("api", "--port", "9000");
        assertThat(api.expose()).as("default of expose is port").contains(new Port(9000));
        assertThat(api.healthCheck().probe()).isEqualTo(new Probe.Command(List.of("check", "me")));
        assertThat(project.databases().get(Name.of("main-db")).version()).isEqualTo("15");
    }

    @Test
    void merges_an_environment_over_the_rest() {
        Project project = read("production", Map.of("DB_PASSWORD", "x", "TAG", "7"));
        Service web = project.services().get(Name.of("web"));
        assertThat(project.gateway().httpPort()).isEqualTo(new Port(80));
        assertThat(web.image()).isEqualTo("web:7");
        assertThat(web.instances()).isEqualTo(4);
        assertThat(web.env()).containsEntry("COLOR", "blue").containsEntry("PRICE", "5$");
        assertThat(web.cpu()).isEmpty();
    }

    @Test
    void the_caller_wins_over_the_files_and_the_later_file_over_the_earlier(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("nanokit.yml"), FILE);
        Files.writeString(folder.resolve(".env"), "DB_PASSWORD=one\nTAG=1\n# a comment\n");
        Files.writeString(folder.resolve(".env.local"), "export TAG=\"2\"\n");
        Project project = Reading.in("local", Map.of("DB_PASSWORD", "mine")).read(file);
        assertThat(project.databases().get(Name.of("main-db")).rootPassword().reveal())
                .isEqualTo("mine");
        assertThat(project.services().get(Name.of("web")).image()).isEqualTo("web:2");
    }

    @Test
    void a_path_of_a_volume_is_resolved_against_the_folder_of_the_file(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(
                folder.resolve("nanokit.yml"), "name: p\nservices: {a: {image: i, volumes: ['./www:/www']}}\n");
        Service service = Reading.in("local", Map.of()).read(file).services().get(Name.of("a"));
        assertThat(service.mounts().get(0).source())
                .isEqualTo(folder.resolve("www").toString());
    }

    @Test
    void a_password_among_the_engine_s_own_variables_is_taken_out_of_them() {
        Project project = Reading.in("production", Map.of())
                .read(
                        """
                        name: p
                        databases:
                          a: { engine: postgres, env: { POSTGRES_PASSWORD: one, TZ: UTC } }
                          b: { engine: mysql, env: { MYSQL_PASSWORD: two, MYSQL_ROOT_PASSWORD: two } }
                          c: { engine: mongo, env: { MONGO_INITDB_ROOT_PASSWORD: three } }
                          d: { engine: redis, env: { REDIS_PASSWORD: four } }
                        environments: { production: {} }
                        """);
        assertThat(project.databases().values())
                .extracting(database -> database.rootPassword().reveal())
                .containsExactly("one", "two", "three", "four");
        assertThat(project.databases().values())
                .extracting(Database::env)
                .containsExactly(Map.of("TZ", "UTC"), Map.of(), Map.of(), Map.of());
    }

    @Test
    void a_database_without_a_password_is_one_for_the_platform_to_judge() {
        Project project = Reading.in("production", Map.of())
                .read("name: p\ndatabases: {d: {engine: postgres}}\nenvironments: {production: {}}\n");
        assertThat(project.databases().get(Name.of("d")).hasOwnPassword()).isFalse();
    }

    @Test
    void a_variable_adds_no_yaml() {
        Project project =
                Reading.in("local", Map.of("X", "a: {b: c}\n- d")).read("name: p\nservices: {a: {image: '${X}'}}\n");
        assertThat(project.services().get(Name.of("a")).image()).isEqualTo("a: {b: c}\n- d");
    }

    @Test
    void a_key_that_begins_with_x_is_the_users_own() {
        assertThat(Reading.in("local", Map.of())
                        .read("name: p\nx-note: {any: thing}\n")
                        .name())
                .isEqualTo(Name.of("p"));
    }
}
