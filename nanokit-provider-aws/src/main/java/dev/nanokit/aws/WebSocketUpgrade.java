package dev.nanokit.aws;

import java.net.ProtocolException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The request that turns a connection into a WebSocket, and the check of its answer: RFC 6455, section 4.1. Pure. */
final class WebSocketUpgrade {

    private static final int SWITCHING = 101;
    private static final int KEY_LENGTH = 16;
    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private final URI address;
    private final Map<String, List<String>> headers;
    private final String key;

    /** A server that answers, and not with a WebSocket. */
    static final class RefusedException extends ProtocolException {

        private static final long serialVersionUID = 1L;

        private final int status;

        RefusedException(int status) {
            super("the server answered with HTTP status " + status);
            this.status = status;
        }

        /** {@return whether who asked is unknown or not allowed} */
        boolean isDenial() {
            return status == 401 || status == 403;
        }
    }

    WebSocketUpgrade(URI address, Map<String, List<String>> headers, byte[] random) {
        this.address = address;
        this.headers = headers;
        this.key = Base64.getEncoder().encodeToString(Arrays.copyOf(random, KEY_LENGTH));
    }

    /** {@return host, and the port if it is not the scheme's own} */
    static String host(URI address) {
        String host = String.valueOf(address.getHost());
        return address.getPort() < 0 ? host : host + ":" + address.getPort();
    }

    byte[] request() {
        String path = address.getRawPath() == null || address.getRawPath().isEmpty() ? "/" : address.getRawPath();
        String query = address.getRawQuery() == null ? "" : "?" + address.getRawQuery();
        StringBuilder request = new StringBuilder("GET " + path + query + " HTTP/1.1\r\n");
        line(request, "Host", host(address));
        line(request, "Upgrade", "websocket");
        line(request, "Connection", "Upgrade");
        line(request, "Sec-WebSocket-Key", key);
        line(request, "Sec-WebSocket-Version", "13");
        headers.forEach((name, values) -> {
            if (!name.equalsIgnoreCase("Host")) {
                values.forEach(value -> line(request, name, value));
            }
        });
        return request.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static void line(StringBuilder request, String name, String value) {
        request.append(name).append(": ").append(value).append("\r\n");
    }

    /**
     * Checks the answer's head.
     *
     * @param head all before the empty line
     * @throws ProtocolException if the server has not turned the connection into a WebSocket
     */
    void check(String head) throws ProtocolException {
        String[] lines = head.split("\r\n", -1);
        if (!lines[0].matches("HTTP/1\\.1 \\d{3}( .*)?")) {
            throw new ProtocolException("the server does not answer in HTTP");
        }
        int status = Integer.parseInt(lines[0].substring(9, 12));
        if (status != SWITCHING) {
            throw new RefusedException(status);
        }
        Map<String, String> answer = new TreeMap<>();
        for (int index = 1; index < lines.length; index++) {
            int colon = lines[index].indexOf(':');
            if (colon > 0) {
                String name = lines[index].substring(0, colon).trim().toLowerCase(Locale.ROOT);
                answer.merge(name, lines[index].substring(colon + 1).trim(), (one, other) -> one + "," + other);
            }
        }
        boolean isUpgrade = "websocket".equalsIgnoreCase(answer.get("upgrade"))
                && List.of(answer.getOrDefault("connection", "")
                                .toLowerCase(Locale.ROOT)
                                .split("\\s*,\\s*", -1))
                        .contains("upgrade");
        boolean isOurs = accept(key).equals(answer.get("sec-websocket-accept"));
        boolean isPlain =
                !answer.containsKey("sec-websocket-extensions") && !answer.containsKey("sec-websocket-protocol");
        if (!isUpgrade || !isOurs || !isPlain) {
            throw new ProtocolException("the server's answer is not the one of a WebSocket that was asked for");
        }
    }

    static String accept(String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest((key + GUID).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }
}
