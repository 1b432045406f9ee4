package dev.nanokit.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nanokit.Nanokit;
import dev.nanokit.failure.RolloutFailedException;
import dev.nanokit.failure.StepFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** When something counts as ready, and when it is given up. */
@OnDocker
final class HealthIT {

    private final Lab lab = new Lab("health");

    @AfterEach
    void cleanUp() {
        lab.close();
    }

    private static String service(String lines) {
        return "services:\n  it:\n    image: busybox:latest\n" + lines;
    }

    private Nanokit kit(String rest, Reach reach) {
        return Nanokit.load(lab.yaml(rest)).provider(new DockerProvider(new EngineConnection(), Optional.of(reach)));
    }

    private static StepFailure failure(Nanokit kit) {
        AtomicReference<StepFailure> first = new AtomicReference<>();
        assertThatThrownBy(kit::up)
                .isInstanceOfSatisfying(
                        RolloutFailedException.class,
                        e -> first.set(e.report().failures().get(0)));
        return first.get();
    }

    private static double seconds(Runnable what) {
        long begun = System.nanoTime();
        what.run();
        return (System.nanoTime() - begun) / 1e9;
    }

    @ParameterizedTest
    @EnumSource(
            value = Reach.class,
            names = {"DIRECT", "PUBLISHED"})
    void a_port_that_accepts_while_nothing_listens_is_not_ready(Reach reach) {
        String quick = ", interval: 500ms, retries: 3, startPeriod: 1s }\n";
        int port = Lab.freePort();
        StepFailure tcp = failure(kit(
                service("    start: exec sleep 1000\n    port: " + port + "\n    healthcheck: { tcp: " + port + quick),
                reach));
        assertThat(tcp.code()).isEqualTo("health.deadline");
        assertThat(tcp.probes()).isNotEmpty();
        StepFailure http = failure(kit(
                service("    start: exec sleep 1000\n    expose: 8080\n    healthcheck: { path: /" + quick), reach));
        assertThat(http.code()).isEqualTo("health.deadline");
    }

    @ParameterizedTest
    @EnumSource(
            value = Reach.class,
            names = {"DIRECT", "PUBLISHED"})
    void http_tcp_and_automatic_checks_see_a_program_that_listens(Reach reach) {
        String listening = "    start: sleep 1; mkdir -p /www; touch /www/index.html; exec httpd -f -p 8080 -h /www\n"
                + "    expose: 8080\n    env: { CHECK: \"%s\" }\n";
        for (String check : new String[] {"{ path: / }", "{ tcp: 8080 }", "{}"}) {
            double took =
                    seconds(() -> kit(service(listening.formatted(check) + "    healthcheck: " + check + "\n"), reach)
                            .up());
            assertThat(took).as(check).isBetween(1.0, 20.0);
        }
    }

    @Test
    void readiness_is_seen_at_once() throws Exception {
        assertThat(lab.lateness()).as("noise of the machine allowed").isLessThan(Duration.ofMillis(500));
    }

    @Test
    void a_command_is_not_waited_for_a_whole_interval() {
        double took = seconds(() -> lab.kit(service("    start: sleep 1; touch /ready; exec sleep 1000\n"
                        + "    healthcheck: { command: [test, -f, /ready], interval: 30s }\n"))
                .up());
        assertThat(took).isLessThan(10.0);
    }

    @Test
    void a_command_that_fails_is_shown_in_the_failure() {
        StepFailure failure = failure(
                lab.kit(
                        service(
                                "    start: exec sleep 1000\n"
                                        + "    healthcheck: { command: \"echo not yet; exit 3\", interval: 500ms, retries: 3, startPeriod: 1s }\n")));
        assertThat(failure.code()).isEqualTo("health.deadline");
        assertThat(failure.probes().toString()).contains("the command ended with 3: not yet");
    }

    @Test
    void the_images_own_check_is_used_and_not_waited_for_a_whole_interval(@TempDir Path folder) throws IOException {
        Path dockerfile = Files.writeString(
                folder.resolve("Dockerfile"), "FROM busybox:latest\nHEALTHCHECK --interval=30s CMD test -f /ready\n");
        String tag = "nanokit-it-own-check:1";
        lab.client()
                .buildImageCmd(dockerfile.toFile())
                .withTags(Set.of(tag))
                .start()
                .awaitImageId();
        String ready = "services:\n  it:\n    image: " + tag + "\n    start: sleep 1; touch /ready; exec sleep 1000\n";
        assertThat(seconds(() -> lab.kit(ready).up())).isBetween(1.0, 10.0);
        String never = "services:\n  it:\n    image: " + tag + "\n    start: exec sleep 1000\n"
                + "    healthcheck: { interval: 500ms, retries: 3, startPeriod: 1s }\n";
        assertThat(failure(lab.kit(never)).code()).isEqualTo("health.deadline");
    }

    @Test
    void what_exits_ends_the_wait_at_once_with_exit_code_and_log() {
        AtomicReference<StepFailure> failure = new AtomicReference<>();
        double took = seconds(() -> failure.set(
                failure(lab.kit(service("    start: echo no configuration found; exit 42\n    expose: 8080\n"
                        + "    healthcheck: { path: /, startPeriod: 10m }\n")))));
        assertThat(took).isLessThan(15.0);
        assertThat(failure.get().code()).isEqualTo("health.dead");
        assertThat(failure.get().exitCode()).hasValue(42);
        assertThat(failure.get().logTail()).contains("no configuration found");
        assertThat(failure.get().position()).isPresent();
        assertThat(failure.get().text()).contains("nanokit.yml:4:3").contains("| no configuration found");
    }

    @Test
    void what_ends_again_and_again_is_not_taken_for_ready() {
        StepFailure failure = failure(
                lab.kit(service("    start: sleep 0.3; exit 1\n    expose: 8080\n    healthcheck: { tcp: 8080 }\n")));
        assertThat(failure.code()).isEqualTo("health.dead");
        assertThat(failure.exitCode()).hasValue(1);
    }

    @Test
    void an_image_that_is_not_to_be_had_ends_the_wait_at_once() {
        AtomicReference<StepFailure> failure = new AtomicReference<>();
        double took = seconds(() -> failure.set(
                failure(lab.kit("services:\n  it: { image: 'localhost:1/no-such-image:1', expose: 80 }\n"))));
        assertThat(took).isLessThan(30.0);
        assertThat(failure.get().code()).isEqualTo("provider.not-found");
        assertThat(failure.get().message())
                .contains("localhost:1/no-such-image:1")
                .contains("cannot be pulled");
    }
}
