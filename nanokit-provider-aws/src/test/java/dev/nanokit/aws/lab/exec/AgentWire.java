package dev.nanokit.aws.lab.exec;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.UUID;

/**
 * The messages of an agent, byte by byte: header length at 0, type at 4, version at 36, date at 40, sequence at 48, flags at
 * 56, id at 64 (second half first), digest at 80, kind at 112, payload length at 116, payload at 120.
 */
public final class AgentWire {

    private static final ObjectMapper JSON = new ObjectMapper();

    private AgentWire() {}

    /** A message of the client. */
    public record Heard(String type, long sequence, long flags, UUID id, int kind, String text) {

        /** {@return the payload as JSON} */
        public JsonNode json() {
            return AgentWire.json(text);
        }
    }

    /**
     * Reads JSON.
     *
     * @param text the text
     * @return its tree
     */
    public static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(text, e);
        }
    }

    /** {@return what an agent sends of a program's output} */
    public static byte[] output(long sequence, String text) {
        return output(sequence, text.getBytes(StandardCharsets.UTF_8));
    }

    /** {@return what an agent sends of a program's output} */
    public static byte[] output(long sequence, byte[] bytes) {
        return message("output_stream_data", sequence, 1, UUID.randomUUID(), bytes);
    }

    /** {@return the word of the service that a session is over} */
    public static byte[] closed(String why) {
        String text = JSON.createObjectNode()
                .put("MessageType", "channel_closed")
                .put("SessionId", "ecs-execute-command-0a1b")
                .put("SchemaVersion", 1)
                .put("Output", why)
                .toString();
        return message("channel_closed", 0, 0, UUID.randomUUID(), text.getBytes(StandardCharsets.UTF_8));
    }

    /** {@return a message} */
    public static byte[] message(String type, long sequence, int kind, UUID id, byte[] payload) {
        ByteBuffer bytes = ByteBuffer.allocate(120 + payload.length);
        bytes.putInt(0, 116);
        byte[] name = Arrays.copyOf(type.getBytes(StandardCharsets.US_ASCII), 32);
        Arrays.fill(name, type.length(), 32, (byte) ' ');
        bytes.put(4, name);
        bytes.putInt(36, 1);
        bytes.putLong(40, 1_700_000_000_000L);
        bytes.putLong(48, sequence);
        bytes.putLong(56, 0);
        bytes.putLong(64, id.getLeastSignificantBits());
        bytes.putLong(72, id.getMostSignificantBits());
        bytes.put(80, digest(payload));
        bytes.putInt(112, kind);
        bytes.putInt(116, payload.length);
        bytes.put(120, payload);
        return bytes.array();
    }

    /** {@return what a client has sent, if it is whole and sound} */
    public static Heard read(ByteBuffer bytes) {
        byte[] payload = new byte[bytes.getInt(116)];
        bytes.get(120, payload);
        byte[] digest = new byte[32];
        bytes.get(80, digest);
        if (bytes.getInt(0) != 116
                || bytes.getInt(36) != 1
                || bytes.limit() != 120 + payload.length
                || bytes.getLong(40) < 1_500_000_000_000L
                || !Arrays.equals(digest, digest(payload))) {
            throw new AssertionError("a client's message is not sound");
        }
        byte[] name = new byte[32];
        bytes.get(4, name);
        return new Heard(
                new String(name, StandardCharsets.US_ASCII).stripTrailing(),
                bytes.getLong(48),
                bytes.getLong(56),
                new UUID(bytes.getLong(72), bytes.getLong(64)),
                bytes.getInt(112),
                new String(payload, StandardCharsets.UTF_8));
    }

    private static byte[] digest(byte[] payload) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(payload);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
