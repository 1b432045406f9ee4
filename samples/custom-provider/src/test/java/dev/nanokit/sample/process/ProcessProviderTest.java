package dev.nanokit.sample.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.nanokit.Nanokit;
import dev.nanokit.failure.PlanRejectedException;
import dev.nanokit.failure.RolloutFailedException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verbs on real processes. */
final class ProcessProviderTest {

    @TempDir
    Path folder;

    private int gatewayPort;

    @BeforeEach
    void findPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            gatewayPort = socket.getLocalPort();
        }
    }

    @AfterEach
    void nothingIsLeft() throws IOException {
        kit("").down();
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    /** The program that is run: answers with a text on the port that it is told. */
    static final class Page {
        private Page() {}

        public static void main(String[] arguments) throws IOException {
            byte[] body = (arguments[0] + " " + System.getenv("NANOKIT_SERVICE")).getBytes(StandardCharsets.UTF_8);
            int port = Integer.parseInt(System.getenv("PORT"));
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 64);
            server.createContext("/", exchange -> {
                exchange.sendResponseHeaders(200, body.length);
                try (OutputStream out = exchange.getResponseBody()) {
                    out.write(body);
                }
            });
            server.start();
        }
    }

    private static String page(String text) {
        return "[" + Path.of(System.getProperty("java.home"), "bin", "java")
                + ", -Xshare:auto, -XX:TieredStopAtLevel=1, -cp, '" + System.getProperty("java.class.path") + "', '"
                + Page.class.getName() + "', " + text + "]";
    }

    private Nanokit kit(String services) {
        return Nanokit.load("name: it\ngatewayPort: " + gatewayPort + "\ninfra: { provider: process, folder: '" + folder
                + "' }\n" + services);
    }

    private static String web(String text) {
        return "services:\n  web:\n    image: none\n    start: " + page(text)
                + "\n    expose: 80\n    host: web.localhost\n    instances: 2\n    updateStrategy: rolling\n    healthcheck: { path: / }\n";
    }

    private String get(String host) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), gatewayPort)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write(("GET / HTTP/1.0\r\nHost: " + host + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return e.toString();
        }
    }

    @Test
    void up_answers_and_again_changes_nothing_and_rolls_without_a_failed_request() throws Exception {
        kit(web("one")).up();
        assertThat(get("web.localhost")).contains("200").endsWith("one web");
        assertThat(get("nobody.localhost")).contains("404");
        assertThat(kit(web("one")).up().plan().isEmpty()).isTrue();

        List<String> answers = new CopyOnWriteArrayList<>();
        AtomicBoolean ending = new AtomicBoolean();
        Thread client = new Thread(() -> {
            while (!ending.get() && answers.size() < 100_000) {
                answers.add(get("web.localhost"));
            }
        });
        client.start();
        kit(web("two")).up();
        ending.set(true);
        client.join();
        assertThat(answers).hasSizeGreaterThan(20).allMatch(answer -> answer.contains("200 OK"));
        assertThat(get("web.localhost")).endsWith("two web");
    }

    @Test
    void stop_start_status_and_logs() {
        Nanokit kit = kit("services:\n  talker: { image: none, start: echo hello; exec sleep 1000 }\n");
        kit.up();
        assertThat(kit.status().isReady()).isTrue();
        kit.stop();
        assertThat(kit.status().isReady()).isFalse();
        kit.start();
        assertThat(kit.status().isReady()).isTrue();
        assertThat(kit.logs("talker", 5).values().iterator().next()).contains("hello");
    }

    @Test
    void what_exits_is_explained_with_exit_code_and_log() {
        assertThatThrownBy(() -> kit("services:\n  bad: { image: none, start: echo no config; exit 9, expose: 80 }\n")
                        .up())
                .isInstanceOf(RolloutFailedException.class)
                .hasMessageContaining("exit code 9")
                .hasMessageContaining("| no config");
    }

    @Test
    void what_a_process_cannot_be_is_refused_with_its_place() {
        String yaml = "services:\n  a: { image: nginx }\nvolumes: { v: {} }\ndatabases:\n  d: { engine: postgres }\n";
        assertThatThrownBy(() -> kit(yaml).up())
                .isInstanceOf(PlanRejectedException.class)
                .hasMessageContaining("nanokit.yml:5:3")
                .hasMessageContaining("a process needs start")
                .hasMessageContaining("volumes need a platform with containers")
                .hasMessageContaining("runs no databases");
    }
}
