package dev.nanokit.metadata;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a metadata endpoint answers, as HTTP/1.1 has it (RFC 9112). Immutable.
 *
 * @param status the status
 * @param flavor the header {@code Metadata-Flavor}
 * @param text the body; empty unless the status is 200
 */
record MetadataAnswer(int status, Optional<String> flavor, String text) {

    private static final int OK = 200;

    boolean isOk() {
        return status == OK;
    }

    /**
     * Reads an answer to its end.
     *
     * @throws IOException if it is no answer, ends too early, or is too large
     */
    static MetadataAnswer read(InputStream in) throws IOException {
        Message message = new Message(in);
        int status = message.status();
        Map<String, String> headers = message.headers();
        return new MetadataAnswer(
                status, Optional.ofNullable(headers.get("metadata-flavor")), status == OK ? message.body(headers) : "");
    }

    /** The message as it comes in. */
    private static final class Message {

        private static final int LARGEST = 1 << 20;
        private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([2-5]\\d\\d)( .*)?");
        private static final Pattern LENGTH = Pattern.compile("\\d{1,7}");
        private static final Pattern CHUNK = Pattern.compile("([0-9a-fA-F]{1,6})\\s*(;.*)?");

        private final InputStream in;
        private int read;

        Message(InputStream in) {
            this.in = in;
        }

        int status() throws IOException {
            return Integer.parseInt(match(STATUS, line()).group(1));
        }

        Map<String, String> headers() throws IOException {
            Map<String, String> headers = new HashMap<>();
            for (String line = line(); !line.isEmpty(); line = line()) {
                int colon = line.indexOf(':');
                if (colon < 1) {
                    throw new IOException("no header");
                }
                headers.put(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
            return headers;
        }

        String body(Map<String, String> headers) throws IOException {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            if ("chunked".equalsIgnoreCase(headers.get("transfer-encoding"))) {
                for (int length = chunk(); length > 0; length = chunk()) {
                    take(length, body);
                    line();
                }
            } else if (headers.containsKey("content-length")) {
                take(
                        Integer.parseInt(
                                match(LENGTH, headers.get("content-length")).group()),
                        body);
            } else {
                for (int next = next(); next >= 0; next = next()) {
                    body.write(next);
                }
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body.toByteArray()))
                    .toString();
        }

        private int chunk() throws IOException {
            return Integer.parseInt(match(CHUNK, line()).group(1), 16);
        }

        private void take(int length, ByteArrayOutputStream body) throws IOException {
            for (int index = 0; index < length; index++) {
                body.write(byteOf(next()));
            }
        }

        private String line() throws IOException {
            StringBuilder line = new StringBuilder();
            for (int next = byteOf(next()); next != '\n'; next = byteOf(next())) {
                line.append((char) next);
            }
            int end = line.length() - 1;
            return end >= 0 && line.charAt(end) == '\r' ? line.substring(0, end) : line.toString();
        }

        private int next() throws IOException {
            read++;
            if (read > LARGEST) {
                throw new IOException("more than " + LARGEST + " bytes");
            }
            return in.read();
        }

        private static int byteOf(int next) throws IOException {
            if (next < 0) {
                throw new EOFException("the answer ends too early");
            }
            return next;
        }

        private static Matcher match(Pattern form, String text) throws IOException {
            Matcher matcher = form.matcher(text);
            if (!matcher.matches()) {
                throw new IOException("no HTTP");
            }
            return matcher;
        }
    }
}
