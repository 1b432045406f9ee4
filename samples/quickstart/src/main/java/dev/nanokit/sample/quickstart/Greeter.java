package dev.nanokit.sample.quickstart;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The service as a program of this machine: greets on the port that it is told. */
final class Greeter {

    private Greeter() {}

    /**
     * Serves until it is ended.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) throws IOException {
        Map<String, String> env = System.getenv();
        String text = "Hello from " + env.get("NANOKIT_INSTANCE_NAME") + " on " + env.get("NANOKIT_PROVIDER") + "\n";
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        int port = Integer.parseInt(env.getOrDefault("PORT", "8080"));
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
