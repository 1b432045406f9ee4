package dev.nanokit.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.nanokit.aws.WebSocketFrames.Frame;
import dev.nanokit.aws.WebSocketFrames.Opcode;
import dev.nanokit.aws.lab.exec.Conversation;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class WebSocketFramesTest {

    private final WebSocketFrames frames = new WebSocketFrames();

    private void add(byte[] bytes) {
        frames.add(bytes, 0, bytes.length);
    }

    private void add(String hex) {
        add(HexFormat.of().parseHex(hex));
    }

    /** The examples of RFC 6455, section 5.7. */
    @Test
    void examples_of_the_rfc() throws ProtocolException {
        add("810548656c6c6f");
        Frame text = frames.next().orElseThrow();
        assertThat(text.opcode()).isEqualTo(Opcode.TEXT);
        assertThat(text.isLast()).isTrue();
        assertThat(text.payload().array()).asString(StandardCharsets.UTF_8).isEqualTo("Hello");
        add("010348656c" + "80026c6f");
        assertThat(frames.next().orElseThrow().isLast()).isFalse();
        Frame last = frames.next().orElseThrow();
        assertThat(last.opcode()).isEqualTo(Opcode.CONTINUATION);
        assertThat(last.payload().array()).asString(StandardCharsets.UTF_8).isEqualTo("lo");
        byte[] masked = WebSocketFrames.encode(
                Opcode.TEXT,
                "Hello".getBytes(StandardCharsets.UTF_8),
                HexFormat.of().parseHex("37fa213d"));
        assertThat(HexFormat.of().formatHex(masked)).isEqualTo("818537fa213d7f9f4d5158");
    }

    @Test
    void frames_of_all_lengths_come_whole_however_they_are_cut() throws ProtocolException {
        Random random = new Random(5);
        for (int length : new int[] {0, 1, 125, 126, 127, 65_535, 65_536, 200_000, WebSocketFrames.LIMIT}) {
            byte[] payload = new byte[length];
            random.nextBytes(payload);
            byte[] bytes = Conversation.bytes(0x82, payload);
            int at = 0;
            while (at < bytes.length) {
                assertThat(frames.next()).isEmpty();
                int part = Math.min(bytes.length - at, 1 + random.nextInt(length < 200 ? 2 : 9_000));
                frames.add(bytes, at, part);
                at += part;
            }
            assertThat(frames.next().orElseThrow().payload().array()).isEqualTo(payload);
            assertThat(frames.next()).isEmpty();
        }
    }

    @Test
    void several_frames_that_come_at_once_are_told_apart() throws ProtocolException {
        add("8101" + "61" + "8900" + "8101" + "62" + "88");
        assertThat(frames.next().orElseThrow().payload().array()).containsExactly('a');
        assertThat(frames.next().orElseThrow().opcode()).isEqualTo(Opcode.PING);
        assertThat(frames.next().orElseThrow().payload().array()).containsExactly('b');
        assertThat(frames.next()).isEmpty();
    }

    @Test
    void what_a_server_must_not_send_is_an_error() {
        refused("8185" + "37fa213d" + "7f9f4d5158", "masked");
        refused("c100", "reserved");
        refused("a100", "reserved");
        refused("9100", "reserved");
        for (String opcode : new String[] {"83", "84", "85", "86", "87", "8b", "8c", "8d", "8e", "8f"}) {
            refused(opcode + "00", "opcode");
        }
        refused("897e007e", "control");
        refused("887f", "control");
        refused("0900", "control");
        refused("0800", "control");
        refused("827fffffffffffffffff", "too long");
        refused("827f8000000000000000", "too long");
        refused("827f0000000000100001", "too long");
        refused("827f7fffffffffffffff", "too long");
    }

    private static void refused(String hex, String why) {
        WebSocketFrames fresh = new WebSocketFrames();
        byte[] bytes = HexFormat.of().parseHex(hex);
        fresh.add(bytes, 0, bytes.length);
        assertThatExceptionOfType(ProtocolException.class)
                .as(hex)
                .isThrownBy(fresh::next)
                .withMessageContaining(why);
    }

    /** A length alone takes no memory. */
    @Test
    void a_long_frame_that_is_only_announced_is_waited_for() throws ProtocolException {
        add("827f0000000000100000");
        assertThat(frames.next()).isEmpty();
    }

    @Test
    void noise_ends_in_frames_or_in_an_error_and_in_nothing_else() {
        Random random = new Random(9);
        for (int round = 0; round < 5_000; round++) {
            WebSocketFrames fresh = new WebSocketFrames();
            byte[] noise = new byte[random.nextInt(64)];
            random.nextBytes(noise);
            fresh.add(noise, 0, noise.length);
            try {
                Optional<Frame> frame = fresh.next();
                for (int count = 0; count < 64 && frame.isPresent(); count++) {
                    frame = fresh.next();
                }
                assertThat(frame).isEmpty();
            } catch (ProtocolException e) {
                assertThat(e.getMessage()).contains("frame");
            }
        }
    }
}
