package dev.nanokit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nanokit.testkit.FakeProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An embedded guest leaves nothing behind in the program that it works in. */
@Timeout(120)
final class GuestTest {

    private static final String FILE =
            """
            name: shop%d
            services:
              api: { image: 'api:1', expose: 80, instances: 2, updateStrategy: rolling }
              web: { image: 'web:1', expose: 80, host: web.localhost, depends_on: [api] }
            """;

    private static void life(int number, FakeProvider fake) {
        try (Stack stack = Nanokit.load(FILE.formatted(number))
                .provider(fake)
                .listener(event -> assertThat(event.sequence()).isPositive())
                .open()) {
            stack.up();
            stack.restart("api");
            stack.status();
            stack.down();
        }
        assertThat(fake.dump()).isBlank();
    }

    @Test
    void fifty_engines_on_fifty_scopes_at_once_leave_no_thread_and_no_file() throws Exception {
        life(0, FakeProvider.instances()); // what is loaded once, is loaded
        Set<Thread> threads = new HashSet<>(Thread.getAllStackTraces().keySet());
        int files = openFiles();
        FakeProvider shared = FakeProvider.instances();
        List<CompletableFuture<Void>> lives = new ArrayList<>();
        List<Thread> runners = new ArrayList<>();
        for (int number = 1; number <= 50; number++) {
            int mine = number;
            FakeProvider fake = number % 3 == 0 ? FakeProvider.services() : FakeProvider.instances();
            CompletableFuture<Void> life = new CompletableFuture<>();
            Thread runner = new Thread(() -> {
                try {
                    life(mine, fake);
                    Nanokit.load(FILE.formatted(mine).replace("web.localhost", mine + ".localhost"))
                            .provider(shared)
                            .up();
                    life.complete(null);
                } catch (RuntimeException | Error e) {
                    life.completeExceptionally(e);
                }
            });
            runner.start();
            runners.add(runner);
            lives.add(life);
        }
        lives.forEach(CompletableFuture::join);
        for (Thread runner : runners) {
            runner.join();
        }
        assertThat(shared.running("web")).isEqualTo(50);
        assertThat(shared.leases()).isZero();
        Set<Thread> left = new HashSet<>(Thread.getAllStackTraces().keySet());
        left.removeAll(threads);
        assertThat(left)
                .as("threads of ours that still live")
                .filteredOn(thread -> thread.getName().startsWith("nanokit"))
                .isEmpty();
        assertThat(openFiles()).isLessThanOrEqualTo(files);
    }

    /** Where the system shows what a process has open; elsewhere there is nothing to count. */
    private static int openFiles() throws IOException {
        Path descriptors = Path.of("/proc/self/fd");
        if (!Files.isDirectory(descriptors)) {
            return 0;
        }
        try (Stream<Path> all = Files.list(descriptors)) {
            return (int) all.count();
        }
    }
}
