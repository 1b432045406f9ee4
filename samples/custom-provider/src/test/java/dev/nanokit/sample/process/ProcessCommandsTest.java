package dev.nanokit.sample.process;

import static dev.nanokit.sample.process.Playground.web;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nanokit.Nanokit;
import dev.nanokit.failure.ProviderException;
import dev.nanokit.failure.RolloutFailedException;
import dev.nanokit.provider.ProgramResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands beside what runs, apart from it, and around its life. */
final class ProcessCommandsTest {

    private Playground playground;

    @TempDir
    Path notes;

    @BeforeEach
    void begin(@TempDir Path folder) throws IOException {
        playground = new Playground(folder);
    }

    @AfterEach
    void nothingIsLeft() throws IOException {
        playground.down();
    }

    private Nanokit talker(String... keys) {
        return playground.kit("services:\n  talker:\n    image: none\n    start: echo started >> " + notes
                + "/said; exec sleep 1000\n    env: { GREETING: hello }\n" + String.join("", keys));
    }

    private String hook(String name) {
        return name + ": 'echo " + name + " $GREETING >> " + notes + "/said'";
    }

    @Test
    void hooks_come_in_order_and_once_for_each_version() throws IOException {
        String hooks = "    hooks: { " + hook("prestart") + ", " + hook("poststart") + ", " + hook("prestop") + ", "
                + hook("poststop") + " }\n";
        String install = "    provisioning: { " + hook("install") + " }\n";
        talker(hooks, install).up();
        assertThat(talker(hooks, install).up().plan().isEmpty()).isTrue();
        talker(hooks, install).down();
        assertThat(Files.readAllLines(notes.resolve("said")))
                .containsExactly(
                        "install hello",
                        "prestart hello",
                        "started",
                        "poststart hello",
                        "prestop hello",
                        "poststop hello");
    }

    @Test
    void a_hook_that_fails_leaves_the_old_version_answering_and_is_run_again() throws IOException {
        Path ready = notes.resolve("ready");
        String hooks = "hooks: { prestart: 'echo looks for it; test -e " + ready + " || exit 3' }";
        playground.kit(web("one")).up();
        assertThatThrownBy(() -> playground.kit(web("two", hooks)).up())
                .isInstanceOf(RolloutFailedException.class)
                .hasMessageContaining("exit code 3")
                .hasMessageContaining("| looks for it");
        assertThat(playground.get("web.localhost")).endsWith("one web");
        assertThat(playground.kit(web("two", hooks)).plan().text()).contains("has not succeeded");

        Files.createFile(ready);
        playground.kit(web("two", hooks)).up();
        assertThat(playground.get("web.localhost")).endsWith("two web");
    }

    @Test
    void exec_runs_beside_an_instance_with_its_environment() {
        talker().up();
        ProgramResult result =
                talker().exec("talker", "/bin/sh", "-c", "echo $NANOKIT_INSTANCE_NAME $GREETING; echo oh >&2; exit 4");
        assertThat(result.exitCode()).isEqualTo(4);
        assertThat(result.output()).containsExactly("talker-1 hello", "oh");
    }

    @Test
    void exec_ends_at_its_deadline() throws Exception {
        talker().up();
        assertThatThrownBy(() -> talker().options(options -> options.callDeadline(Duration.ofMillis(500)))
                        .exec("talker", "sleep", "1007"))
                .isInstanceOf(ProviderException.class);
        Playground.await("the command has ended", () -> !Playground.isRunning("1007"));
    }

    @Test
    void run_runs_apart_from_the_instances_and_leaves_nothing() throws IOException {
        ProgramResult result =
                talker().run("talker", "/bin/sh", "-c", "echo $NANOKIT_SERVICE $GREETING; ls " + notes + "; exit 5");
        assertThat(result.exitCode()).isEqualTo(5);
        assertThat(result.output()).containsExactly("talker hello");
        assertThat(playground.files()).isEmpty();
    }

    @Test
    void run_ends_at_its_deadline() throws Exception {
        assertThatThrownBy(() -> talker().options(options -> options.callDeadline(Duration.ofMillis(500)))
                        .run("talker", "sleep", "1008"))
                .isInstanceOf(ProviderException.class);
        Playground.await("the job has ended", () -> !Playground.isRunning("1008"));
    }
}
