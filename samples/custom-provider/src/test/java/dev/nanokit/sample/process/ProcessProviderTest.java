package dev.nanokit.sample.process;

import static dev.nanokit.sample.process.Playground.web;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nanokit.Deployment;
import dev.nanokit.Nanokit;
import dev.nanokit.failure.PlanRejectedException;
import dev.nanokit.failure.RolloutFailedException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verbs on real processes. */
final class ProcessProviderTest {

    private Playground playground;

    @BeforeEach
    void begin(@TempDir Path folder) throws IOException {
        playground = new Playground(folder);
    }

    @AfterEach
    void nothingIsLeft() throws IOException {
        playground.down();
    }

    private Nanokit kit(String services) {
        return playground.kit(services);
    }

    @Test
    void up_answers_and_again_changes_nothing_and_rolls_without_a_failed_request() throws Exception {
        kit(web("one")).up();
        assertThat(playground.get("web.localhost")).contains("200").endsWith("one web");
        assertThat(playground.get("nobody.localhost")).contains("404");
        assertThat(kit(web("one")).up().plan().isEmpty()).isTrue();

        List<String> answers = new CopyOnWriteArrayList<>();
        AtomicBoolean ending = new AtomicBoolean();
        Thread client = new Thread(() -> {
            while (!ending.get() && answers.size() < 100_000) {
                answers.add(playground.get("web.localhost"));
            }
        });
        client.start();
        kit(web("two")).up();
        ending.set(true);
        client.join();
        assertThat(answers).hasSizeGreaterThan(20).allMatch(answer -> answer.contains("200 OK"));
        assertThat(playground.get("web.localhost")).endsWith("two web");
    }

    @Test
    void stop_start_status_and_logs() {
        Nanokit kit = kit("services:\n  talker: { image: none, start: echo hello; exec sleep 1000 }\n");
        kit.up();
        assertThat(kit.status().isReady()).isTrue();
        kit.stop();
        assertThat(kit.status().isReady()).isFalse();
        kit.start();
        assertThat(kit.status().isReady()).isTrue();
        assertThat(kit.logs("talker", 5).values().iterator().next()).contains("hello");
    }

    @Test
    void what_is_ephemeral_leaves_nothing() throws IOException {
        try (Deployment it = kit(web("one")).ephemeral().up()) {
            assertThat(it.plan().isEmpty()).isFalse();
            assertThat(playground.get("web.localhost")).endsWith("one web");
            assertThat(playground.files()).isNotEmpty();
        }
        assertThat(playground.files()).isEmpty();
    }

    @Test
    void what_exits_is_explained_with_exit_code_and_log() {
        assertThatThrownBy(() -> kit("services:\n  bad: { image: none, start: echo no config; exit 9, expose: 80 }\n")
                        .up())
                .isInstanceOf(RolloutFailedException.class)
                .hasMessageContaining("exit code 9")
                .hasMessageContaining("| no config");
    }

    @Test
    void what_a_process_cannot_be_is_refused_with_its_place() {
        String yaml = "services:\n  a: { image: nginx }\nvolumes: { v: {} }\ndatabases:\n  d: { engine: postgres }\n";
        assertThatThrownBy(() -> kit(yaml).up())
                .isInstanceOf(PlanRejectedException.class)
                .hasMessageContaining("nanokit.yml:5:3")
                .hasMessageContaining("a process needs start")
                .hasMessageContaining("volumes need a platform with containers")
                .hasMessageContaining("runs no databases");
    }
}
