package dev.nanokit.engine.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nanokit.engine.thread.SystemTime;
import dev.nanokit.model.Port;
import dev.nanokit.provider.Health;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Probes against real sockets on loopback. */
final class SelectorProberTest {

    @Test
    void an_answer_from_200_to_399_is_ready_and_any_other_is_not() throws Exception {
        assertThat(http("HTTP/1.1 200 OK\r\n\r\n").isReady()).isTrue();
        assertThat(http("HTTP/1.0 302 Found\r\n\r\n").isReady()).isTrue();
        assertThat(http("HTTP/1.1 404 Not Found\r\n\r\n").isReady()).isFalse();
        assertThat(http("HTTP/1.1 503 Later\r\n\r\n").words()).contains("503");
        assertThat(http("SSH-2.0-server\r\n").isReady()).isFalse();
        assertThat(http("").isReady()).isFalse();
    }

    @Test
    void nothing_listening_is_not_ready() throws Exception {
        int free;
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = server.getLocalPort();
        }
        assertThat(ask(free, Optional.of("/"), Health.Reach.DIRECT).isReady()).isFalse();
        assertThat(ask(free, Optional.empty(), Health.Reach.DIRECT).isReady()).isFalse();
    }

    @Test
    void silence_ends_at_the_timeout() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            long begun = System.nanoTime();
            Prober.Answer answer = ask(server.getLocalPort(), Optional.of("/"), Health.Reach.DIRECT);
            assertThat(answer.isReady()).isFalse();
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
        }
    }

    @Test
    void an_accepted_connection_is_proof_only_where_nothing_lies_between() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            assertThat(ask(server.getLocalPort(), Optional.empty(), Health.Reach.DIRECT)
                            .isReady())
                    .isTrue();
            Thread closing = new Thread(() -> acceptAndReset(server, 1));
            Prober.Answer direct;
            closing.start();
            Prober.Answer proxied = ask(server.getLocalPort(), Optional.empty(), Health.Reach.PROXY);
            closing.interrupt();
            direct = ask(server.getLocalPort(), Optional.empty(), Health.Reach.PROXY);
            assertThat(proxied.isReady())
                    .as("accepted, then reset, as a published port does")
                    .isFalse();
            assertThat(direct.isReady()).as("accepted and held open").isTrue();
        }
    }

    /** The first connection was left in the queue by the direct question; the next ones are reset at once. */
    private static void acceptAndReset(ServerSocket server, int after) {
        try {
            for (int count = 0; count <= after; count++) {
                try (Socket socket = server.accept()) {
                    socket.setSoLinger(true, 0);
                }
            }
        } catch (java.io.IOException e) {
            assertThat(server.isClosed()).isTrue();
        }
    }

    private static Prober.Answer http(String reply) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread answering = new Thread(() -> {
                try (Socket socket = server.accept()) {
                    byte[] request = new byte[16];
                    int read = socket.getInputStream().read(request);
                    assertThat(new String(request, 0, read, StandardCharsets.US_ASCII))
                            .startsWith("GET /");
                    socket.getOutputStream().write(reply.getBytes(StandardCharsets.US_ASCII));
                } catch (java.io.IOException e) {
                    assertThat(server.isClosed()).isTrue();
                }
            });
            answering.start();
            return ask(server.getLocalPort(), Optional.of("/health"), Health.Reach.DIRECT);
        }
    }

    private static Prober.Answer ask(int port, Optional<String> path, Health.Reach reach) throws Exception {
        BlockingQueue<Prober.Answer> answers = new LinkedBlockingQueue<>();
        try (SelectorProber prober = new SelectorProber(new SystemTime(), "probes")) {
            Health.AskAt where = new Health.AskAt("127.0.0.1", new Port(port), reach);
            prober.ask(new Prober.Question(where, path, Duration.ofMillis(700)), answers::add);
            Prober.Answer answer = answers.poll(10, TimeUnit.SECONDS);
            assertThat(answer).isNotNull();
            return answer;
        }
    }
}
