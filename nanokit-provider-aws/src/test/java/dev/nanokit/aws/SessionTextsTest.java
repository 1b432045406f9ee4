package dev.nanokit.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nanokit.aws.lab.exec.AgentWire;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SessionTextsTest {

    private static JsonNode json(byte[] bytes) {
        return AgentWire.json(new String(bytes, StandardCharsets.UTF_8));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void the_opening_shows_the_token_whatever_is_in_it() {
        JsonNode json = json(SessionTexts.opening("AAE\"\\\n/+=ä"));
        assertThat(json.path("TokenValue").asText()).isEqualTo("AAE\"\\\n/+=ä");
        assertThat(json.path("MessageSchemaVersion").asText()).isEqualTo("1.0");
        assertThat(json.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "MessageSchemaVersion", "RequestId", "TokenValue", "ClientId", "ClientVersion");
    }

    @Test
    void an_acknowledgement_names_the_message() throws ProtocolException {
        AgentMessage message = AgentMessage.decode(AgentWire.output(41, "x"));
        JsonNode json = json(SessionTexts.acknowledgement(message));
        assertThat(json.path("AcknowledgedMessageId").asText())
                .isEqualTo(message.id().toString());
        assertThat(json.path("AcknowledgedMessageSequenceNumber").isIntegralNumber())
                .isTrue();
        assertThat(json.path("AcknowledgedMessageSequenceNumber").asLong()).isEqualTo(41);
        assertThat(json.path("IsSequentialMessage").asBoolean()).isTrue();
    }

    @Test
    void a_handshake_is_answered_wish_by_wish() {
        List<String> wishes = SessionTexts.wishes(
                bytes(
                        """
                {"AgentVersion": "3.1.1732.0", "RequestedClientActions": [
                  {"ActionType": "KMSEncryption", "ActionParameters": {"KMSKeyId": "k"}},
                  {"ActionType": "SessionType", "ActionParameters": {"SessionType": "InteractiveCommands"}}]}"""));
        assertThat(wishes).containsExactly("KMSEncryption", "SessionType");
        assertThat(SessionTexts.areKnown(wishes)).isFalse();
        assertThat(SessionTexts.areKnown(List.of("SessionType"))).isTrue();
        JsonNode actions = json(SessionTexts.handshakeResponse(wishes)).path("ProcessedClientActions");
        assertThat(actions).hasSize(2);
        assertThat(actions.path(0).path("ActionStatus").asInt()).isEqualTo(3);
        assertThat(actions.path(0).path("Error").asText()).contains("KMSEncryption");
        assertThat(actions.path(1).path("ActionType").asText()).isEqualTo("SessionType");
        assertThat(actions.path(1).path("ActionStatus").asInt()).isEqualTo(1);
    }

    @Test
    void texts_of_another_form_say_nothing() {
        for (String text : List.of("", "no json", "[]", "3", "null", "{", "{\"RequestedClientActions\": 3}", "{}")) {
            assertThat(SessionTexts.wishes(bytes(text))).isEmpty();
            assertThat(SessionTexts.reason(bytes(text))).isEmpty();
        }
        assertThat(SessionTexts.wishes(bytes("{\"RequestedClientActions\": [3, {}]}")))
                .containsExactly("", "");
        assertThat(SessionTexts.reason(bytes("{\"Output\": \"\\n----ERROR----\\nno such file\\n\"}")))
                .isEqualTo("----ERROR----\nno such file");
    }
}
