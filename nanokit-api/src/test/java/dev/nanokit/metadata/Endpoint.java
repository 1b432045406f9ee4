package dev.nanokit.metadata;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A metadata endpoint on loopback: answers by path, with 404 elsewhere, and says what it was asked. */
final class Endpoint implements AutoCloseable {

    private final HttpServer server;
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final boolean isGoogle;

    private Endpoint(boolean isGoogle) throws IOException {
        this.isGoogle = isGoogle;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 8);
        server.createContext("/", this::answer);
        server.start();
    }

    static Endpoint plain() throws IOException {
        return new Endpoint(false);
    }

    /** As Google's: it refuses requests without its header and sets it on its answers. */
    static Endpoint ofGoogle() throws IOException {
        return new Endpoint(true);
    }

    Endpoint with(String path, String text) {
        answers.put(path, text);
        return this;
    }

    List<String> asked() {
        return asked;
    }

    /** {@return host and port} */
    String host() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        asked.add(path);
        boolean isAllowed =
                !isGoogle || "Google".equals(exchange.getRequestHeaders().getFirst("Metadata-Flavor"));
        String text = answers.get(path);
        byte[] body = (isAllowed && text != null ? text : "no").getBytes(StandardCharsets.UTF_8);
        if (isGoogle) {
            exchange.getResponseHeaders().set("Metadata-Flavor", "Google");
        }
        exchange.sendResponseHeaders(!isAllowed ? 403 : text == null ? 404 : 200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
