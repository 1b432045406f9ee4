package dev.nanokit.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.Network;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import dev.nanokit.Nanokit;
import dev.nanokit.event.NanokitEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A project name of its own on the engine, a look at the engine that does not go through our code, and the clean-up. */
final class Lab implements AutoCloseable {

    static final String BUSYBOX = "busybox:latest";

    /** A run that was killed in a test holds its lease no longer than this. */
    private static final Duration LONGEST_LEASE = Duration.ofSeconds(35);

    private final String project;
    private final int gatewayPort = freePort();
    private final DockerClient client;
    private final List<String> foreign = new ArrayList<>();

    Lab(String name) {
        project = "it-" + name + "-" + Long.toString(System.nanoTime() % 1_000_000, 36);
        DefaultDockerClientConfig config =
                DefaultDockerClientConfig.createDefaultConfigBuilder().build();
        client = DockerClientImpl.getInstance(
                config,
                new ZerodepDockerHttpClient.Builder()
                        .dockerHost(config.getDockerHost())
                        .connectionTimeout(Duration.ofSeconds(5))
                        .build());
    }

    String version() {
        return String.valueOf(client.versionCmd().exec().getVersion());
    }

    String project() {
        return project;
    }

    int gatewayPort() {
        return gatewayPort;
    }

    DockerClient client() {
        return client;
    }

    /** {@return a file with a name and a gateway port that nobody else has} */
    String yaml(String rest) {
        return "name: " + project + "\ngatewayPort: " + gatewayPort + "\n" + rest;
    }

    Nanokit kit(String rest) {
        return Nanokit.load(yaml(rest)).provider(new DockerProvider());
    }

    /** {@return a service that serves a text on port 8080} */
    static String page(String name, String text, String more) {
        return "  " + name + ":\n    image: busybox:latest\n"
                + "    start: mkdir -p /www && echo \"" + text
                + "\" >/www/index.html && exec httpd -f -p 8080 -h /www\n"
                + "    expose: 8080\n    healthcheck: { path: / }\n" + more;
    }

    /** {@return all containers of the project, running or not, but those that stand for leases} */
    List<Container> containers() {
        return all().stream().filter(container -> !isLease(container)).toList();
    }

    /** {@return containers that stand for leases of the project} */
    List<Container> leases() {
        return all().stream().filter(Lab::isLease).toList();
    }

    private List<Container> all() {
        return client.listContainersCmd()
                .withShowAll(true)
                .withLabelFilter(Map.of("dev.nanokit.project", project))
                .exec();
    }

    private static boolean isLease(Container container) {
        return container.getLabels().containsKey("dev.nanokit.lease");
    }

    List<String> names() {
        return containers().stream()
                .map(container -> container.getNames()[0].substring(1))
                .sorted()
                .toList();
    }

    /** {@return which places the containers fill, as their labels say: a long name may be cut short} */
    List<String> slots() {
        return containers().stream()
                .map(container -> container.getLabels().getOrDefault("dev.nanokit.slot", ""))
                .sorted()
                .toList();
    }

    /** {@return a container whose name holds these words; there must be one} */
    Container container(String words) {
        return containers().stream()
                .filter(container -> container.getNames()[0].contains(words))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no container " + words + " among " + names()));
    }

    /** {@return ids of all containers of the project, sorted} */
    List<String> ids() {
        return containers().stream().map(Container::getId).sorted().toList();
    }

    /** {@return everything of the project: containers, leases, networks and volumes} */
    List<String> everything() {
        List<String> all = new ArrayList<>(names());
        leases().forEach(lease -> all.add(lease.getNames()[0].substring(1)));
        networks().forEach(network -> all.add(network.getName()));
        all.addAll(volumes());
        return all;
    }

    private List<Network> networks() {
        return client.listNetworksCmd()
                .withFilter("label", List.of("dev.nanokit.project=" + project))
                .exec();
    }

    private List<String> volumes() {
        var volumes = client.listVolumesCmd()
                .withFilter("label", List.of("dev.nanokit.project=" + project))
                .exec()
                .getVolumes();
        return volumes == null
                ? List.of()
                : volumes.stream().map(volume -> volume.getName()).toList();
    }

    Map<String, String> env(String containerName) {
        Map<String, String> env = new java.util.TreeMap<>();
        String[] variables = Objects.requireNonNull(
                client.inspectContainerCmd(containerName).exec().getConfig().getEnv());
        Arrays.stream(variables)
                .forEach(variable -> env.put(
                        variable.substring(0, variable.indexOf('=')), variable.substring(variable.indexOf('=') + 1)));
        return env;
    }

    /** {@return how much later than its first answer a service that takes a second to begin was seen ready} */
    Duration lateness() throws Exception {
        FirstAnswer first = new FirstAnswer();
        kit("services:\n  it:\n    image: busybox:latest\n    expose: 8080\n    healthcheck: { path: /, interval: 10s }\n"
                        + "    start: sleep 1; mkdir -p /www; touch /www/index.html; exec httpd -f -p 8080 -h /www\n")
                .listener(event -> {
                    if (event instanceof NanokitEvent.StepFinished finished) {
                        String words = finished.step().words();
                        if (words.startsWith("create instance/it.1")) {
                            first.watch(() -> env(names().get(0)).getOrDefault("NANOKIT_PRIVATE_IP", ""));
                        } else if (words.startsWith("await")) {
                            first.seen();
                        }
                    }
                })
                .up();
        return first.lateness();
    }

    /** Runs a container that is none of ours. */
    String foreign(com.github.dockerjava.api.command.CreateContainerCmd command) {
        String id = command.exec().getId();
        foreign.add(id);
        return id;
    }

    /** {@return status line and body of a GET through the gateway} */
    String get(String host) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), gatewayPort)) {
            socket.setSoTimeout(5_000);
            String request = "GET / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until something is so. */
    static void until(String words, java.util.function.BooleanSupplier isSo) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!isSo.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not within 60 s: " + words);
            }
            java.util.concurrent.TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void removeForeign() {
        foreign.forEach(id -> client.removeContainerCmd(id)
                .withForce(true)
                .withRemoveVolumes(true)
                .exec());
        foreign.clear();
    }

    @Override
    public void close() {
        removeForeign();
        if (!project.startsWith("it-probe")) {
            kit("").options(o -> o.waitForLease(LONGEST_LEASE)).deleteAllData().down();
            removeTheRest();
        }
        try {
            client.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a test that failed left in scopes of its own, and the leases of runs that were killed. */
    private void removeTheRest() {
        all().forEach(container ->
                client.removeContainerCmd(container.getId()).withForce(true).exec());
        networks().forEach(network -> client.removeNetworkCmd(network.getId()).exec());
        volumes().forEach(volume -> client.removeVolumeCmd(volume).exec());
    }
}
