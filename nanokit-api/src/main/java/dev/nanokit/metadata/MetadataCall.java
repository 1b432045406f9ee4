package dev.nanokit.metadata;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * One request to a platform's metadata endpoint: answered in whole within its deadline, or not at all. It goes straight to
 * the endpoint, whatever proxy the application uses, and keeps no connection.
 *
 * <p>A read of a socket can only be told how long it waits for the next byte, and a look-up of a name not even that. So
 * the request has a thread of its own, for no longer than it lasts, and the caller's patience is what counts.
 */
final class MetadataCall {

    private static final Duration DEADLINE = Duration.ofSeconds(2);
    private static final int LARGEST = 1 << 20;
    private static final int PART = 8192;

    private final HttpURLConnection connection;
    private volatile boolean hasHead;
    private volatile boolean isGivenUp;
    private volatile Optional<Answer> answer = Optional.empty();

    private MetadataCall(HttpURLConnection connection) {
        this.connection = connection;
    }

    /** What was answered; the text is empty unless the status is 200. */
    record Answer(int status, Optional<String> flavor, String text) {
        boolean isOk() {
            return status == HttpURLConnection.HTTP_OK;
        }
    }

    /** {@return what the endpoint answers; empty if it does not within the deadline} */
    static Optional<Answer> get(String address, Map<String, String> headers) {
        try {
            URI uri = new URI(address);
            if (!"http".equals(uri.getScheme())) {
                return Optional.empty();
            }
            HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection(Proxy.NO_PROXY);
            connection.setConnectTimeout((int) DEADLINE.toMillis());
            connection.setReadTimeout((int) DEADLINE.toMillis());
            connection.setInstanceFollowRedirects(false);
            connection.setUseCaches(false);
            // A connection that is kept is watched over by a thread of the JDK.
            connection.setRequestProperty("Connection", "close");
            headers.forEach(connection::setRequestProperty);
            return new MetadataCall(connection).await();
        } catch (URISyntaxException | IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    private Optional<Answer> await() {
        Thread thread = new Thread(this::ask, "nanokit-metadata");
        thread.setDaemon(true);
        thread.start();
        try {
            thread.join(DEADLINE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            giveUp();
        }
        return answer;
    }

    /** Closing while the body is read would wait for the read: there the reader looks for itself. */
    private void giveUp() {
        isGivenUp = true;
        if (!hasHead) {
            connection.disconnect();
        }
    }

    private void ask() {
        try {
            int status = connection.getResponseCode();
            hasHead = true;
            if (status >= 100) {
                Optional<String> flavor = Optional.ofNullable(connection.getHeaderField("Metadata-Flavor"));
                answer = Optional.of(new Answer(status, flavor, status == HttpURLConnection.HTTP_OK ? body() : ""));
            }
        } catch (IOException | RuntimeException e) {
            answer = Optional.empty();
        } finally {
            connection.disconnect();
        }
    }

    private String body() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        byte[] part = new byte[PART];
        try (InputStream stream = connection.getInputStream()) {
            for (int length = stream.read(part); length >= 0; length = stream.read(part)) {
                body.write(part, 0, length);
                if (isGivenUp || body.size() > LARGEST) {
                    throw new IOException("too slow, or too much");
                }
            }
        }
        long promised = connection.getContentLengthLong();
        if (promised >= 0 && promised != body.size()) {
            throw new IOException("cut short");
        }
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(body.toByteArray()))
                .toString();
    }
}
