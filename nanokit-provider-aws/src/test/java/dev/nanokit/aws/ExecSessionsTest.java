package dev.nanokit.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nanokit.aws.lab.exec.AgentWire;
import dev.nanokit.aws.lab.exec.AgentWire.Heard;
import dev.nanokit.aws.lab.exec.AgentWords;
import dev.nanokit.aws.lab.exec.ExecAgent;
import dev.nanokit.failure.OperationCancelledException;
import dev.nanokit.failure.ProviderException;
import dev.nanokit.failure.ProviderException.Kind;
import dev.nanokit.provider.ProgramResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What an agent may do while a command runs, good and bad. */
@Timeout(60)
final class ExecSessionsTest {

    private static String marker(String command) {
        String script = AgentWords.split(command).get(2);
        return script.substring(script.lastIndexOf("echo ") + 5, script.lastIndexOf(":$?"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static ProgramResult exec(ExecLab.Script script) {
        try (ExecLab lab = new ExecLab(script)) {
            ProgramResult result = lab.exec("program");
            lab.streams.awaitPlays();
            assertThat(lab.streams.failures()).isEmpty();
            return result;
        }
    }

    private static ProviderException failure(Duration time, ExecLab.Script script) {
        try (ExecLab lab = new ExecLab(script)) {
            ProviderException failure =
                    catchThrowableOfType(ProviderException.class, () -> lab.exec(time, "program", "secret-argument"));
            assertThat(failure).isNotNull();
            assertThat(failure.kind()).isEqualTo(Kind.FAILED);
            assertThat(failure.getMessage())
                    .contains("program in nk-app")
                    .doesNotContain(ExecLab.TOKEN, "secret-argument", "cell-number");
            lab.streams.awaitPlays();
            assertThat(lab.streams.failures()).isEmpty();
            return failure;
        }
    }

    private static ProviderException failure(ExecLab.Script script) {
        return failure(Duration.ofSeconds(20), script);
    }

    @Test
    void every_message_is_acknowledged_and_the_result_is_told_before_the_session_ends() {
        ProgramResult result = exec((agent, command) -> {
            agent.write("one\r\n");
            agent.write("two\r\n");
            agent.write(marker(command) + ":7\r\n");
            assertThat(agent.awaitEnd()).isTrue();
        });
        assertThat(result).isEqualTo(new ProgramResult(7, List.of("one", "two")));
    }

    @Test
    void output_may_be_cut_in_a_character_and_in_the_marker() {
        ProgramResult result = exec((agent, command) -> {
            for (byte one : bytes("grün €\uD83D\uDE00\r\n" + marker(command) + ":42\r\n")) {
                agent.write(new byte[] {one});
            }
        });
        assertThat(result).isEqualTo(new ProgramResult(42, List.of("grün €\uD83D\uDE00")));
    }

    @Test
    void messages_are_put_in_order_and_repeats_are_acknowledged_and_left() {
        ProgramResult result = exec((agent, command) -> {
            byte[] first = AgentWire.output(0, "a");
            send(agent, 2, AgentWire.output(2, "c"));
            send(agent, 0, first);
            send(agent, 0, first);
            send(agent, 4, AgentWire.output(4, marker(command) + ":0\r\n"));
            send(agent, 2, AgentWire.output(2, "x"));
            send(agent, 3, AgentWire.output(3, "d\r\n"));
            send(agent, 3, AgentWire.output(3, "y"));
            send(agent, 1, AgentWire.output(1, "b"));
        });
        assertThat(result).isEqualTo(new ProgramResult(0, List.of("abcd")));
    }

    private static void send(ExecAgent agent, long sequence, byte[] message) throws IOException {
        agent.client().binary(message);
        agent.acknowledged(sequence);
    }

    @Test
    void an_acknowledgement_names_the_very_message() {
        UUID id = UUID.randomUUID();
        exec((agent, command) -> {
            agent.client().binary(AgentWire.message("output_stream_data", 0, 1, id, bytes("x")));
            JsonNode json = agent.hear().json();
            assertThat(json.path("AcknowledgedMessageId").asText()).isEqualTo(id.toString());
            send(agent, 1, AgentWire.output(1, marker(command) + ":0\r\n"));
        });
    }

    /** The agent sends it again, as nobody acknowledges it. */
    @Test
    void what_is_damaged_is_left_until_it_comes_again() {
        ProgramResult result = exec((agent, command) -> {
            byte[] sound = AgentWire.output(0, "sound\r\n");
            byte[] damaged = sound.clone();
            damaged[125] ^= 1;
            agent.client().binary(damaged);
            agent.client().binary(new byte[0]);
            agent.client().binary(new byte[] {1, 2, 3});
            agent.client().frame(0x81, bytes("no message"));
            send(agent, 0, sound);
            send(agent, 1, AgentWire.output(1, marker(command) + ":0\r\n"));
        });
        assertThat(result.output()).containsExactly("sound");
    }

    @Test
    void words_for_others_are_passed_over() {
        ProgramResult result = exec((agent, command) -> {
            for (String type : List.of("start_publication", "pause_publication", "acknowledge", "news", "")) {
                agent.client().binary(AgentWire.message(type, 0, 0, UUID.randomUUID(), bytes("{}")));
            }
            agent.client().frame(0x89, bytes("ping"));
            assertThat(agent.client().next().opcode()).isEqualTo(10);
            for (int kind : List.of(0, 2, 3, 4, 7, 10, 12, 99, -1)) {
                send(
                        agent,
                        List.of(0, 2, 3, 4, 7, 10, 12, 99, -1).indexOf(kind),
                        AgentWire.message(
                                "output_stream_data",
                                List.of(0, 2, 3, 4, 7, 10, 12, 99, -1).indexOf(kind),
                                kind,
                                UUID.randomUUID(),
                                bytes("EXIT_CODE: 3")));
            }
            send(agent, 9, AgentWire.message("output_stream_data", 9, 11, UUID.randomUUID(), bytes("error\r\n")));
            send(agent, 10, AgentWire.output(10, marker(command) + ":0\r\n"));
        });
        assertThat(result.output()).containsExactly("error");
    }

    @Test
    void a_handshake_is_answered() {
        ProgramResult result = exec((agent, command) -> {
            String request = "{\"AgentVersion\":\"3.1.1\",\"RequestedClientActions\":[{\"ActionType\":\"SessionType\","
                    + "\"ActionParameters\":{\"SessionType\":\"InteractiveCommands\"}}]}";
            send(agent, 0, AgentWire.message("output_stream_data", 0, 5, UUID.randomUUID(), bytes(request)));
            Heard answer = agent.hear();
            assertThat(answer.type()).isEqualTo("input_stream_data");
            assertThat(answer.kind()).isEqualTo(6);
            assertThat(answer.sequence()).isZero();
            assertThat(answer.flags()).isZero();
            assertThat(answer.json()
                            .at("/ProcessedClientActions/0/ActionStatus")
                            .asInt())
                    .isEqualTo(1);
            assertThat(answer.json().path("Errors").size()).isZero();
            send(agent, 1, AgentWire.message("output_stream_data", 1, 7, UUID.randomUUID(), bytes("{}")));
            send(agent, 2, AgentWire.output(2, "shaken\r\n" + marker(command) + ":0\r\n"));
        });
        assertThat(result.output()).containsExactly("shaken");
    }

    @Test
    void an_agent_that_wants_encryption_is_told_no_and_so_is_the_caller() {
        AtomicReference<Heard> answer = new AtomicReference<>();
        ProviderException failure = failure((agent, command) -> {
            String request = "{\"RequestedClientActions\":[{\"ActionType\":\"KMSEncryption\"}]}";
            send(agent, 0, AgentWire.message("output_stream_data", 0, 5, UUID.randomUUID(), bytes(request)));
            answer.set(agent.hear());
            agent.awaitEnd();
        });
        assertThat(failure.getMessage()).contains("KMSEncryption", "KMS key");
        assertThat(answer.get()
                        .json()
                        .at("/ProcessedClientActions/0/ActionStatus")
                        .asInt())
                .isEqualTo(3);
    }

    @Test
    void of_a_flood_the_end_is_kept_and_the_memory_is_bounded() {
        int lines = 60_000;
        ProgramResult result = exec((agent, command) -> {
            byte[] line = bytes("x".repeat(996) + "\r\n");
            Thread reader = new Thread(agent::awaitEnd);
            reader.setDaemon(true);
            reader.start();
            for (int sequence = 0; sequence < lines; sequence++) {
                agent.client().binary(AgentWire.output(sequence, line));
            }
            agent.client().binary(AgentWire.output(lines, "the end\r\n" + marker(command) + ":0\r\n"));
            join(reader);
        });
        assertThat(result.exitCode()).isZero();
        assertThat(result.output()).hasSizeBetween(1_000, 1_100).last().isEqualTo("the end");
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** What waits for a missing message is bounded: what does not fit is not acknowledged, and would be sent again. */
    @Test
    void what_waits_for_its_turn_is_bounded() {
        AtomicBoolean isRefused = new AtomicBoolean();
        ProgramResult result = exec((agent, command) -> {
            byte[] block = new byte[400_000];
            Arrays.fill(block, (byte) 'z');
            send(agent, 1, AgentWire.output(1, block));
            send(agent, 2, AgentWire.output(2, block));
            agent.client().binary(AgentWire.output(3, block));
            send(agent, 4, AgentWire.output(4, "late\r\n"));
            isRefused.set(true);
            send(agent, 0, AgentWire.output(0, "early\r\n"));
            send(agent, 3, AgentWire.output(3, "again\r\n"));
            send(agent, 5, AgentWire.output(5, marker(command) + ":0\r\n"));
        });
        assertThat(isRefused).isTrue();
        assertThat(result.output()).startsWith("early").endsWith("late");
        assertThat(result.output().get(1)).hasSize(800_005).endsWith("zagain");
    }

    /** Messages that hold nothing take room too. */
    @Test
    void empty_messages_that_wait_are_bounded_too() {
        int most = (1 << 20) / 120;
        AtomicReference<Long> acknowledged = new AtomicReference<>(0L);
        exec((agent, command) -> {
            for (long sequence = 1; sequence <= most; sequence++) {
                send(agent, sequence, AgentWire.output(sequence, ""));
                acknowledged.set(sequence);
            }
            agent.client().binary(AgentWire.output(most + 1, ""));
            send(agent, 0, AgentWire.output(0, ""));
            send(agent, most + 1, AgentWire.output(most + 1, marker(command) + ":0\r\n"));
        });
        assertThat(acknowledged.get()).isEqualTo(most);
    }

    @Test
    void at_the_end_what_is_missing_is_passed_over_and_said() {
        ProgramResult result = exec((agent, command) -> {
            send(agent, 0, AgentWire.output(0, "one\r\n"));
            send(agent, 2, AgentWire.output(2, "three\r\n"));
            send(agent, 3, AgentWire.output(3, "four\r\n" + marker(command) + ":5\r\n"));
            agent.client().binary(agent.over());
        });
        assertThat(result)
                .isEqualTo(new ProgramResult(5, List.of("one", "", "[output is missing here]", "three", "four")));
    }

    @Test
    void an_end_without_an_exit_code_tells_what_was_seen_and_why() {
        ProviderException failure = failure((agent, command) -> {
            agent.write("working\r\nstill working\r\n");
            agent.client().binary(AgentWire.closed("\n----------ERROR-------\nsession timed out\n"));
            agent.awaitEnd();
        });
        assertThat(failure.getMessage())
                .contains("without telling an exit code", "session timed out", "working | still working");
    }

    @Test
    void a_program_that_cannot_start_is_told_in_the_words_of_the_agent() {
        ProviderException failure = failure((agent, command) -> {
            agent.client().binary(AgentWire.closed("Failed to start pty: exec /bin/sh: no such file or directory"));
            agent.awaitEnd();
        });
        assertThat(failure.getMessage()).contains("/bin/sh: no such file", "it wrote nothing");
    }

    @Test
    void a_close_of_the_stream_is_an_end_too() {
        ProviderException failure = failure((agent, command) -> {
            agent.write("half");
            agent.client().frame(0x88, new byte[] {3, (byte) 0xf3, 'd', 'o', 'w', 'n'});
            agent.awaitEnd();
        });
        assertThat(failure.getMessage()).contains("1011, down", "half");
    }

    @Test
    void a_stream_that_breaks_off_tells_what_was_seen() {
        ProviderException failure = failure((agent, command) -> agent.write("half a wo"));
        assertThat(failure.getMessage()).contains("broke off", "half a wo");
    }

    @Test
    void frames_that_must_not_be_end_it() {
        ProviderException failure = failure((agent, command) -> {
            agent.write("then");
            agent.client().raw((byte) 0x82, (byte) 0x81, (byte) 1, (byte) 2, (byte) 3, (byte) 4, (byte) 5);
            agent.awaitEnd();
        });
        assertThat(failure.getMessage()).contains("masked", "then");
    }

    @Test
    void silence_lasts_until_the_deadline_and_the_program_is_told_to_end() {
        AtomicReference<Heard> last = new AtomicReference<>();
        Instant begun = Instant.now();
        ProviderException failure = failure(Duration.ofSeconds(2), (agent, command) -> {
            agent.write("begun\r\n");
            last.set(agent.hear());
            agent.awaitEnd();
        });
        assertThat(Duration.between(begun, Instant.now())).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(8));
        assertThat(failure.getMessage()).contains("did not end before its deadline", "told to end", "begun");
        assertThat(last.get().type()).isEqualTo("input_stream_data");
        assertThat(last.get().kind()).isEqualTo(1);
        assertThat(last.get().text()).isEqualTo("\u0003");
    }

    @Test
    void a_flood_does_not_outlast_the_deadline() {
        ProviderException failure = failure(Duration.ofSeconds(2), (agent, command) -> {
            Thread reader = new Thread(agent::awaitEnd);
            reader.setDaemon(true);
            reader.start();
            byte[] line = bytes("y".repeat(1000) + "\r\n");
            for (long sequence = 0; sequence >= 0; sequence++) {
                agent.client().binary(AgentWire.output(sequence, line));
            }
        });
        assertThat(failure.getMessage())
                .contains("did not end before its deadline", "yyy")
                .hasSizeLessThan(1_000);
    }

    @Test
    void a_cancelled_run_tells_the_program_to_end() throws InterruptedException {
        AtomicReference<Heard> last = new AtomicReference<>();
        CountDownLatch over = new CountDownLatch(1);
        AtomicReference<ExecLab> here = new AtomicReference<>();
        try (ExecLab lab = new ExecLab((agent, command) -> {
            agent.write("begun\r\n");
            here.get().cancelled.set(true);
            last.set(agent.hear());
            over.countDown();
            agent.awaitEnd();
        })) {
            here.set(lab);
            assertThatThrownBy(() -> lab.exec("program")).isInstanceOf(OperationCancelledException.class);
            assertThat(over.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(last.get().text()).isEqualTo("\u0003");
        }
    }

    @Test
    void an_interrupt_is_a_cancelled_run_at_once() {
        Thread caller = Thread.currentThread();
        try (ExecLab lab = new ExecLab((agent, command) -> {
            agent.write("begun\r\n");
            caller.interrupt();
            agent.awaitEnd();
        })) {
            Instant begun = Instant.now();
            assertThatThrownBy(() -> lab.exec("program")).isInstanceOf(OperationCancelledException.class);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(10));
        } finally {
            Thread.interrupted();
        }
    }
}
