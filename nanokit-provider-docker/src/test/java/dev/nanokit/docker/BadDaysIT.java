package dev.nanokit.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.PortBinding;
import dev.nanokit.Deployment;
import dev.nanokit.Nanokit;
import dev.nanokit.failure.NanokitException;
import dev.nanokit.failure.OperationCancelledException;
import dev.nanokit.failure.ProviderException;
import dev.nanokit.failure.RolloutFailedException;
import dev.nanokit.model.SettingsNode;
import dev.nanokit.plan.Step;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong around us. */
@OnDocker
final class BadDaysIT {

    private final Lab lab = new Lab("bad");

    @AfterEach
    void cleanUp() {
        lab.close();
    }

    @Test
    void an_engine_that_does_not_answer_is_said_so() {
        String yaml = lab.yaml("infra: { host: 'unix:///no/such/docker.sock' }\nservices:\n  a: { image: busybox }\n");
        assertThatThrownBy(
                        () -> Nanokit.load(yaml).provider(new DockerProvider()).up())
                .isInstanceOfSatisfying(
                        NanokitException.class, e -> assertThat(e.code()).isEqualTo("provider.unavailable"))
                .isInstanceOf(ProviderException.class)
                .hasMessageContaining("does not answer");
    }

    @Test
    void a_port_that_a_container_of_somebody_else_has_is_named_with_its_holder() {
        int port = Lab.freePort();
        String id = lab.foreign(lab.client()
                .createContainerCmd(Lab.BUSYBOX)
                .withName("somebody-" + lab.project())
                .withCmd("sleep", "1000")
                .withExposedPorts(ExposedPort.tcp(80))
                .withHostConfig(HostConfig.newHostConfig().withPortBindings(PortBinding.parse(port + ":80"))));
        lab.client().startContainerCmd(id).exec();
        requirePortTaken(port, "container somebody-" + lab.project());
    }

    @Test
    void a_port_that_a_program_has_is_named() throws Exception {
        try (ServerSocket socket = new ServerSocket(0)) {
            requirePortTaken(socket.getLocalPort(), "another program");
        }
    }

    private void requirePortTaken(int port, String holder) {
        String yaml = "services:\n  a: { image: 'busybox:latest', start: exec sleep 1000, port: " + port + " }\n";
        assertThatThrownBy(() -> lab.kit(yaml).up())
                .isInstanceOf(RolloutFailedException.class)
                .hasMessageContaining("port " + port)
                .hasMessageContaining(holder);
        assertThat(lab.names()).as("no half container is left").isEmpty();
    }

    @Test
    void what_nobody_labelled_is_never_touched() {
        String yaml =
                "services:\n  a: { image: 'busybox:latest', start: exec sleep 1000, volumes: ['data:/d'] }\nvolumes: { data: {} }\n";
        List<Step> steps = lab.kit(yaml).plan().steps();
        String prefix = "nk-" + lab.project() + "-local-";
        String name = prefix + "a-1-" + edition(steps, "instance/a.1");
        String foreign = lab.foreign(
                lab.client().createContainerCmd(Lab.BUSYBOX).withName(name).withCmd("sleep", "1000"));
        assertThatThrownBy(() -> lab.kit(yaml).up())
                .isInstanceOf(RolloutFailedException.class)
                .hasMessageContaining(name)
                .hasMessageContaining("not ours");
        lab.kit(yaml).deleteAllData().down();
        assertThat(lab.client().inspectContainerCmd(foreign).exec().getName()).isEqualTo("/" + name);
        lab.removeForeign();

        String volume = prefix + "volume-data-" + edition(steps, "volume/data");
        lab.client().createVolumeCmd().withName(volume).exec();
        try {
            assertThatThrownBy(() -> lab.kit(yaml).up())
                    .as("the engine gives an older volume of that name without a word")
                    .isInstanceOf(RolloutFailedException.class)
                    .hasMessageContaining(volume);
            lab.kit(yaml).deleteAllData().down();
            assertThat(lab.client().inspectVolumeCmd(volume).exec().getName()).isEqualTo(volume);
        } finally {
            lab.client().removeVolumeCmd(volume).exec();
        }
    }

    private static String edition(List<Step> steps, String slot) {
        return steps.stream()
                .filter(step ->
                        step.slot().toString().equals(slot) && step.action().isChange())
                .map(Step::edition)
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 5})
    void a_process_that_is_killed_in_the_middle_leaves_nothing_that_the_next_up_does_not_mend(
            int containers, @TempDir Path folder) throws Exception {
        String rest = "services:\n"
                + Lab.page("one", "1", "")
                + Lab.page("two", "2", "    depends_on: [one]\n")
                + Lab.page(
                        "three",
                        "3",
                        "    depends_on: [two]\n    host: three.localhost\n    instances: 2\n    updateStrategy: rolling\n");
        Path file = Files.writeString(folder.resolve("nanokit.yml"), lab.yaml(rest));
        try (ChildUp victim = ChildUp.of(file, Duration.ofSeconds(2), Duration.ZERO)) {
            Lab.until("containers", () -> !victim.isAlive() || lab.containers().size() >= containers);
            assertThat(victim.kill()).as("killed, not ended").isTrue();
        }

        lab.kit(rest).options(o -> o.waitForLease(Duration.ofSeconds(10))).up();

        assertThat(lab.get("three.localhost")).contains("3");
        assertThat(lab.names()).hasSize(5);
        assertThat(lab.everything()).hasSize(6);
        assertThat(lab.kit(rest).plan().isEmpty()).isTrue();
    }

    @Test
    void cancelling_ends_a_run_soon_and_the_next_one_goes_on() throws Exception {
        String rest = "services:\n" + Lab.page("slow", "1", "").replace("exec httpd", "sleep 1000; exec httpd");
        CompletableFuture<Deployment> running = lab.kit(rest).upAsync();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (lab.containers().isEmpty() && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        running.cancel(true);
        assertThat(running).isCancelled();
        end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (System.nanoTime() < end && threads().anyMatch(name -> name.contains(lab.project()))) {
            Thread.onSpinWait();
        }
        assertThat(threads().filter(name -> name.contains(lab.project()))).isEmpty();
        lab.kit("services:\n" + Lab.page("slow", "1", "")).up();
        assertThat(lab.names()).hasSize(1);
    }

    private static java.util.stream.Stream<String> threads() {
        return Thread.getAllStackTraces().keySet().stream().map(Thread::getName);
    }

    @Test
    void an_interrupted_up_throws_and_keeps_the_interrupt() throws Exception {
        String rest = "services:\n" + Lab.page("slow", "1", "").replace("exec httpd", "sleep 1000; exec httpd");
        CompletableFuture<Boolean> ended = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                lab.kit(rest).up();
                ended.completeExceptionally(new AssertionError("it ended as if nothing had happened"));
            } catch (OperationCancelledException e) {
                ended.complete(Thread.currentThread().isInterrupted());
            } catch (RuntimeException e) {
                ended.completeExceptionally(e);
            }
        });
        thread.start();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (lab.containers().isEmpty() && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        thread.interrupt();
        assertThat(ended.get(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void what_came_up_since_it_was_looked_at_is_stopped_before_it_is_deleted() {
        Nanokit kit = lab.kit("services:\n  a: { image: 'busybox:latest', start: exec sleep 1000 }\n");
        var found = kit.up().resources().stream()
                .filter(resource -> resource.slot().kind().runs())
                .findFirst()
                .orElseThrow();
        DockerProvider provider = new DockerProvider();
        try (var session = provider.connect(provider.settings(SettingsNode.empty()), new PlainContext())) {
            session.services().delete(found, new PlainContext());
        }
        assertThat(lab.names()).isEmpty();
    }

    @Test
    void a_container_that_was_removed_by_hand_is_made_again_and_one_cut_off_is_connected_again() {
        String rest = "services:\n"
                + Lab.page("web", "1", "    host: web.localhost\n    instances: 2\n    updateStrategy: rolling\n");
        lab.kit(rest).up();
        List<String> names = lab.names();
        List<String> web = names.stream().filter(name -> name.contains("-web-")).toList();
        lab.client().removeContainerCmd(web.get(0)).withForce(true).exec();
        lab.kit(rest).up();
        assertThat(lab.names()).isEqualTo(names);
        String network = lab.client()
                .inspectContainerCmd(web.get(1))
                .exec()
                .getNetworkSettings()
                .getNetworks()
                .keySet()
                .iterator()
                .next();
        lab.client()
                .disconnectFromNetworkCmd()
                .withContainerId(web.get(1))
                .withNetworkId(network)
                .exec();
        lab.kit(rest).up();
        assertThat(lab.names()).isEqualTo(names);
        assertThat(lab.kit(rest).status().isReady()).isTrue();
        assertThat(lab.kit(rest).plan().isEmpty()).isTrue();
    }

    @Test
    void a_check_that_never_passes_ends_at_its_deadline_with_an_explanation() {
        String rest = "services:\n"
                + Lab.page("web", "1", "")
                        .replace(
                                "healthcheck: { path: / }",
                                "healthcheck: { path: /nothing, interval: 500ms, retries: 4, startPeriod: 1s }");
        long begun = System.nanoTime();
        assertThatThrownBy(() -> lab.kit(rest).up())
                .isInstanceOf(RolloutFailedException.class)
                .hasMessageContaining("was not ready within 3 s")
                .hasMessageContaining("/nothing: status 404")
                .hasMessageContaining("declared at nanokit.yml:");
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(20));
    }
}
