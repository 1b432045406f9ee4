package dev.nanokit.aws;

import java.io.IOException;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A session with the agent in a container, by the protocol of Systems Manager's Session Manager: what the program writes
 * comes in numbered messages, each of which is sent again until it is acknowledged, and not always in order. What is damaged
 * is not acknowledged. Used by one thread.
 */
final class SessionChannel implements AutoCloseable {

    /** How much may wait for what is missing before it; the agent sends again what was not acknowledged. */
    private static final int WAITING = 1 << 20;

    private static final byte[] CONTROL_C = {3};
    private static final byte[] GAP = "\n[output is missing here]\n".getBytes(StandardCharsets.US_ASCII);

    private final WebSocket socket;
    private final Supplier<Instant> clock;
    private final TreeMap<Long, AgentMessage> waiting = new TreeMap<>();
    private int waitingBytes;
    private long expected;
    private long sent;
    private String reason = "";

    /**
     * Makes a channel.
     *
     * @param socket open, nothing said yet; closed with the channel
     * @param clock the clock on the wall
     */
    SessionChannel(WebSocket socket, Supplier<Instant> clock) {
        this.socket = socket;
        this.clock = clock;
    }

    /** Shows the token that AWS has given for this session. */
    void open(String token) throws IOException {
        socket.sendText(SessionTexts.opening(token));
    }

    /**
     * Waits for the next message.
     *
     * @param output takes what the program has written next
     * @return whether more may come
     * @throws IOException if the connection broke off, or something came that cannot be
     */
    boolean receive(Consumer<byte[]> output) throws IOException {
        Optional<byte[]> received = socket.receive();
        if (received.isEmpty()) {
            reason = socket.farewell();
            skipGaps(output);
            return false;
        }
        Optional<AgentMessage> message = decoded(received.get());
        if (message.isEmpty()) {
            return true;
        }
        switch (message.get().type()) {
            case AgentMessage.OUTPUT -> sort(message.get(), output);
            case AgentMessage.CLOSED -> {
                reason = SessionTexts.reason(message.get().payload());
                skipGaps(output);
                return false;
            }
            default -> {} // acknowledgements of ours, and words for clients that type
        }
        return true;
    }

    private static Optional<AgentMessage> decoded(byte[] bytes) {
        try {
            return Optional.of(AgentMessage.decode(bytes));
        } catch (ProtocolException e) {
            return Optional.empty(); // it will be sent again, as nobody acknowledges it
        }
    }

    private void sort(AgentMessage message, Consumer<byte[]> output) throws IOException {
        if (message.sequence() > expected) {
            if (waitingBytes + message.length() > WAITING) {
                return;
            }
            if (waiting.putIfAbsent(message.sequence(), message) == null) {
                waitingBytes += message.length();
            }
            acknowledge(message);
            return;
        }
        acknowledge(message);
        if (message.sequence() < expected) {
            return;
        }
        take(message, output);
        AgentMessage next = waiting.remove(expected);
        while (next != null) {
            waitingBytes -= next.length();
            take(next, output);
            next = waiting.remove(expected);
        }
    }

    private void acknowledge(AgentMessage message) throws IOException {
        byte[] text = SessionTexts.acknowledgement(message);
        socket.sendBinary(AgentMessage.acknowledgement(text, clock.get()).encode());
    }

    private void take(AgentMessage message, Consumer<byte[]> output) throws IOException {
        expected = message.sequence() + 1;
        switch (message.kind()) {
            case AgentMessage.TEXT, AgentMessage.ERROR_TEXT -> output.accept(message.payload());
            case AgentMessage.HANDSHAKE_REQUEST -> shakeHands(message);
            default -> {} // the end of the handshake, sizes of windows
        }
    }

    /** Agents that encrypt by a key of their account begin with a handshake; others send output at once. */
    private void shakeHands(AgentMessage request) throws IOException {
        List<String> wishes = SessionTexts.wishes(request.payload());
        send(AgentMessage.HANDSHAKE_RESPONSE, SessionTexts.handshakeResponse(wishes));
        if (!SessionTexts.areKnown(wishes)) {
            throw new ProtocolException("the agent wants " + wishes + ", which Nanokit cannot do;"
                    + " is a KMS key set for ECS Exec on the cluster?");
        }
    }

    /** At the end, what is missing will not come any more. */
    private void skipGaps(Consumer<byte[]> output) throws IOException {
        for (AgentMessage message : waiting.values()) {
            if (message.sequence() > expected) {
                output.accept(GAP);
            }
            take(message, output);
        }
        waiting.clear();
    }

    /** Tells the program to end, as the key that people press does. */
    void interrupt() throws IOException {
        send(AgentMessage.TEXT, CONTROL_C);
    }

    private void send(int kind, byte[] payload) throws IOException {
        socket.sendBinary(AgentMessage.input(sent, kind, payload, clock.get()).encode());
        sent++;
    }

    /** {@return why it was closed, in AWS's words; empty if it was not, or ended well} */
    String reason() {
        return reason;
    }

    @Override
    public void close() {
        socket.close();
    }
}
