package dev.nanokit.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.nanokit.aws.lab.exec.AgentWire;
import dev.nanokit.aws.lab.exec.AgentWire.Heard;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class AgentMessageTest {

    private static final Instant NOW = Instant.ofEpochMilli(0x018bcfe56800L);

    @Test
    void bytes_are_where_the_layout_has_them() {
        byte[] bytes = AgentMessage.input(5, AgentMessage.TEXT, new byte[] {'h', 'i'}, NOW)
                .encode();
        HexFormat hex = HexFormat.of();
        String text = hex.formatHex(bytes);
        String type = hex.formatHex("input_stream_data               ".getBytes(StandardCharsets.US_ASCII));
        assertThat(text)
                .hasSize(2 * 122)
                .startsWith(
                        "00000074" + type + "00000001" + "0000018bcfe56800" + "0000000000000005" + "0000000000000000")
                .endsWith(
                        "8f434346648f6b96df89dda901c5176b10a6d83961dd3c1ac88b59b2dc327aa4" // sha256sum of "hi"
                                + "00000001" + "00000002" + "6869");
    }

    @Test
    void an_id_has_its_second_half_first() throws ProtocolException {
        UUID id = UUID.fromString("00112233-4455-6677-8899-aabbccddeeff");
        byte[] bytes = AgentWire.message("output_stream_data", 1, 1, id, new byte[] {1});
        assertThat(HexFormat.of().formatHex(bytes, 64, 80)).isEqualTo("8899aabbccddeeff0011223344556677");
        assertThat(AgentMessage.decode(bytes).id()).isEqualTo(id);
    }

    @Test
    void what_is_written_can_be_read() throws ProtocolException {
        for (int length : new int[] {0, 1, 1024, 70_000}) {
            byte[] payload = new byte[length];
            new Random(length).nextBytes(payload);
            AgentMessage written = AgentMessage.input(Long.MAX_VALUE - length, 6, payload, NOW);
            AgentMessage read = AgentMessage.decode(written.encode());
            assertThat(read.type()).isEqualTo("input_stream_data");
            assertThat(read.sequence()).isEqualTo(Long.MAX_VALUE - length);
            assertThat(read.kind()).isEqualTo(6);
            assertThat(read.id()).isEqualTo(written.id());
            assertThat(read.payload()).isEqualTo(payload);
            assertThat(read.encode()).isEqualTo(written.encode());
        }
    }

    @Test
    void both_ends_understand_each_other() throws ProtocolException {
        byte[] payload = "{\"a\":\"ä\"}".getBytes(StandardCharsets.UTF_8);
        Heard heard = AgentWire.read(
                ByteBuffer.wrap(AgentMessage.acknowledgement(payload, NOW).encode()));
        assertThat(heard.type()).isEqualTo("acknowledge");
        assertThat(heard.flags()).isEqualTo(3);
        assertThat(heard.text()).isEqualTo("{\"a\":\"ä\"}");
        AgentMessage read = AgentMessage.decode(AgentWire.output(7, "out"));
        assertThat(read.type()).isEqualTo(AgentMessage.OUTPUT);
        assertThat(read.sequence()).isEqualTo(7);
        assertThat(read.payload()).isEqualTo(new byte[] {'o', 'u', 't'});
    }

    @Test
    void a_type_may_be_padded_by_zeros() throws ProtocolException {
        byte[] bytes = AgentWire.output(0, "x");
        Arrays.fill(bytes, 4 + "output_stream_data".length(), 36, (byte) 0);
        assertThat(AgentMessage.decode(bytes).type()).isEqualTo("output_stream_data");
    }

    @Test
    void a_payload_without_bytes_needs_no_digest() throws ProtocolException {
        byte[] bytes = AgentWire.output(0, "");
        Arrays.fill(bytes, 80, 112, (byte) 0);
        assertThat(AgentMessage.decode(bytes).payload()).isEmpty();
    }

    @Test
    void every_damaged_byte_of_a_payload_or_a_length_is_seen() {
        byte[] sound = AgentWire.output(3, "some words");
        for (int index = 0; index < sound.length; index++) {
            if (index < 4 || index >= 116 || (index >= 80 && index < 112)) {
                byte[] damaged = sound.clone();
                damaged[index] ^= 0x40;
                assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> AgentMessage.decode(damaged));
            }
        }
    }

    @Test
    void what_is_cut_off_is_no_message() {
        byte[] whole = AgentWire.output(3, "some words");
        for (int length = 0; length < whole.length; length++) {
            byte[] part = Arrays.copyOf(whole, length);
            assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> AgentMessage.decode(part));
        }
    }

    @Test
    void lengths_that_lie_are_refused() {
        for (int length : new int[] {-1, Integer.MIN_VALUE, Integer.MAX_VALUE, 0, 11}) {
            for (int at : new int[] {0, 116}) {
                byte[] bytes = ByteBuffer.wrap(AgentWire.output(3, "some words"))
                        .putInt(at, length)
                        .array();
                assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> AgentMessage.decode(bytes));
            }
        }
    }

    @Test
    void noise_is_no_message() {
        Random random = new Random(1);
        for (int round = 0; round < 2_000; round++) {
            byte[] noise = new byte[random.nextInt(300)];
            random.nextBytes(noise);
            assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> AgentMessage.decode(noise));
        }
    }

    @Test
    void its_text_form_shows_no_payload() throws ProtocolException {
        assertThat(AgentMessage.decode(AgentWire.output(3, "secret"))).hasToString("output_stream_data 3");
    }
}
