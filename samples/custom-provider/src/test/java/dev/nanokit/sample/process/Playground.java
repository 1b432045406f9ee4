package dev.nanokit.sample.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.nanokit.Nanokit;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** A folder for the registry, a port for the gateway, and a program to run. */
final class Playground {

    private final Path folder;
    private final int gatewayPort;

    Playground(Path folder) throws IOException {
        this.folder = folder;
        try (ServerSocket socket = new ServerSocket(0)) {
            gatewayPort = socket.getLocalPort();
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

    Nanokit kit(String services) {
        return Nanokit.load("name: it\ngatewayPort: " + gatewayPort + "\ninfra: { provider: process, folder: '" + folder
                + "' }\n" + services);
    }

    /** Two instances of the program, with more keys after them. */
    static String web(String text, String... keys) {
        return "services:\n  web:\n    image: none\n    start: " + page(text)
                + "\n    expose: 80\n    host: web.localhost\n    instances: 2\n    updateStrategy: rolling\n    healthcheck: { path: / }\n"
                + String.join(
                        "", Stream.of(keys).map(key -> "    " + key + "\n").toList());
    }

    static String page(String text) {
        return "[" + Path.of(System.getProperty("java.home"), "bin", "java")
                + ", -Xshare:auto, -XX:TieredStopAtLevel=1, -cp, '" + System.getProperty("java.class.path") + "', '"
                + Page.class.getName() + "', " + text + "]";
    }

    String get(String host) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), gatewayPort)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write(("GET / HTTP/1.0\r\nHost: " + host + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return e.toString();
        }
    }

    void down() throws IOException {
        kit("").down();
        assertThat(files()).isEmpty();
    }

    List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    /** {@return whether any process of this machine has a word among its arguments} */
    static boolean isRunning(String word) {
        return ProcessHandle.allProcesses()
                .flatMap(process -> process.info().arguments().stream())
                .flatMap(Stream::of)
                .anyMatch(word::equals);
    }

    static void await(String what, BooleanSupplier condition) throws InterruptedException {
        for (int polls = 0; polls < 1_000; polls++) {
            if (condition.getAsBoolean()) {
                return;
            }
            Thread.sleep(Duration.ofMillis(10).toMillis());
        }
        throw new AssertionError("waited too long until " + what);
    }
}
