package dev.nanokit.sample.process;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * The gateway's own program: forwards by host name to whoever the registry says is in the rotation at that moment. It
 * needs the JDK only.
 */
final class GatewayMain {

    private static final int THREADS = 32;
    private static final Set<String> HOP_BY_HOP = Set.of(
            "connection", "host", "content-length", "expect", "upgrade", "transfer-encoding", "keep-alive", ":status");

    private final Path folder;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(1))
            .build();
    private final AtomicInteger turn = new AtomicInteger();

    private GatewayMain(Path folder) {
        this.folder = folder;
    }

    /**
     * Runs until it is ended.
     *
     * @param arguments the registry's folder, and the port
     */
    public static void main(String[] arguments) throws IOException {
        GatewayMain gateway = new GatewayMain(Path.of(arguments[0]));
        HttpServer server = HttpServer.create(new InetSocketAddress(Integer.parseInt(arguments[1])), 128);
        server.setExecutor(Executors.newFixedThreadPool(THREADS));
        server.createContext("/", gateway::forward);
        server.start();
    }

    private void forward(HttpExchange exchange) throws IOException {
        try (exchange) {
            String host = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Host"))
                    .orElse("");
            List<Integer> members = members(host.replaceAll(":\\d+$", "").toLowerCase(Locale.ROOT));
            byte[] body = exchange.getRequestBody().readAllBytes();
            int first = turn.getAndIncrement();
            for (int tried = 0; tried < members.size(); tried++) {
                int port = members.get(Math.floorMod(first + tried, members.size()));
                Optional<HttpResponse<byte[]>> response = ask(exchange, port, body);
                if (response.isPresent()) {
                    answer(exchange, response.get());
                    return;
                }
            }
            answer(exchange, members.isEmpty() ? 404 : 502, "No service answers for " + host + ".\n");
        }
    }

    /** {@return the answer, or empty if nothing was sent, so that another member may be asked} */
    private Optional<HttpResponse<byte[]>> ask(HttpExchange exchange, int port, byte[] body) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port + exchange.getRequestURI()))
                .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!HOP_BY_HOP.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        try {
            return Optional.of(client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray()));
        } catch (ConnectException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static void answer(HttpExchange exchange, HttpResponse<byte[]> response) throws IOException {
        response.headers().map().forEach((name, values) -> {
            if (!HOP_BY_HOP.contains(name.toLowerCase(Locale.ROOT))) {
                exchange.getResponseHeaders().put(name, values);
            }
        });
        byte[] body = response.body();
        exchange.sendResponseHeaders(response.statusCode(), body.length == 0 ? -1 : body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    /** {@return ports of the members of the service that has a host} */
    private List<Integer> members(String host) throws IOException {
        List<Properties> entries = entries();
        List<Integer> ports = new ArrayList<>();
        for (Properties route : entries) {
            boolean fits =
                    Arrays.asList(route.getProperty("hosts", "").split(",", -1)).contains(host);
            for (Properties instance : fits ? entries : List.<Properties>of()) {
                boolean member = instance.getProperty("member-of", "").equals(route.getProperty("members"))
                        && sameScope(instance, route);
                if (member) {
                    ports.add(Integer.valueOf(instance.getProperty("port")));
                }
            }
        }
        return ports;
    }

    private static boolean sameScope(Properties one, Properties other) {
        return Stream.of("project", "component", "environment")
                .map(label -> "label.dev.nanokit." + label)
                .allMatch(label -> one.getProperty(label, "").equals(other.getProperty(label, "")));
    }

    private List<Properties> entries() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".entry"))
                    .sorted()
                    .map(GatewayMain::read)
                    .toList();
        }
    }

    private static Properties read(Path file) {
        Properties entry = new Properties();
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            entry.load(reader);
        } catch (java.nio.file.NoSuchFileException e) {
            return entry; // deleted since the folder was listed
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return entry;
    }
}
