package dev.nanokit.aws;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.protocols.jsoncore.JsonWriter;

/**
 * The JSON in a session's messages, as https://github.com/aws/session-manager-plugin and
 * https://github.com/aws/amazon-ssm-agent (agent/session/contracts) have it. Pure.
 */
final class SessionTexts {

    /** The agent asks which sort of session it is to be; all that is wanted is that it is known. */
    private static final String SESSION_TYPE = "SessionType";

    private static final String SCHEMA = "1.0";

    /** The version of AWS's own client whose protocol this is; the agent leaves things out for older ones. */
    private static final String CLIENT_VERSION = "1.2.707.0";

    private static final int SUCCESS = 1;
    private static final int UNSUPPORTED = 3;

    private SessionTexts() {}

    /** {@return the first word of a session, which shows the token} */
    static byte[] opening(String token) {
        return new Text()
                .put("MessageSchemaVersion", SCHEMA)
                .put("RequestId", UUID.randomUUID().toString())
                .put("TokenValue", token)
                .put("ClientId", UUID.randomUUID().toString())
                .put("ClientVersion", CLIENT_VERSION)
                .bytes();
    }

    /** {@return that a message was received} */
    static byte[] acknowledgement(AgentMessage message) {
        Text text = new Text()
                .put("AcknowledgedMessageType", message.type())
                .put("AcknowledgedMessageId", message.id().toString());
        text.json.writeFieldName("AcknowledgedMessageSequenceNumber").writeValue(message.sequence());
        text.json.writeFieldName("IsSequentialMessage").writeValue(true);
        return text.bytes();
    }

    /** {@return what the agent wants of a client before it begins} */
    static List<String> wishes(byte[] handshakeRequest) {
        return read(handshakeRequest)
                .flatMap(json -> json.field("RequestedClientActions"))
                .filter(JsonNode::isArray)
                .map(actions -> actions.asArray().stream()
                        .map(action -> text(action, "ActionType"))
                        .toList())
                .orElse(List.of());
    }

    /** {@return whether all of them can be fulfilled; encryption by a key of KMS, for instance, cannot} */
    static boolean areKnown(List<String> wishes) {
        return wishes.stream().allMatch(SESSION_TYPE::equals);
    }

    /** {@return which wishes are fulfilled} */
    static byte[] handshakeResponse(List<String> wishes) {
        Text text = new Text().put("ClientVersion", CLIENT_VERSION);
        text.json.writeFieldName("ProcessedClientActions").writeStartArray();
        for (String wish : wishes) {
            boolean isKnown = wish.equals(SESSION_TYPE);
            text.json.writeStartObject().writeFieldName("ActionType").writeValue(wish);
            text.json.writeFieldName("ActionStatus").writeValue(isKnown ? SUCCESS : UNSUPPORTED);
            text.json.writeFieldName("ActionResult").writeNull();
            text.json.writeFieldName("Error").writeValue(isKnown ? "" : "unsupported: " + wish);
            text.json.writeEndObject();
        }
        text.json.writeEndArray().writeFieldName("Errors").writeStartArray().writeEndArray();
        return text.bytes();
    }

    /** {@return why a session was closed, in AWS's words; empty if it ended well} */
    static String reason(byte[] closed) {
        return read(closed).map(json -> text(json, "Output").strip()).orElse("");
    }

    private static String text(JsonNode json, String field) {
        return json.field(field)
                .filter(JsonNode::isString)
                .map(JsonNode::asString)
                .orElse("");
    }

    private static Optional<JsonNode> read(byte[] json) {
        try {
            return Optional.of(JsonNode.parser().parse(new String(json, StandardCharsets.UTF_8)))
                    .filter(JsonNode::isObject);
        } catch (RuntimeException e) {
            return Optional.empty(); // the parser has no one exception for what is no JSON
        }
    }

    /** An object under way. */
    private static final class Text {

        private final JsonWriter json = JsonWriter.create().writeStartObject();

        Text put(String field, String value) {
            json.writeFieldName(field).writeValue(value);
            return this;
        }

        byte[] bytes() {
            json.writeEndObject();
            return json.getBytes();
        }
    }
}
