package dev.nanokit.aws.lab.exec;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nanokit.aws.lab.exec.AgentWire.Heard;
import dev.nanokit.aws.lab.exec.Conversation.Received;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** An agent of one session, for plays: it welcomes the client, wants its token, and numbers what the program writes. */
public final class ExecAgent {

    private static final int TEXT = 1;
    private static final int BINARY = 2;

    private final Conversation client;
    private long sequence;

    private ExecAgent(Conversation client) {
        this.client = client;
    }

    /**
     * Lets a client in.
     *
     * @param client who has come
     * @param token what it must show
     * @return the agent
     * @throws IOException if the client is gone
     */
    public static ExecAgent open(Conversation client, String token) throws IOException {
        client.welcome();
        Received opening = client.next();
        JsonNode json = AgentWire.json(opening.text());
        if (opening.opcode() != TEXT
                || !json.path("TokenValue").asText().equals(token)
                || !json.path("MessageSchemaVersion").asText().equals("1.0")
                || json.path("RequestId").asText().length() != 36
                || json.path("ClientId").asText().isEmpty()
                || json.path("ClientVersion").asText().isEmpty()) {
            throw new AssertionError("the session is not opened as it should be: " + opening.text());
        }
        return new ExecAgent(client);
    }

    /** {@return the connection} */
    public Conversation client() {
        return client;
    }

    /**
     * Writes, and waits until that is acknowledged.
     *
     * @param text what the program writes
     * @throws IOException if the client is gone
     */
    public void write(String text) throws IOException {
        write(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Writes, and waits until that is acknowledged.
     *
     * @param bytes what the program writes
     * @throws IOException if the client is gone
     */
    public void write(byte[] bytes) throws IOException {
        byte[] message = AgentWire.output(sequence, bytes);
        client.binary(message);
        acknowledged(sequence);
        sequence++;
    }

    /**
     * Waits for the word that a message was received.
     *
     * @param number the message's number
     * @throws IOException if the client is gone
     */
    public void acknowledged(long number) throws IOException {
        Heard heard = hear();
        JsonNode json = heard.json();
        if (!heard.type().equals("acknowledge")
                || heard.flags() != 3
                || heard.sequence() != 0
                || json.path("AcknowledgedMessageSequenceNumber").asLong(-1) != number
                || !json.path("AcknowledgedMessageType").asText().equals("output_stream_data")
                || json.path("AcknowledgedMessageId").asText().length() != 36
                || !json.path("IsSequentialMessage").asBoolean()) {
            throw new AssertionError("message " + number + " is not acknowledged, but there is " + heard);
        }
    }

    /**
     * Waits for a message of the client.
     *
     * @return the message
     * @throws IOException if the client is gone
     */
    public Heard hear() throws IOException {
        while (true) {
            Received frame = client.next();
            if (frame.opcode() == BINARY) {
                return AgentWire.read(frame.bytes());
            }
            if (frame.opcode() == 8) {
                throw new IOException("the client has closed");
            }
        }
    }

    /**
     * Reads what the client sends until it is gone.
     *
     * @return whether it has said good-bye
     */
    public boolean awaitEnd() {
        boolean isTold = false;
        try {
            while (true) {
                isTold |= client.next().opcode() == 8;
            }
        } catch (IOException e) {
            return isTold;
        }
    }

    /** {@return what the service says when the program is over} */
    public byte[] over() {
        return AgentWire.closed("");
    }
}
