package dev.nanokit.aws.lab.exec;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The server's end of one connection. Writes whatever it is told to, right or wrong; reads only what a client may send. */
public final class Conversation {

    private final DataInputStream in;
    private final OutputStream out;
    private final String head;
    private final List<Received> received = new CopyOnWriteArrayList<>();

    /** A frame of the client, unmasked. */
    public record Received(int opcode, String text, java.nio.ByteBuffer bytes) {}

    Conversation(Socket socket) throws IOException {
        in = new DataInputStream(socket.getInputStream());
        out = socket.getOutputStream();
        StringBuilder text = new StringBuilder();
        while (!text.toString().endsWith("\r\n\r\n")) {
            text.append((char) in.readUnsignedByte());
        }
        head = text.toString();
    }

    /** {@return the request, to the empty line} */
    public String head() {
        return head;
    }

    /** {@return the frames that were read so far} */
    public List<Received> received() {
        return received;
    }

    /**
     * Writes bytes as they are.
     *
     * @param bytes anything
     * @throws IOException if nobody is there
     */
    public void raw(byte... bytes) throws IOException {
        synchronized (out) {
            out.write(bytes);
            out.flush();
        }
    }

    /**
     * Writes a text as it is.
     *
     * @param text anything
     * @throws IOException if nobody is there
     */
    public void raw(String text) throws IOException {
        raw(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /**
     * Answers that it is a WebSocket from now on.
     *
     * @return this
     * @throws IOException if nobody is there
     */
    public Conversation welcome() throws IOException {
        raw("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "
                + accept() + "\r\n\r\n");
        return this;
    }

    /** {@return the answer to the request's key} */
    public String accept() {
        Matcher key = Pattern.compile("Sec-WebSocket-Key: (\\S+)").matcher(head);
        if (!key.find() || Base64.getDecoder().decode(key.group(1)).length != 16) {
            throw new AssertionError("no key of 16 bytes: " + head);
        }
        try {
            String text = key.group(1) + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
            byte[] digest = MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    /**
     * Writes a frame.
     *
     * @param first its first byte: the end bit, reserved bits, opcode
     * @param payload its payload
     * @throws IOException if nobody is there
     */
    public void frame(int first, byte[] payload) throws IOException {
        raw(bytes(first, payload));
    }

    /** {@return a frame's bytes} */
    public static byte[] bytes(int first, byte[] payload) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write(first);
        int length = payload.length;
        if (length < 126) {
            frame.write(length);
        } else if (length < 65_536) {
            frame.write(126);
            frame.write(length >> 8);
            frame.write(length);
        } else {
            frame.write(127);
            for (int shift = 56; shift >= 0; shift -= 8) {
                frame.write((int) ((long) length >> shift));
            }
        }
        frame.writeBytes(payload);
        return frame.toByteArray();
    }

    /**
     * Writes a whole binary message.
     *
     * @param message the message
     * @throws IOException if nobody is there
     */
    public void binary(byte[] message) throws IOException {
        frame(0x82, message);
    }

    /**
     * Reads the client's next frame.
     *
     * @return the frame
     * @throws IOException if the client is gone
     */
    public Received next() throws IOException {
        int first = in.readUnsignedByte();
        int second = in.readUnsignedByte();
        if ((first & 0xf0) != 0x80 || (second & 0x80) == 0) {
            throw new AssertionError("a client's frame is in parts, has reserved bits or no mask: " + first);
        }
        int length = second & 0x7f;
        if (length == 126) {
            length = in.readUnsignedShort();
        } else if (length == 127) {
            length = Math.toIntExact(in.readLong());
        }
        byte[] mask = in.readNBytes(4);
        byte[] payload = in.readNBytes(length);
        for (int index = 0; index < payload.length; index++) {
            payload[index] ^= mask[index % 4];
        }
        Received frame = new Received(
                first & 0x0f, new String(payload, StandardCharsets.UTF_8), java.nio.ByteBuffer.wrap(payload));
        received.add(frame);
        return frame;
    }
}
