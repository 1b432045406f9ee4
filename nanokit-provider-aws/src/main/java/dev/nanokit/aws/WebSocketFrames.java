package dev.nanokit.aws;

import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * Finds the frames in what a WebSocket server sends, however it is cut up, and writes those of a client: RFC 6455, section
 * 5. What the RFC forbids a server is an error, and so is more than a mebibyte in one frame. Used by one thread.
 */
final class WebSocketFrames {

    /** Of one frame, and of one message. AWS's are some kibibytes. */
    static final int LIMIT = 1 << 20;

    private static final int FIN = 0x80;
    private static final int RESERVED = 0x70;
    private static final int OPCODE = 0x0f;
    private static final int MASKED = 0x80;
    private static final int LENGTH = 0x7f;
    private static final int TWO_BYTES = 126;
    private static final int EIGHT_BYTES = 127;
    private static final int SHORT_LIMIT = 125;
    private static final int MASK_LENGTH = 4;

    private byte[] bytes = new byte[1 << 12];
    private int start;
    private int end;

    /** What a frame is for. */
    enum Opcode {
        CONTINUATION(0),
        TEXT(1),
        BINARY(2),
        CLOSE(8),
        PING(9),
        PONG(10);

        private final int code;

        Opcode(int code) {
            this.code = code;
        }

        boolean isControl() {
            return code >= CLOSE.code;
        }

        private static Opcode of(int code) throws ProtocolException {
            for (Opcode one : values()) {
                if (one.code == code) {
                    return one;
                }
            }
            throw new ProtocolException("a frame has the unknown opcode " + code);
        }
    }

    /** One frame, its payload to be read once. */
    record Frame(boolean isLast, Opcode opcode, ByteBuffer payload) {}

    /** Takes what came. */
    void add(byte[] received, int offset, int length) {
        if (bytes.length - end < length) {
            int kept = end - start;
            byte[] room = bytes.length - kept < length ? new byte[2 * (kept + length)] : bytes;
            System.arraycopy(bytes, start, room, 0, kept);
            bytes = room;
            start = 0;
            end = kept;
        }
        System.arraycopy(received, offset, bytes, end, length);
        end += length;
    }

    /**
     * Takes the next frame out.
     *
     * @return the frame; empty if it has not come whole
     * @throws ProtocolException if a server must not send it
     */
    Optional<Frame> next() throws ProtocolException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes, start, end - start);
        if (buffer.remaining() < 2) {
            return Optional.empty();
        }
        int first = buffer.get() & 0xff;
        int second = buffer.get() & 0xff;
        Opcode opcode = Opcode.of(first & OPCODE);
        boolean isLast = (first & FIN) != 0;
        checkHeader(first, second, opcode, isLast);
        int inShort = second & LENGTH;
        int more = inShort == TWO_BYTES ? Short.BYTES : inShort == EIGHT_BYTES ? Long.BYTES : 0;
        if (buffer.remaining() < more) {
            return Optional.empty();
        }
        long length =
                switch (more) {
                    case Short.BYTES -> buffer.getShort() & 0xffff;
                    case Long.BYTES -> buffer.getLong();
                    default -> inShort;
                };
        if (length < 0 || length > LIMIT) {
            throw new ProtocolException("a frame is too long: " + Long.toUnsignedString(length) + " bytes");
        }
        if (buffer.remaining() < length) {
            return Optional.empty();
        }
        int from = buffer.position();
        start = from + (int) length;
        return Optional.of(new Frame(isLast, opcode, ByteBuffer.wrap(Arrays.copyOfRange(bytes, from, start))));
    }

    private static void checkHeader(int first, int second, Opcode opcode, boolean isLast) throws ProtocolException {
        if ((first & RESERVED) != 0) {
            throw new ProtocolException("a frame has a reserved bit set");
        }
        if ((second & MASKED) != 0) {
            throw new ProtocolException("a frame of a server is masked");
        }
        if (opcode.isControl() && (!isLast || (second & LENGTH) > SHORT_LIMIT)) {
            throw new ProtocolException("a control frame is long, or in parts");
        }
    }

    /** {@return a whole message as one frame, masked as the RFC wants it of clients} */
    static byte[] encode(Opcode opcode, byte[] payload, byte[] mask) {
        int length = payload.length;
        ByteBuffer frame =
                ByteBuffer.allocate(2 + Long.BYTES + MASK_LENGTH + length).put((byte) (FIN | opcode.code));
        if (length <= SHORT_LIMIT) {
            frame.put((byte) (MASKED | length));
        } else if (length <= 0xffff) {
            frame.put((byte) (MASKED | TWO_BYTES)).putShort((short) length);
        } else {
            frame.put((byte) (MASKED | EIGHT_BYTES)).putLong(length);
        }
        frame.put(mask, 0, MASK_LENGTH);
        for (int index = 0; index < length; index++) {
            frame.put((byte) (payload[index] ^ mask[index % MASK_LENGTH]));
        }
        return Arrays.copyOf(frame.array(), frame.position());
    }
}
