package dev.nanokit.aws;

import dev.nanokit.aws.WebSocketFrames.Frame;
import dev.nanokit.aws.WebSocketFrames.Opcode;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The client's end of a WebSocket, RFC 6455. It is our own because it must leave no thread behind: the JDK's client keeps
 * one that nothing ends before Java 21, and the small libraries start one or two for each connection. The one thread that
 * reads here is the caller's, and whoever makes it wait may end the wait: it looks at the socket again and again, and waits
 * in between as it is told to. Used by one thread.
 */
final class WebSocket implements AutoCloseable {

    /** How often the other side is shown that there is somebody: routers forget connections after some minutes of silence. */
    static final Duration PING_AFTER = Duration.ofSeconds(60);

    private static final Duration LOOK = Duration.ofMillis(20);
    private static final Duration SHORTEST = Duration.ofMillis(10);
    private static final Duration LONGEST = Duration.ofMillis(160);
    private static final int HEAD_LIMIT = 1 << 14;
    private static final int NORMAL = 1000;

    private final Socket socket;
    private final Consumer<Duration> pause;
    private final Duration pingAfter;
    private final WebSocketFrames frames = new WebSocketFrames();
    private final SecureRandom random = new SecureRandom();
    private final byte[] received = new byte[1 << 14];
    private Duration silence = Duration.ZERO;
    private String farewell = "";

    private WebSocket(Socket socket, Duration pingAfter, Consumer<Duration> pause) throws IOException {
        this.socket = socket;
        this.pause = pause;
        this.pingAfter = pingAfter;
        socket.setSoTimeout((int) LOOK.toMillis());
    }

    /**
     * Turns a connection into a WebSocket.
     *
     * @param socket the connection; closed if this fails
     * @param address what is asked for
     * @param headers more headers of the request
     * @param pingAfter after how much silence to ping
     * @param pause waits for some time, or none; asked again and again while nothing comes, and before each look; what it
     *     throws ends the wait
     * @return the WebSocket
     * @throws WebSocketUpgrade.RefusedException if the server does not want to
     */
    static WebSocket open(
            Socket socket, URI address, Map<String, List<String>> headers, Duration pingAfter, Consumer<Duration> pause)
            throws IOException {
        boolean isOpen = false;
        try {
            WebSocket opened = new WebSocket(socket, pingAfter, pause);
            opened.upgrade(address, headers);
            isOpen = true;
            return opened;
        } finally {
            if (!isOpen) {
                socket.close();
            }
        }
    }

    private void upgrade(URI address, Map<String, List<String>> headers) throws IOException {
        byte[] nonce = new byte[16];
        random.nextBytes(nonce);
        WebSocketUpgrade upgrade = new WebSocketUpgrade(address, headers, nonce);
        socket.getOutputStream().write(upgrade.request());
        StringBuilder head = new StringBuilder();
        while (true) {
            int count = read();
            head.append(new String(received, 0, count, StandardCharsets.ISO_8859_1));
            int end = head.indexOf("\r\n\r\n");
            if (end >= 0) {
                upgrade.check(head.substring(0, end));
                byte[] rest = head.substring(end + 4).getBytes(StandardCharsets.ISO_8859_1);
                frames.add(rest, 0, rest.length);
                return;
            }
            if (head.length() > HEAD_LIMIT) {
                throw new ProtocolException("the server's answer does not end");
            }
        }
    }

    void sendText(byte[] text) throws IOException {
        send(Opcode.TEXT, text);
    }

    void sendBinary(byte[] message) throws IOException {
        send(Opcode.BINARY, message);
    }

    private void send(Opcode opcode, byte[] payload) throws IOException {
        byte[] mask = new byte[4];
        random.nextBytes(mask);
        socket.getOutputStream().write(WebSocketFrames.encode(opcode, payload, mask));
    }

    /**
     * Waits for a message, text or binary.
     *
     * @return the message; empty if the other side has closed
     * @throws EOFException if the connection broke off
     * @throws ProtocolException if the other side does not keep to the RFC
     */
    Optional<byte[]> receive() throws IOException {
        ByteArrayOutputStream parts = new ByteArrayOutputStream();
        boolean isWithin = false;
        while (true) {
            Frame frame = frame();
            switch (frame.opcode()) {
                case PING -> send(Opcode.PONG, frame.payload().array());
                case PONG -> {}
                case CLOSE -> {
                    farewell = farewell(frame.payload());
                    return Optional.empty();
                }
                case CONTINUATION, TEXT, BINARY -> {
                    if (isWithin != (frame.opcode() == Opcode.CONTINUATION)) {
                        throw new ProtocolException("a part of a message is out of place");
                    }
                    if (parts.size() + frame.payload().remaining() > WebSocketFrames.LIMIT) {
                        throw new ProtocolException("a message is too long");
                    }
                    parts.writeBytes(frame.payload().array());
                    isWithin = true;
                    if (frame.isLast()) {
                        return Optional.of(parts.toByteArray());
                    }
                }
            }
        }
    }

    private Frame frame() throws IOException {
        while (true) {
            Optional<Frame> next = frames.next();
            if (next.isPresent()) {
                return next.get();
            }
            frames.add(received, 0, read());
        }
    }

    private int read() throws IOException {
        Duration next = SHORTEST;
        while (true) {
            pause.accept(Duration.ZERO);
            try {
                int count = socket.getInputStream().read(received);
                if (count < 0) {
                    throw new EOFException("the connection broke off");
                }
                silence = Duration.ZERO;
                return count;
            } catch (SocketTimeoutException e) {
                pause.accept(next);
                pingIfSilent(next.plus(LOOK));
                next = next.multipliedBy(2).compareTo(LONGEST) < 0 ? next.multipliedBy(2) : LONGEST;
            }
        }
    }

    private void pingIfSilent(Duration more) throws IOException {
        silence = silence.plus(more);
        if (silence.compareTo(pingAfter) >= 0) {
            silence = Duration.ZERO;
            send(Opcode.PING, new byte[0]);
        }
    }

    private static String farewell(ByteBuffer payload) {
        if (payload.remaining() < Short.BYTES) {
            return "";
        }
        int code = payload.getShort() & 0xffff;
        String reason = StandardCharsets.UTF_8.decode(payload).toString();
        return reason.isEmpty() ? Integer.toString(code) : code + ", " + reason;
    }

    /** {@return why the other side has closed, in its words; empty if it has not, or said nothing} */
    String farewell() {
        return farewell;
    }

    /** Says good-bye and does not wait for an answer. */
    @Override
    public void close() {
        try (socket) {
            send(
                    Opcode.CLOSE,
                    ByteBuffer.allocate(Short.BYTES).putShort((short) NORMAL).array());
        } catch (IOException e) {
            // Whoever it was is gone, or was closed before.
        }
    }
}
