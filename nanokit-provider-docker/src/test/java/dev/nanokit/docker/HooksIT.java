package dev.nanokit.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nanokit.Nanokit;
import dev.nanokit.failure.RolloutFailedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands around the life of a service, told by a log in a volume. */
@OnDocker
final class HooksIT {

    private final Lab lab = new Lab("hooks");

    @AfterEach
    void cleanUp() {
        lab.close();
    }

    private Nanokit kit(String version, String more) {
        return lab.kit(services(version, more));
    }

    private static String services(String version, String more) {
        return "services:\n  a:\n    image: busybox:latest\n    env: { V: '" + version + "' }\n"
                + "    start: echo start-$V >>/d/log; exec sleep 1000\n    volumes: ['data:/d']\n" + more
                + "volumes: { data: {} }\n";
    }

    private static String says(String hook) {
        return "echo " + hook + "-$V >>/d/log";
    }

    private static List<String> log(Nanokit kit) {
        return kit.exec("a", "cat", "/d/log").output();
    }

    @Test
    void each_runs_in_its_place_and_once_for_a_version() {
        String hooks = "    provisioning: { install: '" + says("install") + "' }\n    hooks: { prestart: '"
                + says("prestart") + "', poststart: '" + says("poststart") + "', prestop: '" + says("prestop")
                + "', poststop: '" + says("poststop") + "' }\n";
        Nanokit first = kit("1", hooks);
        first.up();
        assertThat(log(first)).containsExactly("install-1", "prestart-1", "start-1", "poststart-1");
        assertThat(first.plan().isEmpty()).as(first.plan().text()).isTrue();
        first.scale("a", 2);
        first.up();
        assertThat(log(first).subList(0, 4)).containsExactly("install-1", "prestart-1", "start-1", "poststart-1");
        assertThat(log(first).subList(4, 6)).as("of the second instance only").containsExactly("start-1", "prestop-1");

        Nanokit second = kit("2", hooks);
        second.up();
        List<String> log = log(second);
        assertThat(log.subList(6, log.size()))
                .filteredOn(line -> !line.startsWith("install"))
                .containsExactly("prestart-2", "prestop-1", "start-2", "poststart-2");
        assertThat(second.plan().isEmpty()).as(second.plan().text()).isTrue();

        int before = log(second).size();
        second.stop();
        second.start();
        assertThat(log(second).subList(before, before + 2)).containsExactly("prestop-2", "start-2");
        int last = log(second).size();
        second.down();
        assertThat(lab.everything()).as("the data").hasSize(1);
        Nanokit reader = kit("9", "");
        reader.up();
        assertThat(log(reader).subList(last, last + 2)).containsExactly("prestop-2", "poststop-2");
    }

    @Test
    void one_that_fails_before_the_start_leaves_the_old_version_serving() {
        String page = "services:\n"
                + Lab.page(
                        "web",
                        "one",
                        "    host: web.localhost\n    updateStrategy: rolling\n    hooks: { prestart: 'echo hello; exit 0' }\n");
        lab.kit(page).up();
        List<String> web =
                lab.names().stream().filter(name -> name.contains("-web-1-")).toList();
        String bad = page.replace("one", "two").replace("echo hello; exit 0", "echo cannot migrate; exit 4");
        assertThatThrownBy(() -> lab.kit(bad).up())
                .isInstanceOfSatisfying(
                        RolloutFailedException.class,
                        e -> assertThat(e.report().serving()).containsExactly("web"))
                .hasMessageContaining("cannot migrate")
                .hasMessageContaining("exit code 4");
        assertThat(lab.get("web.localhost")).contains("one");
        assertThat(lab.names()).containsAll(web);
        assertThatThrownBy(() -> lab.kit(bad).up())
                .as("a job that has failed is run again")
                .isInstanceOf(RolloutFailedException.class)
                .hasMessageContaining("exit code 4");
        lab.kit(bad.replace("exit 4", "exit 0")).up();
        assertThat(lab.get("web.localhost")).contains("two");
        assertThat(lab.names())
                .as("instance, gateway and the record of one job")
                .hasSize(3);
    }

    @Test
    void one_that_does_not_end_is_stopped_at_its_deadline() {
        Nanokit kit = kit("1", "    hooks: { prestart: exec sleep 1000 }\n");
        assertThatThrownBy(() ->
                        kit.options(o -> o.callDeadline(Duration.ofSeconds(3))).up())
                .isInstanceOf(RolloutFailedException.class);
        assertThat(lab.containers())
                .allSatisfy(container -> assertThat(container.getState()).isEqualTo("exited"));
        kit("1", "").up();
        assertThat(lab.names()).hasSize(1);
    }

    @Test
    void one_whose_run_was_killed_is_joined_by_the_next_and_not_run_twice(@TempDir Path folder) throws Exception {
        String hooks = "    hooks: { prestart: 'echo begin-$V >>/d/log; sleep 4; echo end-$V >>/d/log' }\n";
        Path file = Files.writeString(folder.resolve("nanokit.yml"), lab.yaml(services("1", hooks)));
        try (ChildUp victim = ChildUp.of(file, Duration.ofSeconds(2), Duration.ZERO)) {
            Lab.until("the job runs", () -> !victim.isAlive() || isRunning("job-a-prestart"));
            assertThat(victim.kill()).isTrue();
        }
        Nanokit kit = kit("1", hooks).options(o -> o.waitForLease(Duration.ofSeconds(10)));
        kit.up();
        assertThat(log(kit)).containsExactly("begin-1", "end-1", "start-1");
        assertThat(kit.plan().isEmpty()).isTrue();
    }

    @Test
    void one_is_stopped_with_its_run_and_run_again_by_the_next() throws Exception {
        String hooks = "    hooks: { prestart: 'trap \"exit 0\" TERM; echo begin-$V >>/d/log; sleep 1000 & wait' }\n";
        CompletableFuture<?> running = kit("1", hooks).upAsync();
        Lab.until("the job runs", () -> isRunning("job-a-prestart"));
        TimeUnit.MILLISECONDS.sleep(500);
        running.cancel(true);
        Lab.until(
                "the job has ended",
                () -> !isRunning("job-a-prestart") && lab.leases().isEmpty());
        Nanokit again = kit("1", hooks.replace("sleep 1000 & wait", "exit 0"));
        again.up();
        assertThat(log(again)).containsExactly("begin-1", "begin-1", "start-1");
        kit("1", "").up();
        assertThat(lab.names()).hasSize(1);
    }

    private boolean isRunning(String name) {
        return lab.containers().stream()
                .anyMatch(one -> one.getNames()[0].contains(name) && "running".equals(one.getState()));
    }
}
