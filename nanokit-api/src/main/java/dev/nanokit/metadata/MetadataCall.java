package dev.nanokit.metadata;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * One request to a platform's metadata endpoint: answered in whole within its deadline, or not at all.
 *
 * <p>It speaks to the socket itself. The clients of the JDK heed the proxies, cookies and passwords of the application
 * around them, keep connections, and leave threads behind that watch over these. A read of a socket can only be told how
 * long it waits for the next byte, and a look-up of a name not even that: so the request has a thread of its own, which
 * ends when the socket is closed, and the caller's patience is what counts.
 */
final class MetadataCall {

    private static final Duration DEADLINE = Duration.ofSeconds(2);
    private static final int STANDARD_PORT = 80;

    private final URI uri;
    private final Map<String, String> headers;
    private final Socket socket = new Socket(Proxy.NO_PROXY);
    private volatile Optional<MetadataAnswer> answer = Optional.empty();

    private MetadataCall(URI uri, Map<String, String> headers) {
        this.uri = uri;
        this.headers = headers;
    }

    /** {@return what the endpoint answers; empty if it does not within the deadline, or is none that can be asked} */
    static Optional<MetadataAnswer> get(String address, Map<String, String> headers) {
        try {
            URI uri = new URI(address);
            return "http".equals(uri.getScheme()) && uri.getHost() != null
                    ? new MetadataCall(uri, headers).await()
                    : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private Optional<MetadataAnswer> await() {
        Thread thread = new Thread(this::ask, "nanokit-metadata");
        thread.setDaemon(true);
        thread.start();
        try {
            thread.join(DEADLINE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        close();
        return answer;
    }

    /** Ends a read, a write or a connect that is under way. */
    private void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // it is closed all the same
        }
    }

    private void ask() {
        try (socket) {
            int port = uri.getPort() < 0 ? STANDARD_PORT : uri.getPort();
            socket.connect(new InetSocketAddress(uri.getHost(), port), (int) DEADLINE.toMillis());
            OutputStream out = socket.getOutputStream();
            out.write(request().getBytes(StandardCharsets.US_ASCII));
            out.flush();
            answer = Optional.of(MetadataAnswer.read(new BufferedInputStream(socket.getInputStream())));
        } catch (IOException | RuntimeException e) {
            answer = Optional.empty();
        }
    }

    private String request() {
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        StringBuilder request = new StringBuilder("GET " + path + " HTTP/1.1\r\n");
        request.append("Host: ").append(uri.getRawAuthority()).append("\r\n");
        request.append("Connection: close\r\n");
        headers.forEach(
                (name, value) -> request.append(name).append(": ").append(value).append("\r\n"));
        return request.append("\r\n").toString();
    }
}
