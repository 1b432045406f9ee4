package dev.nanokit.engine.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.nanokit.Nanokit;
import dev.nanokit.failure.InvalidSpecException;
import dev.nanokit.model.Name;
import dev.nanokit.model.Port;
import dev.nanokit.model.Project;
import dev.nanokit.model.SecretValue;
import dev.nanokit.model.Service;
import dev.nanokit.model.Volume;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where values come from, and how they come together. */
final class ValuesAndSourcesTest {

    private static final String WEB = "name: p\nservices:\n  web:\n    image: i\n    ";

    private static Service web(Project project) {
        return project.services().get(Name.of("web"));
    }

    /** Answers as Vault's key-value engine, version 2, does. */
    private static HttpServer vault() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 8);
        server.createContext("/v1/secret/data/", exchange -> {
            String path = exchange.getRequestURI().getPath().substring("/v1/secret/data/".length());
            boolean mayRead = "s.token".equals(exchange.getRequestHeaders().getFirst("X-Vault-Token"));
            String body =
                    switch (path) {
                        case "shop/mail" ->
                            "{\"data\":{\"data\":{\"value\":\"from-vault\",\"user\":\"ann\"},\"metadata\":{\"version\":3}}}";
                        case "nanokit/p/local/databases/d" ->
                            "{\"data\":{\"data\":{\"password\":\"of-the-database\"}}}";
                        case "nanokit/p/local/web/KEY" -> "{\"data\":{\"data\":{\"value\":\"documented\"}}}";
                        default -> "{\"errors\":[]}";
                    };
            int status = !mayRead ? 403 : body.startsWith("{\"errors") ? 404 : 200;
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(bytes);
            }
        });
        server.start();
        return server;
    }

    @Test
    void secrets_come_from_vault_by_reference_and_by_the_documented_path() throws IOException {
        HttpServer server = vault();
        try {
            Map<String, String> variables = Map.of(
                    "VAULT_ADDR",
                    "http://127.0.0.1:" + server.getAddress().getPort(),
                    "VAULT_TOKEN",
                    "s.token",
                    "FALLBACK",
                    "from-variable");
            String secrets =
                    "secrets: {MAIL: 'vault://secret/shop/mail', USER: 'vault://secret/shop/mail#user', KEY: {from: vault}, FALLBACK: {}}\n";
            Service web = web(Reading.in("local", variables).read(WEB + secrets));
            assertThat(web.secrets())
                    .containsEntry("MAIL", SecretValue.of("from-vault"))
                    .containsEntry("USER", SecretValue.of("ann"))
                    .containsEntry("KEY", SecretValue.of("documented"))
                    .containsEntry("FALLBACK", SecretValue.of("from-variable"));
            assertThat(Reading.in("local", variables)
                            .read("name: p\ndatabases: {d: {engine: postgres}, e: {engine: postgres}}\n")
                            .databases()
                            .values())
                    .extracting(database -> database.rootPassword().reveal())
                    .containsExactly("of-the-database", "nanokit-safe-password");
            assertThatThrownBy(() ->
                            Reading.in("local", variables).read(WEB + "secrets: {X: 'vault://secret/shop/none'}\n"))
                    .hasMessageContaining("there is no secret vault://secret/shop/none");
            Map<String, String> denied = new java.util.HashMap<>(variables);
            denied.put("VAULT_TOKEN", "wrong-token");
            assertThatThrownBy(() -> Reading.in("local", denied).read(WEB + secrets))
                    .isInstanceOf(InvalidSpecException.class)
                    .hasMessageContaining("answered 403")
                    .message()
                    .doesNotContain("wrong-token");
        } finally {
            server.stop(0);
        }
        assertThatThrownBy(
                        () -> Reading.in("local", Map.of("VAULT_ADDR", "http://127.0.0.1:1", "VAULT_TOKEN", "s.token"))
                                .read(WEB + "secrets: {X: 'vault://secret/shop/mail'}\n"))
                .as("a Vault that is down is an error, not a fall back")
                .hasMessageContaining("does not answer");
    }

    @Test
    void overrides_of_the_caller_win_over_the_environment_and_the_later_over_the_earlier() {
        String yaml = WEB + "instances: 1\nenvironments: {test: {services: {web: {instances: 2, cpu: 1}}}}\n";
        Nanokit kit = Nanokit.load(yaml).environment("test");
        assertThat(web(kit.validate()).instances()).isEqualTo(2);
        Project project = kit.override("services: {web: {instances: 3}}")
                .override("services: {web: {instances: 4, cpu: null}}")
                .validate();
        assertThat(web(project).instances()).isEqualTo(4);
        assertThat(web(project).cpu()).isEmpty();
        assertThatThrownBy(() -> kit.override("services: {web: {instancs: 3}}").validate())
                .hasMessageContaining("override 1:1:18")
                .hasMessageContaining("did you mean 'instances'?");
    }

    @Test
    void every_value_tells_where_it_came_from() throws IOException {
        String yaml = WEB + "runtime: node\n    path: '${FOLDER}'\nruntimes: {node: {env: {A: b}}}\n"
                + "databases: {d: {engine: postgres, rootPassword: hidden}}\n";
        var values = Nanokit.load(yaml)
                .variable("FOLDER", "web")
                .override("services: {web: {instances: 3}}")
                .resolve();
        assertThat(values.stream().map(value -> value.key() + "=" + value.value() + " " + value.position()))
                .contains(
                        "services.web.image=i nanokit.yml:4:12",
                        "services.web.path=web nanokit.yml:6:11",
                        "services.web.env.A=b nanokit.yml:7:28",
                        "services.web.instances=3 override 1:1:29",
                        "databases.d.rootPassword=*** nanokit.yml:8:49");
    }

    @Test
    void services_inherit_from_their_runtime(@TempDir Path folder) throws IOException {
        Files.createDirectories(folder.resolve("app"));
        Files.writeString(folder.resolve("app/package.json"), "{}");
        Path file = Files.writeString(
                folder.resolve("nanokit.yml"),
                """
                name: p
                runtimes:
                  node: { env: { A: runtime, B: runtime }, depends_on: [cache], provisioning: { install: npm ci } }
                  own: { image: own:1 }
                services:
                  found: { path: ./app, env: { B: mine }, depends_on: [named] }
                  named: { runtime: own }
                  built: { runtime: node, build: true }
                  plain: { runtime: python }
                  cache: { image: redis:7 }
                """);
        Project project = Reading.in("local", Map.of()).read(file);
        Service found = project.services().get(Name.of("found"));
        assertThat(found.image()).isEqualTo("node:22-slim");
        assertThat(found.runtime()).contains("node");
        assertThat(found.env()).isEqualTo(Map.of("A", "runtime", "B", "mine"));
        assertThat(found.dependsOn()).containsExactly(Name.of("named"), Name.of("cache"));
        assertThat(found.install()).contains(List.of("/bin/sh", "-c", "npm ci"));
        assertThat(project.services().get(Name.of("named")).image()).isEqualTo("own:1");
        assertThat(project.services().get(Name.of("built")).image()).isEmpty();
        assertThat(project.services().get(Name.of("built")).build())
                .hasValueSatisfying(build -> assertThat(build.folder()).contains(folder));
        assertThat(project.services().get(Name.of("plain")).image()).isEqualTo("python:3.13-slim");
        Files.delete(folder.resolve("app/package.json"));
        assertThatThrownBy(() -> Reading.in("local", Map.of()).read(file)).hasMessageContaining("package.json");
    }

    @Test
    void the_git_branch_gives_the_environment(@TempDir Path folder) throws IOException {
        Path file = Files.createDirectories(folder.resolve("deep/down")).resolve("nanokit.yml");
        Files.writeString(
                file,
                WEB + "instances: 1\ngit: {environments: {main: live, 'feature/*': test, '*': rest}}\n"
                        + "environments: {live: {}, test: {}, rest: {}}\n");
        Files.createDirectories(folder.resolve(".git"));
        for (var expected :
                Map.of("main", "live", "feature/a/b", "test", "other", "rest").entrySet()) {
            Files.writeString(folder.resolve(".git/HEAD"), "ref: refs/heads/" + expected.getKey() + "\n");
            assertThat(Nanokit.load(file).validate().environment()).isEqualTo(Name.of(expected.getValue()));
        }
        assertThat(Nanokit.load(file).environment("test").validate().environment())
                .isEqualTo(Name.of("test"));
        Files.writeString(folder.resolve(".git/HEAD"), "0123456789abcdef\n");
        assertThat(Nanokit.load(file).validate().environment()).isEqualTo(Name.of("local"));
    }

    @Test
    void a_file_comes_in_many_ways_and_a_project_built_in_code_is_equal(@TempDir Path folder) throws IOException {
        String yaml = "name: p\nservices: {web: {image: i, expose: 80, secrets: {S: 'env://S'}}}\nvolumes: {v: {}}\n";
        Path file = Files.writeString(folder.resolve("nanokit.yml"), yaml);
        Project built = Project.builder(Name.of("p"), Name.of("local"))
                .service(Service.builder(Name.of("web"), "i")
                        .expose(new Port(80))
                        .secret("S", SecretValue.of("x"))
                        .build())
                .volume(Volume.of(Name.of("v")))
                .build();
        Map<String, String> variables = Map.of("S", "x");
        assertThat(Reading.in("local", variables).read(yaml)).isEqualTo(built).hasSameHashCodeAs(built);
        assertThat(Reading.in("local", variables).read(file)).isEqualTo(built);
        Project unresolved = Nanokit.load(yaml).validate();
        assertThat(Nanokit.load(new StringReader(yaml)).validate()).isEqualTo(unresolved);
        assertThat(Nanokit.load(file.toUri()).validate()).isEqualTo(unresolved);
        assertThatThrownBy(
                        () -> Nanokit.load(folder.resolve("none.yml").toUri()).validate())
                .isInstanceOf(InvalidSpecException.class)
                .hasMessageContaining("none.yml");
    }

    @Test
    void values_of_env_files_may_name_other_variables(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("nanokit.yml"), WEB + "env: {A: '${URL}', B: '${LOOP}'}\n");
        Files.writeString(
                folder.resolve(".env"),
                "HOST_OF_DB=db\nURL=http://${HOST_OF_DB}:${PORT_OF_DB:-5432}/\nLOOP=x${LOOP}\n");
        Map<String, String> env = web(Reading.in("local", Map.of()).read(file)).env();
        assertThat(env).containsEntry("A", "http://db:5432/");
        assertThat(env.get("B")).startsWith("xx");
    }
}
