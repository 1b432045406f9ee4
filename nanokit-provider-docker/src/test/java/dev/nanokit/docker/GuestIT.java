package dev.nanokit.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nanokit.Deployment;
import dev.nanokit.Nanokit;
import dev.nanokit.Stack;
import dev.nanokit.failure.ProviderException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left of us when we have gone. */
@OnDocker
final class GuestIT {

    private static final String REST = "services:\n  a:\n    image: busybox:latest\n    start: exec sleep 1000\n"
            + "    volumes: ['data:/d']\n    hooks: { prestart: echo hello }\nvolumes: { data: {} }\n";

    private final Lab lab = new Lab("guest");

    @AfterEach
    void cleanUp() {
        lab.close();
    }

    @Test
    void an_ephemeral_deployment_leaves_nothing_not_even_data() {
        Nanokit kit = lab.kit(REST);
        try (Deployment one = kit.ephemeral().up();
                Stack other = kit.ephemeral().open()) {
            other.up();
            assertThat(one.status().isReady()).isTrue();
            assertThat(other.exec("a", "true").isSuccess()).isTrue();
            assertThat(lab.slots())
                    .filteredOn("instance/a.1"::equals)
                    .as("two scopes side by side")
                    .hasSize(2);
        }
        assertThat(lab.everything()).isEmpty();
    }

    @Test
    void what_a_dead_program_left_is_swept_by_any_later_run_once_its_time_is_over(@TempDir Path folder)
            throws Exception {
        Path file = Files.writeString(
                folder.resolve("nanokit.yml"),
                lab.yaml(REST.replace("image: busybox", "host: x.localhost\n    expose: 1\n    image: busybox")));
        try (ChildUp dead = ChildUp.ephemeral(file, Duration.ofSeconds(2))) {
            Lab.until("its service runs", () -> !dead.isAlive() || lab.slots().contains("instance/a.1"));
            assertThat(dead.kill()).isTrue();
        }
        assertThat(lab.everything()).hasSizeGreaterThan(2);
        TimeUnit.SECONDS.sleep(3);
        try (Lab other = new Lab("other")) {
            other.kit("services:\n  b: { image: 'busybox:latest', start: exec sleep 1000 }\n")
                    .up();
            assertThat(lab.everything()).isEmpty();
        }
    }

    @Test
    void ten_scopes_at_once_leave_no_thread_and_no_open_file() throws Exception {
        upAndDown(10);
        assertThat(lab.everything()).isEmpty();
        List<String> before = openFiles();
        upAndDown(10);
        assertThat(lab.everything()).isEmpty();
        assertThat(Thread.getAllStackTraces().keySet().stream()
                        .map(thread -> thread.getName().toLowerCase(Locale.ROOT)))
                .noneMatch(name -> name.contains("nanokit") || name.contains("docker") || name.contains(lab.project()));
        List<String> now = openFiles();
        assertThat(now.size()).as("before: %s\nnow: %s", before, now).isLessThanOrEqualTo(before.size());
    }

    private void upAndDown(int scopes) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(scopes);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int number = 0; number < scopes; number++) {
                String rest = "component: part" + number + "\n"
                        + REST.replace("    volumes: ['data:/d']\n", "").replace("volumes: { data: {} }\n", "");
                all.add(threads.submit(() -> {
                    Nanokit kit = lab.kit(rest);
                    kit.up();
                    kit.exec("a", "true");
                    assertThatThrownBy(() -> kit.options(o -> o.callDeadline(Duration.ofSeconds(1)))
                                    .exec("a", "sleep", "60"))
                            .isInstanceOf(ProviderException.class);
                    kit.down();
                }));
            }
            for (Future<?> one : all) {
                one.get(120, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
            assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    /** {@return what each open file of this process is, but for files of the disk, which classes come from} */
    private static List<String> openFiles() throws IOException {
        List<String> open = new ArrayList<>();
        for (String number : Objects.requireNonNull(new File("/proc/self/fd").list())) {
            Path link = Path.of("/proc/self/fd", number);
            if (Files.isSymbolicLink(link)) {
                String target = Files.readSymbolicLink(link).toString();
                if (!target.startsWith("/")) {
                    open.add(target);
                }
            }
        }
        return open;
    }
}
