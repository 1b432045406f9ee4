package dev.nanokit.engine.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nanokit.failure.InvalidSpecException;
import dev.nanokit.model.Name;
import dev.nanokit.model.Project;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that mean harm, or only look like it. */
@Timeout(60)
final class HostileFileTest {

    private static Project read(String yaml) {
        return Reading.in("local", Map.of()).read(yaml);
    }

    private static void requireRefused(String yaml) {
        assertThatThrownBy(() -> read(yaml)).isInstanceOf(InvalidSpecException.class);
    }

    @Test
    void aliases_and_merges_are_followed() {
        Project project = read(
                "name: p\nx-base: &base {image: i, expose: 80, env: &env {A: b}}\nservices:\n  one: {<<: *base, expose: 81}\n  two: {image: j, env: *env}\n");
        assertThat(project.services().get(Name.of("one")).image()).isEqualTo("i");
        assertThat(project.services().get(Name.of("one")).expose().orElseThrow().number())
                .isEqualTo(81);
        assertThat(project.services().get(Name.of("two")).env()).containsEntry("A", "b");
    }

    @Test
    void an_alias_bomb_is_refused_soon() {
        StringBuilder bomb = new StringBuilder("name: p\nx-0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int level = 1; level < 12; level++) {
            String before = "*a" + (level - 1);
            bomb.append("x-")
                    .append(level)
                    .append(": &a")
                    .append(level)
                    .append(" [")
                    .append(before);
            bomb.append((", " + before).repeat(9)).append("]\n");
        }
        assertThatThrownBy(() -> read(bomb.toString()))
                .isInstanceOf(InvalidSpecException.class)
                .hasMessageContaining("aliases");
        requireRefused("name: p\nx-a: &a [*a]\n");
        requireRefused("name: &n p\nservices: &s {web: *s}\n");
    }

    @Test
    void depth_and_size_have_limits() {
        requireRefused("name: p\nx: " + "[".repeat(100_000));
        requireRefused("name: p\nx-a: " + "[".repeat(60) + "]".repeat(60) + "\n");
        requireRefused("name: p\nx-a: " + "{a: ".repeat(5_000) + "1" + "}".repeat(5_000));
        requireRefused("name: p\nx-a: " + "a".repeat(11 * 1024 * 1024));
        assertThat(read("name: p\nx-a: " + "a".repeat(9 * 1024 * 1024)).name()).isEqualTo(Name.of("p"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "!!javax.script.ScriptEngineManager [!!java.net.URL ['http://127.0.0.1:1/']]",
                "name: !!java.net.URL http://x\nservice: {}",
                "? [a, b]\n: c",
                "name: p\n---\nname: q",
                "%YAML 9.9\n---\nname: p",
                "name: 'p",
                "name: \"\\x\"",
                "\u0000",
                "name: p\u0007",
                "name: p\n\tservices: {}",
                "{a: b, a: c}",
                "- - - -",
                "&a &b c",
                "*a",
                "name: [p]",
                "@",
                "`",
                "name: p\nservices: {web: {image: i, port: 99999999999999999999}}",
                "name: p\nservices: {web: {image: i, cpu: 1e999999999}}",
                "name: p\nservices: {web: {image: i, memory: 999999999999tb}}",
                "name: p\nservices: {'../../x': {image: i}}"
            })
    void nonsense_is_refused_with_a_clear_error(String yaml) {
        requireRefused(yaml);
    }

    @Test
    void words_that_yaml_takes_for_something_else_stay_words() {
        Project project = read(
                "name: no\nservices:\n  off: {image: '1.10', env: {A: no, B: 0o17, C: 1.10, D: 2024-01-01, E: null, F: ~, G: yes}}\n  1: {image: on}\n");
        assertThat(project.name()).isEqualTo(Name.of("no"));
        assertThat(project.services().get(Name.of("off")).env())
                .isEqualTo(
                        Map.of("A", "no", "B", "0o17", "C", "1.10", "D", "2024-01-01", "E", "", "F", "", "G", "yes"));
        assertThat(project.services().get(Name.of("1")).image()).isEqualTo("on");
        assertThatThrownBy(() -> read("name: p\nservices: {a: {image: i, healthcheck: {disable: yes}}}\n"))
                .hasMessageContaining("found 'yes', expected true or false");
    }

    @Test
    void a_byte_order_mark_and_windows_line_ends_do_no_harm() {
        assertThat(read("\uFEFFname: p\r\nservices:\r\n  a: {image: i}\r\n").services())
                .hasSize(1);
    }

    /** A bounded run of random damage; a failure tells its seed. */
    @Test
    void damaged_files_are_read_or_refused_and_nothing_else() {
        String whole =
                """
                name: shop
                x-a: &a { A: "${B:-c}" }
                services:
                  web: { image: "i:1", expose: 80, host: w.localhost, env: *a, volumes: ["v:/v"], healthcheck: { path: / } }
                  api: { runtime: node, depends_on: [web], scale: { min: 1, max: 2 }, hooks: { prestart: [a, b] } }
                volumes: { v: { type: block, size: 1gb } }
                databases: { d: { engine: postgres, version: "15", branching: { enabled: true } } }
                cron: { c: { schedule: "0 2 * * *", service: web, command: x } }
                environments: { local: { services: { web: { instances: 2 } } } }
                """;
        String alphabet = "{}[]:,&*!|>'\"%@`#-?$\n\t 0aé\u0000\uFFFE";
        long end = System.nanoTime() + Duration.ofSeconds(5).toNanos();
        for (long seed = 0; seed < 20_000 && System.nanoTime() < end; seed++) {
            Random random = new Random(seed);
            StringBuilder text = new StringBuilder(whole);
            for (int hits = 1 + random.nextInt(4); hits > 0; hits--) {
                int at = random.nextInt(text.length());
                switch (random.nextInt(3)) {
                    case 0 -> text.insert(at, alphabet.charAt(random.nextInt(alphabet.length())));
                    case 1 -> text.deleteCharAt(at);
                    default -> text.setCharAt(at, alphabet.charAt(random.nextInt(alphabet.length())));
                }
            }
            try {
                read(text.toString());
            } catch (InvalidSpecException e) {
                assertThat(e.problems()).as("seed %d", seed).isNotEmpty();
            } catch (RuntimeException | StackOverflowError e) {
                throw new AssertionError("seed " + seed + ":\n" + text, e);
            }
        }
    }

    @Test
    void reading_takes_time_in_proportion_to_the_size() {
        read(services(200));
        long begun = System.nanoTime();
        assertThat(read(services(1_000)).services()).hasSize(1_000);
        long thousand = System.nanoTime() - begun;
        begun = System.nanoTime();
        read(services(4_000));
        long fourThousand = System.nanoTime() - begun;
        assertThat(Duration.ofNanos(thousand)).isLessThan(Duration.ofSeconds(3));
        assertThat((double) fourThousand / thousand)
                .as("4 would be linear, 16 quadratic")
                .isLessThan(10);
    }

    static String services(int count) {
        StringBuilder yaml = new StringBuilder("name: big\nservices:\n");
        for (int number = 0; number < count; number++) {
            yaml.append("  s").append(number).append(":\n    image: i:1\n    expose: 80\n    env: { A: b, C: d }\n");
            yaml.append("    healthcheck: { path: / }\n    memory: 512mb\n");
            yaml.append(number == 0 ? "" : "    depends_on: [s" + number / 2 + "]\n");
        }
        return yaml.toString().replace("depends_on: [s0]", "cpu: 1");
    }
}
