package dev.nanokit.engine.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nanokit.failure.InvalidSpecException;
import dev.nanokit.failure.Problem;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Bad files: each problem with its code, place and key. */
final class BadFileTest {

    static Stream<Arguments> bad() {
        return Stream.of(
                bad("an empty file", "", "spec.empty", "1:1", ""),
                bad("a comment only", "# nothing\n", "spec.empty", "1:1", ""),
                bad("a list", "- a\n- b\n", "spec.type", "1:1", ""),
                bad("a text", "hello", "spec.type", "1:1", ""),
                bad("no YAML", "name: p\nservices: {a: [\n", "spec.syntax", "3:1", ""),
                bad("a tab as indent", "name: p\nservices:\n\tweb: {}\n", "spec.syntax", "3:1", ""),
                bad("a key twice", "name: p\nname: q\n", "spec.duplicate-key", "2:1", "name"),
                bad(
                        "an alias",
                        "name: p\nx-env: &env {A: b}\nservices:\n  a: {image: i, env: *nope}\n",
                        "spec.alias",
                        "4:22",
                        "services.a.env"),
                bad("no name", "services: {a: {image: i}}\n", "spec.missing", "1:1", "name"),
                bad("a bad name", "name: 'a b'\n", "spec.value", "1:7", "name"),
                bad("an unknown key", "name: p\nservice: {}\n", "spec.unknown-key", "2:1", "service"),
                bad("an unknown key in a service", web("imagee: j"), "spec.unknown-key", "5:5", "services.web.imagee"),
                bad(
                        "a map as image",
                        "name: p\nservices:\n  web:\n    image: {a: b}\n",
                        "spec.type",
                        "4:12",
                        "services.web.image"),
                bad("services as list", "name: p\nservices: [a]\n", "spec.type", "2:11", "services"),
                bad("a service as text", "name: p\nservices:\n  web: nginx\n", "spec.type", "3:8", "services.web"),
                bad("no image", "name: p\nservices:\n  web: {}\n", "spec.missing", "3:3", "services.web.image"),
                bad("a port as text", web("port: http"), "spec.value", "5:11", "services.web.port"),
                bad("a port too high", web("port: 70000"), "spec.value", "5:11", "services.web.port"),
                bad("a fraction of an instance", web("instances: 1.5"), "spec.value", "5:16", "services.web.instances"),
                bad("memory without unit", web("memory: '512'"), "spec.value", "5:13", "services.web.memory"),
                bad("no processor at all", web("cpu: 0"), "spec.value", "5:10", "services.web.cpu"),
                bad(
                        "an unknown strategy",
                        web("updateStrategy: bluegreen"),
                        "spec.value",
                        "5:21",
                        "services.web.updateStrategy"),
                bad(
                        "an unknown dependency",
                        web("depends_on: [dbb]"),
                        "spec.unknown-dependency",
                        "5:5",
                        "services.web.depends_on"),
                bad("on itself", web("depends_on: [web]"), "spec.circle", "5:5", "services.web.depends_on"),
                bad("a host without port", web("host: web.localhost"), "spec.missing", "5:5", "services.web.expose"),
                bad("a URL as host", web("host: http://x"), "spec.value", "5:5", "services.web.host"),
                bad(
                        "an undeclared volume",
                        web("volumes: ['data:/data']"),
                        "spec.unknown-volume",
                        "5:5",
                        "services.web.volumes"),
                bad("a volume without target", web("volumes: [data]"), "spec.value", "5:5", "services.web.volumes"),
                bad(
                        "a variable of ours",
                        web("env: {NANOKIT_X: y}"),
                        "spec.reserved",
                        "5:11",
                        "services.web.env.NANOKIT_X"),
                bad(
                        "an undefined variable",
                        web("env: {A: '${NOT_THERE_XYZ}'}"),
                        "spec.variable",
                        "5:14",
                        "services.web.env.A"),
                bad("an open variable", web("env: {A: '${NOT'}"), "spec.variable", "5:14", "services.web.env.A"),
                bad(
                        "two checks",
                        web("healthcheck: {tcp: 1, command: x}"),
                        "spec.value",
                        "5:18",
                        "services.web.healthcheck"),
                bad(
                        "a check without port",
                        web("healthcheck: {path: /}"),
                        "spec.missing",
                        "5:18",
                        "services.web.healthcheck.port"),
                bad(
                        "a bad time",
                        web("healthcheck: {tcp: 1, interval: soon}"),
                        "spec.value",
                        "5:37",
                        "services.web.healthcheck.interval"),
                bad(
                        "rolling a fixed port",
                        web("port: 80\n    updateStrategy: rolling"),
                        "spec.port-shared",
                        "5:5",
                        "services.web.port"),
                bad(
                        "a fixed port twice",
                        web("port: 80\n    instances: 2"),
                        "spec.port-shared",
                        "5:5",
                        "services.web.port"),
                bad(
                        "a secret in clear",
                        web("secrets: {KEY: pa55}"),
                        "spec.plain-secret",
                        "5:20",
                        "services.web.secrets.KEY"),
                bad(
                        "a secret that is missing",
                        web("secrets: {KEY: env://NOT_THERE_XYZ}"),
                        "spec.secret-missing",
                        "5:20",
                        "services.web.secrets.KEY"),
                bad(
                        "a Vault that nobody named",
                        web("secrets: {KEY: vault://secret/a}"),
                        "spec.secret-source",
                        "5:20",
                        "services.web.secrets.KEY"),
                bad(
                        "an unknown network",
                        web("networks: [edge]"),
                        "spec.unknown-network",
                        "5:5",
                        "services.web.networks"),
                bad("an unknown runtime", web("runtime: cobol"), "spec.unknown-runtime", "5:5", "services.web.runtime"),
                bad(
                        "a link to no database",
                        web("env: {A: db://none}"),
                        "spec.unknown-dependency",
                        "5:5",
                        "services.web.env.A"),
                bad(
                        "more than the most",
                        web("scale: {min: 3, max: 2}"),
                        "spec.value",
                        "5:21",
                        "services.web.scale.max"),
                bad(
                        "a share without sign",
                        web("scale: {cpu_threshold: 70}"),
                        "spec.value",
                        "5:28",
                        "services.web.scale.cpu_threshold"),
                bad("hooks at the top", "name: p\nhooks: {prestart: x}\n", "spec.unknown-key", "2:1", "hooks"),
                bad(
                        "a bad schedule",
                        "name: p\ncron: {c: {schedule: '61 * * * *', command: x, image: i}}\n",
                        "spec.value",
                        "2:22",
                        "cron.c.schedule"),
                bad(
                        "a job without a place",
                        "name: p\ncron: {c: {schedule: '* * * * *', command: x}}\n",
                        "spec.missing",
                        "2:8",
                        "cron.c.service"),
                bad(
                        "a job in no service",
                        "name: p\ncron: {c: {schedule: '* * * * *', command: x, service: s}}\n",
                        "spec.unknown-service",
                        "2:47",
                        "cron.c.service"),
                bad(
                        "a bad range",
                        "name: p\nnetworks: {n: {cidr: 10.0.0.300/8}}\n",
                        "spec.value",
                        "2:22",
                        "networks.n.cidr"),
                bad(
                        "a shared ultra volume",
                        "name: p\nvolumes: {v: {type: shared, performance: ultra}}\n",
                        "spec.value",
                        "2:29",
                        "volumes.v.performance"),
                bad(
                        "a bucket for nothing",
                        "name: p\nvolumes: {v: {bucket: b}}\n",
                        "spec.value",
                        "2:15",
                        "volumes.v.bucket"),
                bad(
                        "a deploy without target",
                        "name: p\ndeploy: {method: git}\n",
                        "spec.missing",
                        "2:9",
                        "deploy.target"),
                bad(
                        "branching against itself",
                        "name: p\ndatabases: {d: {engine: postgres, branching: {strategy: empty, syncData: true}}}\n",
                        "spec.value",
                        "2:64",
                        "databases.d.branching.syncData"),
                bad(
                        "a database that nobody offers",
                        "name: p\ndatabases: {d: {engine: neon}}\n",
                        "spec.value",
                        "2:25",
                        "databases.d.engine"),
                bad(
                        "a host in a private network",
                        "name: p\nnetworks: {n: {visibility: private}}\nservices: {a: {image: i, expose: 1, host: x.y, networks: [n]}}\n",
                        "spec.private",
                        "3:37",
                        "services.a.host"),
                bad(
                        "two services on one port",
                        "name: p\nservices:\n  a: {image: i, port: 80}\n  b: {image: i, port: 80}\n",
                        "spec.port-clash",
                        "4:17",
                        "services.b.port"),
                bad(
                        "a service on the gateway's port",
                        "name: p\nservices:\n  a: {image: i, port: 80, host: a.localhost}\n",
                        "spec.port-clash",
                        "3:17",
                        "services.a.port"),
                bad(
                        "two services with one host",
                        "name: p\nservices:\n  a: {image: i, expose: 1, host: x.y}\n  b: {image: i, expose: 1, host: x.y}\n",
                        "spec.host-clash",
                        "4:28",
                        "services.b.host"),
                bad(
                        "a circle",
                        "name: p\nservices:\n  a: {image: i, depends_on: [b]}\n  b: {image: i, depends_on: [a]}\n",
                        "spec.circle",
                        "3:17",
                        "services.a.depends_on"),
                bad(
                        "two that become one name",
                        "name: p\nservices:\n  a_b: {image: i}\n  a-b: {image: i}\n",
                        "spec.name-clash",
                        "4:3",
                        "services.a-b"),
                bad(
                        "an unknown engine",
                        "name: p\ndatabases:\n  d: {engine: oracle}\n",
                        "spec.value",
                        "3:15",
                        "databases.d.engine"),
                bad(
                        "two passwords for one user",
                        "name: p\ndatabases:\n  d: {engine: mysql, env: {MYSQL_PASSWORD: a, MYSQL_ROOT_PASSWORD: b}}\n",
                        "spec.value",
                        "3:22",
                        "databases.d.env"),
                bad(
                        "an environment's name",
                        "name: p\nenvironments:\n  local: {name: q}\n",
                        "spec.override",
                        "3:11",
                        "environments.local.name"));
    }

    private static Arguments bad(String title, String yaml, String code, String place, String key) {
        return Arguments.of(title, yaml, code, place, key);
    }

    private static String web(String line) {
        return "name: p\nservices:\n  web:\n    image: i\n    " + line + "\n";
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bad")
    void says_what_and_where(String title, String yaml, String code, String place, String key) {
        assertThatThrownBy(() -> Reading.in("local", Map.of()).read(yaml))
                .as(title)
                .isInstanceOfSatisfying(InvalidSpecException.class, e -> {
                    assertThat(e.problems()).as(e.getMessage()).anySatisfy(problem -> {
                        assertThat(problem.code()).isEqualTo(code);
                        assertThat(problem.position().line() + ":"
                                        + problem.position().column())
                                .isEqualTo(place);
                        assertThat(problem.key()).isEqualTo(key);
                    });
                    assertThat(e).hasMessageContaining("nanokit.yml:" + place);
                });
    }

    @Test
    void tells_all_problems_at_once_in_the_order_of_the_file() {
        String yaml = "name: p\nservices:\n  web: {imag: i, port: x}\n  api: {image: i, depends_on: [wev]}\n";
        assertThatThrownBy(() -> Reading.in("local", Map.of()).read(yaml))
                .isInstanceOfSatisfying(InvalidSpecException.class, e -> {
                    assertThat(e.problems())
                            .extracting(Problem::code)
                            .contains("spec.unknown-key", "spec.value", "spec.missing", "spec.unknown-dependency");
                    assertThat(e.problems())
                            .isSortedAccordingTo((left, right) -> Integer.compare(
                                    left.position().line(), right.position().line()));
                    assertThat(e)
                            .hasMessageContaining("did you mean 'image'?")
                            .hasMessageContaining("did you mean 'web'?");
                });
    }

    @Test
    void shows_the_line_with_a_caret() {
        assertThatThrownBy(() -> Reading.in("local", Map.of()).read(web("port: http")))
                .hasMessageContaining("\n        port: http\n              ^");
    }

    @Test
    void never_shows_the_value_of_a_variable() {
        assertThatThrownBy(
                        () -> Reading.in("local", Map.of("PORT", "pa55-w0rd")).read(web("port: ${PORT}")))
                .message()
                .doesNotContain("pa55-w0rd");
    }

    @Test
    void never_shows_what_stands_behind_a_sensitive_key() {
        assertThatThrownBy(() -> Reading.in("local", Map.of())
                        .read("name: p\ndatabases:\n  d: {engine: postgres, root_password: pa55-w0rd, x: y}\n"))
                .hasMessageContaining("root_password: ***, x: y}")
                .message()
                .doesNotContain("pa55-w0rd");
    }

    @Test
    void a_variable_that_is_required_says_why() {
        assertThatThrownBy(() -> Reading.in("local", Map.of()).read(web("env: {A: '${NOT_THERE_XYZ:?ask the shop}'}")))
                .hasMessageContaining("variable NOT_THERE_XYZ is not set: ask the shop");
        assertThat(Reading.in("local", Map.of("THERE", "x"))
                        .read(web("env: {A: '${THERE:?why}'}"))
                        .services())
                .hasSize(1);
    }

    @Test
    void names_an_unknown_environment() {
        String yaml = web("cpu: 1") + "environments:\n  production: {}\n";
        assertThatThrownBy(() -> Reading.in("prodution", Map.of()).read(yaml))
                .hasMessageContaining("did you mean 'production'?");
    }

    @Test
    void a_file_that_is_not_there_or_not_text_is_said_so(@TempDir Path folder) throws Exception {
        assertThatThrownBy(() -> Reading.in("local", Map.of()).read(folder.resolve("nanokit.yml")))
                .isInstanceOf(InvalidSpecException.class)
                .hasMessageContaining("there is no file");
        Path binary = Files.write(folder.resolve("bin.yml"), new byte[] {(byte) 0xC3, 0x28, 0, 1});
        assertThatThrownBy(() -> Reading.in("local", Map.of()).read(binary)).isInstanceOf(InvalidSpecException.class);
        Path latin = Files.write(folder.resolve("latin.yml"), "name: ü".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> Reading.in("local", Map.of()).read(latin)).hasMessageContaining("not UTF-8");
        Path wide = Files.write(folder.resolve("wide.yml"), "name: p".getBytes(StandardCharsets.UTF_16));
        assertThatThrownBy(() -> Reading.in("local", Map.of()).read(wide)).hasMessageContaining("not UTF-8");
        Path large = Files.write(folder.resolve("large.yml"), new byte[11 * 1024 * 1024]);
        assertThatThrownBy(() -> Reading.in("local", Map.of()).read(large)).hasMessageContaining("larger than 10 MB");
        assertThatThrownBy(() -> Reading.in("local", Map.of()).read(folder)).isInstanceOf(InvalidSpecException.class);
    }
}
