package dev.nanokit.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Network;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The same stack as bare engine calls, which nothing can be faster than by much: no labels to compare, no plan, every
 * address known, each service begun the moment that the one it depends on answers.
 */
final class RawStack implements AutoCloseable {

    private static final int WRITES_AT_ONCE = 4;
    private static final long PROBE_PAUSE_MILLIS = 10;

    private final String prefix;
    private final int services;
    private final int layers;
    private final DockerClient client;
    private final Semaphore writes = new Semaphore(WRITES_AT_ONCE);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<Integer, String> ids = new ConcurrentHashMap<>();

    RawStack(String prefix, int services, int layers, List<String> calls) {
        this.prefix = prefix;
        this.services = services;
        this.layers = layers;
        DockerClientConfig config =
                DefaultDockerClientConfig.createDefaultConfigBuilder().build();
        client = DockerClientImpl.getInstance(
                config,
                new CountingTransport(
                        new ZerodepDockerHttpClient.Builder()
                                .dockerHost(config.getDockerHost())
                                .maxConnections(32)
                                .build(),
                        calls));
    }

    void up() {
        client.createNetworkCmd()
                .withName(prefix)
                .withIpam(new Network.Ipam().withConfig(new Network.Ipam.Config().withSubnet("10.63.0.0/20")))
                .exec();
        int width = Math.max(1, services / layers);
        List<CompletableFuture<Void>> ready = new ArrayList<>();
        for (int number = 0; number < services; number++) {
            int mine = number;
            CompletableFuture<Void> before =
                    number < width ? CompletableFuture.completedFuture(null) : ready.get(number - width);
            ready.add(before.thenRunAsync(() -> begin(mine, "1"), threads));
        }
        ready.forEach(CompletableFuture::join);
    }

    private void begin(int number, String version) {
        write(() -> {
            String id = client.createContainerCmd(Lab.BUSYBOX)
                    .withName(prefix + "-" + number + "-" + version)
                    .withEntrypoint(
                            "/bin/sh",
                            "-c",
                            "mkdir -p /www && echo hello >/www/index.html && exec httpd -f -p 8080 -h /www")
                    .withIpv4Address(address(number))
                    .withHostConfig(
                            HostConfig.newHostConfig().withNetworkMode(prefix).withInit(true))
                    .exec()
                    .getId();
            client.startContainerCmd(id).exec();
            ids.put(number, id);
        });
        while (!answers(address(number))) {
            pause();
        }
    }

    void look() {
        client.listContainersCmd().withShowAll(true).exec();
        client.listNetworksCmd().exec();
        for (int number = 0; number < services; number++) {
            if (!answers(address(number))) {
                throw new IllegalStateException(number + " does not answer");
            }
        }
    }

    void change() {
        look();
        String old = ids.get(0);
        client.stopContainerCmd(old).exec();
        client.removeContainerCmd(old).exec();
        begin(0, "2");
    }

    void down() {
        List<CompletableFuture<Void>> gone = new ArrayList<>();
        ids.values()
                .forEach(id -> gone.add(CompletableFuture.runAsync(
                        () -> write(() -> {
                            client.stopContainerCmd(id).exec();
                            client.removeContainerCmd(id).exec();
                        }),
                        threads)));
        gone.forEach(CompletableFuture::join);
        client.removeNetworkCmd(prefix).exec();
    }

    private void write(Runnable what) {
        writes.acquireUninterruptibly();
        try {
            what.run();
        } finally {
            writes.release();
        }
    }

    private static String address(int number) {
        return "10.63.1." + (number + 1);
    }

    private static boolean answers(String address) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, 8080), 500);
            socket.setSoTimeout(1_000);
            socket.getOutputStream().write("GET / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            byte[] head = socket.getInputStream().readNBytes(12);
            return new String(head, StandardCharsets.US_ASCII).endsWith("200");
        } catch (IOException e) {
            return false;
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PROBE_PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        threads.shutdownNow();
        client.close();
    }
}
