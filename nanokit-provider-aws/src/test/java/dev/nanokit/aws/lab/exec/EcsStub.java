package dev.nanokit.aws.lab.exec;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** ECS, as far as a test plays it: each operation has an answer of its own. */
public final class EcsStub implements AutoCloseable {

    private final HttpServer server;
    private final Map<String, Function<JsonNode, String>> answers = new ConcurrentHashMap<>();
    private final List<Call> calls = new CopyOnWriteArrayList<>();

    /** One call that came. */
    public record Call(String operation, JsonNode parameters) {}

    /** An error that ECS answers with. */
    public static final class Refusal extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final String code;

        /**
         * Makes one.
         *
         * @param code its code
         * @param message its words
         */
        public Refusal(String code, String message) {
            super(message);
            this.code = code;
        }
    }

    /** Opens it. */
    public EcsStub() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
        } catch (IOException e) {
            throw new UncheckedIOException("this machine has no free port", e);
        }
        server.createContext("/", this::serve);
        server.start();
    }

    /** {@return where it is} */
    public URI endpoint() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    /**
     * Gives an operation its answer.
     *
     * @param operation {@code DescribeTasks} for instance
     * @param answer makes JSON of the parameters, or throws a {@link Refusal}
     */
    public void on(String operation, Function<JsonNode, String> answer) {
        answers.put(operation, answer);
    }

    /** {@return the calls so far} */
    public List<Call> calls() {
        return calls;
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
            String operation = target.substring(target.indexOf('.') + 1);
            JsonNode parameters =
                    AgentWire.json(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            calls.add(new Call(operation, parameters));
            int status = 200;
            String body;
            try {
                body = answers.getOrDefault(operation, any -> "{}").apply(parameters);
            } catch (Refusal e) {
                status = 400;
                body = "{\"__type\":\"" + e.code + "\",\"message\":\"" + e.getMessage() + "\"}";
            }
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
