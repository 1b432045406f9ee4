package dev.nanokit.aws;

import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.UUID;

/**
 * One binary message of a session with the agent in a container, in both directions. All numbers are big-endian:
 *
 * <pre>
 * length of the header, 4    type, 32, padded by spaces    version, 4         created, milliseconds, 8
 * sequence number, 8         flags, 8                      id, 16             SHA-256 of the payload, 32
 * kind of the payload, 4     length of the payload, 4      payload
 * </pre>
 *
 * <p>The header's length, 116, counts what is before the payload's. The id is a UUID whose second half comes first. AWS
 * documents this nowhere but in https://github.com/aws/session-manager-plugin (src/message). Immutable.
 */
final class AgentMessage {

    static final String OUTPUT = "output_stream_data";
    static final String INPUT = "input_stream_data";
    static final String ACKNOWLEDGE = "acknowledge";
    static final String CLOSED = "channel_closed";

    /** Kinds of payload. */
    static final int TEXT = 1;

    static final int HANDSHAKE_REQUEST = 5;
    static final int HANDSHAKE_RESPONSE = 6;
    static final int ERROR_TEXT = 11;

    /** Begin and end of a sequence at once: it stands alone. */
    static final long ALONE = 3;

    private static final int TYPE_LENGTH = 32;
    private static final int DIGEST_LENGTH = 32;
    private static final int HEADER_LENGTH = 116;
    private static final int VERSION = 1;

    private final String type;
    private final Instant created;
    private final long sequence;
    private final long flags;
    private final UUID id;
    private final int kind;
    private final byte[] payload;

    private AgentMessage(String type, Instant created, long sequence, long flags, UUID id, int kind, byte[] payload) {
        this.type = type;
        this.created = created;
        this.sequence = sequence;
        this.flags = flags;
        this.id = id;
        this.kind = kind;
        this.payload = payload;
    }

    /** {@return something to be read by the program, or the answer to a request of the agent} */
    static AgentMessage input(long sequence, int kind, byte[] payload, Instant now) {
        return new AgentMessage(INPUT, now, sequence, 0, UUID.randomUUID(), kind, payload.clone());
    }

    /** {@return the word that something was received; the agent sends it again until it comes} */
    static AgentMessage acknowledgement(byte[] payload, Instant now) {
        return new AgentMessage(ACKNOWLEDGE, now, 0, ALONE, UUID.randomUUID(), 0, payload.clone());
    }

    String type() {
        return type;
    }

    long sequence() {
        return sequence;
    }

    UUID id() {
        return id;
    }

    int kind() {
        return kind;
    }

    byte[] payload() {
        return payload.clone();
    }

    /** {@return how long it is on the wire, which is more than nothing for each} */
    int length() {
        return HEADER_LENGTH + Integer.BYTES + payload.length;
    }

    byte[] encode() {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        ByteBuffer bytes = ByteBuffer.allocate(length()).putInt(HEADER_LENGTH).put(name);
        for (int filled = name.length; filled < TYPE_LENGTH; filled++) {
            bytes.put((byte) ' ');
        }
        return bytes.putInt(VERSION)
                .putLong(created.toEpochMilli())
                .putLong(sequence)
                .putLong(flags)
                .putLong(id.getLeastSignificantBits())
                .putLong(id.getMostSignificantBits())
                .put(digest(payload))
                .putInt(kind)
                .putInt(payload.length)
                .put(payload)
                .array();
    }

    /**
     * Reads a message.
     *
     * @param bytes what came
     * @return the message
     * @throws ProtocolException if it is none, or was damaged
     */
    static AgentMessage decode(byte[] bytes) throws ProtocolException {
        if (bytes.length < HEADER_LENGTH + Integer.BYTES) {
            throw new ProtocolException("a message of " + bytes.length + " bytes is too short");
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        int header = buffer.getInt();
        byte[] name = new byte[TYPE_LENGTH];
        buffer.get(name).getInt();
        long created = buffer.getLong();
        long sequence = buffer.getLong();
        long flags = buffer.getLong();
        long second = buffer.getLong();
        UUID id = new UUID(buffer.getLong(), second);
        byte[] digest = new byte[DIGEST_LENGTH];
        int kind = buffer.get(digest).getInt();
        int length = buffer.getInt();
        if (header != HEADER_LENGTH || length != buffer.remaining()) {
            throw new ProtocolException("the lengths in a message's header do not fit it");
        }
        byte[] payload = new byte[length];
        buffer.get(payload);
        if (length > 0 && !MessageDigest.isEqual(digest, digest(payload))) {
            throw new ProtocolException("a message's digest is not that of its payload");
        }
        String type =
                new String(name, StandardCharsets.US_ASCII).replace('\0', ' ').trim();
        return new AgentMessage(type, Instant.ofEpochMilli(created), sequence, flags, id, kind, payload);
    }

    private static byte[] digest(byte[] payload) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(payload);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Shows no payload. */
    @Override
    public String toString() {
        return type + " " + sequence;
    }
}
