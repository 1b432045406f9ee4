package org.example.embedded;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** What the platform runs: {@code say <text>} answers requests, {@code idle} does nothing, {@code exit <code>} ends. */
final class Program {

    private static final Duration UNTIL_EXIT = Duration.ofSeconds(1);

    private final String name;
    private final Map<String, String> labels;
    private final List<String> words;
    private final int fixedPort;
    private String memberOf = "";
    private boolean stopped;
    private long startedAt;
    private boolean started;
    private @Nullable HttpServer server;

    Program(String name, Map<String, String> labels, List<String> words, int fixedPort) {
        this.name = name;
        this.labels = Map.copyOf(labels);
        this.words = List.copyOf(words);
        this.fixedPort = fixedPort;
    }

    String name() {
        return name;
    }

    Map<String, String> labels() {
        return labels;
    }

    synchronized String memberOf() {
        return memberOf;
    }

    synchronized void memberOf(String membership) {
        memberOf = membership;
    }

    synchronized void start() throws IOException {
        if (isRunning()) {
            return;
        }
        if (words.get(0).equals("say")) {
            byte[] answer = String.join(" ", words.subList(1, words.size())).getBytes(StandardCharsets.UTF_8);
            HttpServer fresh =
                    HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), fixedPort), 64);
            fresh.createContext("/", exchange -> {
                exchange.sendResponseHeaders(200, answer.length);
                exchange.getResponseBody().write(answer);
                exchange.close();
            });
            fresh.start();
            server = fresh;
        }
        started = true;
        stopped = false;
        startedAt = System.nanoTime();
    }

    synchronized void stop() {
        if (server != null) {
            server.stop(0);
            server = null;
        }
        stopped = true;
    }

    synchronized boolean isStopped() {
        return stopped;
    }

    synchronized boolean isRunning() {
        return started && !stopped && exitCode().isEmpty();
    }

    synchronized boolean wasStarted() {
        return started;
    }

    synchronized OptionalInt exitCode() {
        boolean ended = started && words.get(0).equals("exit") && System.nanoTime() - startedAt > UNTIL_EXIT.toNanos();
        return ended ? OptionalInt.of(Integer.parseInt(words.get(1))) : OptionalInt.empty();
    }

    /** {@return the port it listens on} */
    synchronized OptionalInt port() {
        return server == null
                ? OptionalInt.empty()
                : OptionalInt.of(server.getAddress().getPort());
    }

    List<String> log() {
        return switch (words.get(0)) {
            case "idle" -> words.subList(1, words.size());
            case "exit" -> words.subList(2, words.size());
            default -> List.of("answers " + String.join(" ", words.subList(1, words.size())));
        };
    }
}
