package dev.nanokit.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.HostConfig;
import dev.nanokit.Deployment;
import dev.nanokit.Drift;
import dev.nanokit.Nanokit;
import dev.nanokit.Stack;
import dev.nanokit.failure.OperationCancelledException;
import dev.nanokit.failure.ProviderException;
import dev.nanokit.failure.RolloutFailedException;
import dev.nanokit.provider.ProgramResult;
import dev.nanokit.provider.Slot;
import dev.nanokit.run.Cancellation;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The verbs that came after up and down. */
@OnDocker
final class VerbsIT {

    private final Lab lab = new Lab("verbs");

    @AfterEach
    void cleanUp() {
        lab.close();
    }

    private static String sleeper(String name, String more) {
        return "  " + name + ":\n    image: busybox:latest\n    start: exec sleep 1000\n" + more;
    }

    private String withVolume(String more) {
        return "services:\n" + sleeper("a", "    volumes: ['data:/d']\n" + more) + "volumes: { data: {} }\n";
    }

    private static double seconds(long begun) {
        return (System.nanoTime() - begun) / 1e9;
    }

    @Test
    void exec_gives_exit_code_and_output() {
        Nanokit kit = lab.kit("services:\n" + sleeper("a", "    env: { WHO: me }\n"));
        kit.up();
        ProgramResult failed = kit.exec("a", "sh", "-c", "echo \"$WHO\"; echo err >&2; exit 7");
        assertThat(failed.exitCode()).isEqualTo(7);
        assertThat(failed.output()).containsExactlyInAnyOrder("me", "err");
        ProgramResult done = kit.exec("a", "true");
        assertThat(done.isSuccess()).isTrue();
        assertThat(done.output()).isEmpty();
        assertThat(kit.exec("a", "no-such-program").isSuccess()).isFalse();
        assertThatThrownBy(() -> kit.exec("b", "true"))
                .isInstanceOfSatisfying(
                        ProviderException.class, e -> assertThat(e.kind()).isEqualTo(ProviderException.Kind.NOT_FOUND));
        long begun = System.nanoTime();
        assertThatThrownBy(() ->
                        kit.options(o -> o.callDeadline(Duration.ofSeconds(2))).exec("a", "sleep", "100"))
                .isInstanceOfSatisfying(
                        ProviderException.class, e -> assertThat(e.kind()).isEqualTo(ProviderException.Kind.FAILED))
                .hasMessageContaining("did not end before its deadline");
        assertThat(seconds(begun)).isBetween(1.9, 10.0);
    }

    @Test
    void run_leaves_nothing_but_what_the_command_did() throws Exception {
        Nanokit kit = lab.kit(withVolume("    env: { WHO: me }\n"));
        assertThatThrownBy(() -> kit.run("a", "true"))
                .as("there is nothing to be run beside")
                .isInstanceOfSatisfying(
                        ProviderException.class, e -> assertThat(e.kind()).isEqualTo(ProviderException.Kind.NOT_FOUND));
        kit.up();
        List<String> before = lab.everything();
        ProgramResult done = kit.run("a", "sh", "-c", "echo \"$WHO\" | tee /d/who; echo err >&2");
        assertThat(done.exitCode()).isZero();
        assertThat(done.output()).containsExactlyInAnyOrder("me", "err");
        assertThat(kit.exec("a", "cat", "/d/who").output()).containsExactly("me");
        assertThat(kit.run("a", "sh", "-c", "exit 9").exitCode()).isEqualTo(9);
        assertThat(lab.everything()).isEqualTo(before);

        CompletableFuture<Throwable> ended = new CompletableFuture<>();
        Thread caller = new Thread(() -> {
            try {
                ended.complete(new AssertionError("ended: " + kit.run("a", "sleep", "1000")));
            } catch (RuntimeException e) {
                ended.complete(e);
            }
        });
        caller.start();
        Lab.until("the job runs", () -> lab.containers().stream()
                .anyMatch(one -> one.getNames()[0].contains("job-a-run") && "running".equals(one.getState())));
        caller.interrupt();
        assertThat(ended.get(30, TimeUnit.SECONDS)).isInstanceOf(OperationCancelledException.class);
        Lab.until("nothing is left", () -> lab.everything().equals(before));

        assertThatThrownBy(() ->
                        kit.options(o -> o.callDeadline(Duration.ofSeconds(3))).run("a", "sleep", "1000"))
                .isInstanceOfSatisfying(
                        ProviderException.class, e -> assertThat(e.kind()).isEqualTo(ProviderException.Kind.FAILED))
                .hasMessageContaining("was stopped");
        assertThat(lab.everything()).isEqualTo(before);
    }

    @Test
    void a_job_gets_an_address_that_no_stranger_has() {
        Nanokit kit = lab.kit("services:\n" + sleeper("a", ""));
        kit.up();
        var network = lab.container("-a-1-")
                .getNetworkSettings()
                .getNetworks()
                .entrySet()
                .iterator()
                .next();
        String mine = network.getValue().getIpAddress();
        int last = mine.lastIndexOf('.') + 1;
        String next = mine.substring(0, last) + (Integer.parseInt(mine.substring(last)) + 1);
        String stranger = lab.foreign(lab.client()
                .createContainerCmd(Lab.BUSYBOX)
                .withCmd("sleep", "1000")
                .withIpv4Address(next)
                .withHostConfig(HostConfig.newHostConfig().withNetworkMode(network.getKey())));
        lab.client().startContainerCmd(stranger).exec();
        assertThat(kit.run("a", "sh", "-c", "echo $NANOKIT_PRIVATE_IP").output())
                .hasSize(1)
                .doesNotContain(mine, next);
        lab.removeForeign();
    }

    @Test
    void restart_gives_another_container_in_the_same_place_and_scale_goes_there_and_back() {
        String rest = "services:\n" + sleeper("a", "") + sleeper("b", "");
        Nanokit kit = lab.kit(rest);
        kit.up();
        String a = lab.container("-a-1-").getId();
        String b = lab.container("-b-1-").getId();
        Deployment again = kit.restart("a");
        assertThat(lab.container("-a-1-").getId()).isNotEqualTo(a);
        assertThat(lab.container("-b-1-").getId()).isEqualTo(b);
        assertThat(again.resources()).extracting(one -> one.slot()).contains(Slot.instance("a", 1));
        assertThat(kit.plan().isEmpty()).isTrue();

        kit.scale("a", 3);
        assertThat(lab.names()).hasSize(4);
        kit.scale("a", 0);
        assertThat(lab.names()).hasSize(1);
        assertThat(kit.plan().isEmpty()).isFalse();
        kit.up();
        assertThat(lab.names()).hasSize(2);
        assertThat(lab.container("-b-1-").getId()).isEqualTo(b);
    }

    @Test
    void drift_shows_what_somebody_changed_and_restart_mends_it() {
        String port = Integer.toString(Lab.freePort());
        Nanokit kit = lab.kit("services:\n"
                + sleeper(
                        "a",
                        "    env: { WHO: me, PASSWORD: hidden }\n    memory: 64mb\n    cpu: 0.5\n    port: " + port
                                + "\n    volumes: ['data:/d', '/etc:/host:ro']\n"
                                + "    healthcheck: { command: [test, -d, /d] }\n")
                + "  plain: { image: 'caddy:2', expose: 80 }\n"
                + "  rolling: { image: 'busybox:latest', start: exec sleep 1000, updateStrategy: rolling }\n"
                + "databases:\n  main: { engine: postgres, version: '15', rootPassword: x }\n"
                + "volumes: { data: {} }\n");
        kit.up();
        assertThat(kit.drift().differences()).as("nobody has changed anything").isEmpty();

        lab.client()
                .updateContainerCmd(lab.container("-a-1-").getId())
                .withMemory(96L << 20)
                .withMemorySwap(192L << 20)
                .withNanoCPUs(250_000_000L)
                .exec();
        assertThat(kit.plan().isEmpty()).as("labels know nothing of it").isTrue();
        Slot slot = Slot.instance("a", 1);
        assertThat(kit.drift().differences())
                .containsExactlyInAnyOrder(
                        new Drift.Difference(slot, "memory", Long.toString(64L << 20), Long.toString(96L << 20)),
                        new Drift.Difference(slot, "cpu", "0.5", "0.25"));
        kit.restart("a");
        assertThat(kit.drift().differences()).isEmpty();

        recreateByHand(lab.container("-a-1-").getId());
        assertThat(kit.plan().isEmpty()).isTrue();
        Drift drift = kit.drift();
        assertThat(drift.differences())
                .extracting(Drift.Difference::field)
                .containsExactlyInAnyOrder(
                        "image",
                        "command.000",
                        "command.001",
                        "command.002",
                        "env.WHO",
                        "env.PASSWORD",
                        "env.EXTRA",
                        "memory",
                        "cpu",
                        "port",
                        "check.000",
                        "check.001",
                        "check.002",
                        "mount./d",
                        "mount-ro./host");
        assertThat(drift.toString() + drift.text())
                .doesNotContain("hidden")
                .doesNotContain("other-password")
                .contains("caddy:2");
        kit.restart("a");
        assertThat(kit.drift().differences()).isEmpty();
    }

    /** Puts a container of another image, with other variables, under the same name, labels and address. */
    private void recreateByHand(String id) {
        InspectContainerResponse old = lab.client().inspectContainerCmd(id).exec();
        var network =
                old.getNetworkSettings().getNetworks().entrySet().iterator().next();
        lab.client().removeContainerCmd(id).withForce(true).exec();
        String fresh = lab.client()
                .createContainerCmd("caddy:2")
                .withName(old.getName().substring(1))
                .withLabels(Objects.requireNonNull(old.getConfig().getLabels()))
                .withEnv(changed(old.getConfig().getEnv()))
                .withIpv4Address(network.getValue().getIpAddress())
                .withHostConfig(HostConfig.newHostConfig()
                        .withNetworkMode(network.getKey())
                        .withBinds(Bind.parse("/tmp:/d")))
                .exec()
                .getId();
        lab.client().startContainerCmd(fresh).exec();
    }

    /** {@return the variables of ours as they were, and others in place of the file's} */
    private static List<String> changed(String[] env) {
        List<String> all = new java.util.ArrayList<>(List.of("WHO=you", "PASSWORD=other-password", "EXTRA=1"));
        for (String variable : env) {
            if (variable.startsWith("NANOKIT_")) {
                all.add(variable);
            }
        }
        return all;
    }

    @Test
    void many_verbs_on_one_connection_and_an_up_that_is_about_one_service() {
        String first =
                "services:\n" + sleeper("api", "    env: { V: '1' }\n") + sleeper("web", "    env: { V: '1' }\n");
        List<String> calls = CountingTransport.list();
        Nanokit kit = Nanokit.load(lab.yaml(first)).provider(CountingTransport.provider(calls));
        try (Stack stack = kit.open()) {
            stack.up();
            assertThat(stack.exec("api", "true").isSuccess()).isTrue();
            assertThat(stack.run("api", "true").isSuccess()).isTrue();
            stack.scale("api", 2);
            assertThat(lab.names()).hasSize(3);
            stack.stop();
            assertThat(stack.status().isReady()).isFalse();
            stack.start();
            assertThat(stack.up().plan().text()).contains("delete instance/api.2");
            assertThat(stack.status().isReady()).isTrue();
            assertThat(stack.drift().differences()).isEmpty();
        }
        String web = lab.container("-web-1-").getId();
        String api = lab.container("-api-1-").getId();
        Nanokit both = lab.kit(first.replace("V: '1'", "V: '2'"));
        both.up("api");
        assertThat(lab.container("-web-1-").getId()).isEqualTo(web);
        assertThat(lab.container("-api-1-").getId()).isNotEqualTo(api);
        assertThat(both.plan().text()).contains("instance/web.1").doesNotContain("instance/api.1");
    }

    @Test
    void a_failed_version_gives_way_to_the_one_before_if_that_is_asked_for() {
        String good = "services:\n" + Lab.page("web", "good", "    host: web.localhost\n");
        lab.kit(good).up();
        String bad = good.replace("exec httpd", "exit 5; httpd").replace("good", "bad");
        assertThatThrownBy(() -> lab.kit(bad).options(o -> o.returnOnFailure()).up())
                .isInstanceOfSatisfying(
                        RolloutFailedException.class,
                        e -> assertThat(e.report().returned()).containsExactly("web"));
        assertThat(lab.get("web.localhost")).startsWith("HTTP/1.1 200").contains("good");
        assertThat(lab.names()).filteredOn(name -> name.contains("-web-")).hasSize(1);
        assertThat(lab.kit(good).plan().isEmpty()).isTrue();
    }

    @Test
    void a_word_from_another_thread_ends_a_run_soon_and_gives_the_lease_back() throws Exception {
        Cancellation word = new Cancellation();
        Nanokit kit =
                lab.kit("services:\n" + Lab.page("slow", "1", "").replace("exec httpd", "sleep 1000; exec httpd"));
        CompletableFuture<Throwable> ended = new CompletableFuture<>();
        Thread caller = new Thread(() -> {
            try {
                kit.options(o -> o.cancellation(word)).up();
                ended.complete(new AssertionError("ended as if nothing had happened"));
            } catch (RuntimeException e) {
                ended.complete(e);
            }
        });
        caller.start();
        Lab.until("it is at work", () -> !lab.containers().isEmpty());
        long begun = System.nanoTime();
        word.cancel();
        assertThat(ended.get(30, TimeUnit.SECONDS)).isInstanceOf(OperationCancelledException.class);
        assertThat(seconds(begun)).isLessThan(8);
        assertThat(lab.leases()).isEmpty();
        lab.kit("services:\n" + Lab.page("slow", "1", "")).up();
        assertThat(lab.names()).hasSize(1);
    }
}
