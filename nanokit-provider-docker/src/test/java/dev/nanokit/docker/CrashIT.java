package dev.nanokit.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.nanokit.Nanokit;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that dies in the middle of a change, at any moment: the next up mends it, and nothing is left over. */
@OnDocker
final class CrashIT {

    private static final int CRASHES = 12;
    private static final Duration LEASE = Duration.ofSeconds(3);

    private final Lab lab = new Lab("crash");

    @TempDir
    private Path folder;

    @AfterEach
    void cleanUp() {
        lab.close();
    }

    /** One that is rolled behind the gateway, one that is stopped first and has a job, and one with data. */
    private static String version(int number) {
        return "services:\n"
                + Lab.page("api", "api " + number, "    hooks: { prestart: echo hello }\n")
                + Lab.page(
                        "web",
                        "web " + number,
                        "    depends_on: [api]\n    host: web.localhost\n    instances: 2\n    updateStrategy: rolling\n")
                + "  keeper: { image: 'busybox:latest', start: exec sleep 1000, volumes: ['data:/d'], env: { V: '"
                + number + "' } }\nvolumes: { data: {} }\n";
    }

    private ChildUp child(int number) throws Exception {
        Path file = folder.resolve("nanokit-" + number + ".yml");
        return ChildUp.of(Files.writeString(file, lab.yaml(version(number))), LEASE, Duration.ofSeconds(20));
    }

    /** {@return what there is, whatever edition it has} */
    private List<String> shape() {
        return lab.everything().stream()
                .map(name -> name.replaceAll("-[0-9a-z]{8}(?=$|\\.live$)", ""))
                .sorted()
                .toList();
    }

    @Test
    void whenever_it_dies_the_next_up_converges_and_nothing_leaks() throws Exception {
        lab.kit(version(0)).up();
        List<String> fresh = shape();
        assertThat(fresh).as("4 instances, job, gateway, network and volume").hasSize(8);
        long nanos;
        try (ChildUp whole = child(1)) {
            Lab.until("it has the lease", () -> !lab.leases().isEmpty());
            long begun = System.nanoTime();
            assertThat(whole.end()).endsWith("done\n");
            nanos = System.nanoTime() - begun;
        }
        assertThat(shape()).isEqualTo(fresh);

        long seed = Long.getLong("nanokit.seed", System.nanoTime());
        Random random = new Random(seed);
        int killed = 0;
        for (int number = 2; number < CRASHES + 2; number++) {
            long moment = (long) (random.nextDouble() * nanos);
            String words = "seed " + seed + ", version " + number + ", killed " + TimeUnit.NANOSECONDS.toMillis(moment)
                    + " ms after it had the lease";
            try (ChildUp victim = child(number)) {
                Lab.until("it has the lease", () -> !lab.leases().isEmpty() || !victim.isAlive());
                TimeUnit.NANOSECONDS.sleep(moment);
                killed += victim.kill() ? 1 : 0;
            }
            Nanokit kit = lab.kit(version(number)).options(o -> o.waitForLease(Duration.ofSeconds(10)));
            AtomicBoolean wasComplete = new AtomicBoolean();
            assertThatCode(() -> wasComplete.set(kit.up().plan().isEmpty()))
                    .as(words)
                    .doesNotThrowAnyException();
            if (wasComplete.get()) {
                // Who changes nothing takes no lease, and so takes none over: that of the dead stays until it is
                // needed.
                lab.leases()
                        .forEach(lease ->
                                lab.client().removeContainerCmd(lease.getId()).exec());
            }
            assertThat(kit.plan().isEmpty())
                    .as(words + "\n" + kit.plan().text())
                    .isTrue();
            assertThat(shape()).as(words).isEqualTo(fresh);
            assertThat(lab.get("web.localhost")).as(words).contains("web " + number);
            assertThat(kit.exec("api", "cat", "/www/index.html").output())
                    .as(words)
                    .containsExactly("api " + number);
        }
        assertThat(killed).as("most of them were in the middle").isGreaterThan(CRASHES / 2);
    }
}
