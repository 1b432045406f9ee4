package dev.nanokit.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nanokit.aws.lab.exec.AgentWords;
import dev.nanokit.provider.ProgramResult;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class MarkedCommandTest {

    static Stream<List<String>> commands() {
        return Stream.of(
                List.of("echo", "plain"),
                List.of(
                        "printf",
                        "[%s]",
                        "",
                        " ",
                        "two words",
                        "it's",
                        "\"quoted\"",
                        "'",
                        "\\",
                        "\\'",
                        "$HOME",
                        "`id`"),
                List.of(
                        "printf",
                        "[%s]",
                        "$(id)",
                        "*",
                        "~",
                        "#no comment",
                        "a;b",
                        "a&b",
                        "a|b",
                        "a>b",
                        "!x",
                        "-n",
                        "ä€"),
                List.of("printf", "[%s]", "line\nbreak", "tab\there", "{{x}}", "{{{{", "${{}}", "a{b", "{", "''{{''"),
                List.of("sh", "-c", "printf '[%s]' \"$0\" \"$@\"", "it's {{ here }}", "and 'there'"));
    }

    /** What the agent makes of it, and a real shell of that. */
    @ParameterizedTest
    @MethodSource("commands")
    void every_word_arrives_as_it_was(List<String> command) throws IOException, InterruptedException {
        MarkedCommand marked = MarkedCommand.of(command);
        List<String> words = AgentWords.split(marked.text());
        assertThat(words).hasSize(3).startsWith("/bin/sh", "-c");
        assertThat(marked.text()).doesNotContain("{{");
        ProgramResult direct = run(command, "never");
        ProgramResult wrapped = run(words, marked.marker());
        assertThat(wrapped.output()).isEqualTo(direct.output());
        assertThat(wrapped.exitCode()).isZero();
    }

    private static ProgramResult run(List<String> words, String marker) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        ExecOutput output = new ExecOutput(marker);
        output.add(process.getInputStream().readAllBytes());
        if (output.result().isEmpty()) {
            output.add((marker + ":" + process.waitFor() + "\n").getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        }
        return output.result().orElseThrow();
    }

    @Test
    void exit_codes_arrive() throws IOException, InterruptedException {
        for (int code : List.of(0, 1, 7, 127, 255)) {
            assertThat(exitCode("sh", "-c", "exit " + code)).isEqualTo(code);
        }
        assertThat(exitCode("/no/such/program")).isEqualTo(127);
        assertThat(exitCode("sh", "-c", "kill -9 $$")).isEqualTo(137);
    }

    /** Nobody types: what reads sees the end at once, and does not wait. */
    @Test
    void what_it_reads_is_empty() throws IOException, InterruptedException {
        assertThat(exitCode("sh", "-c", "read line")).isEqualTo(1);
        assertThat(exitCode("cat")).isZero();
    }

    private static int exitCode(String... command) throws IOException, InterruptedException {
        MarkedCommand marked = MarkedCommand.of(List.of(command));
        return run(AgentWords.split(marked.text()), marked.marker()).exitCode();
    }

    @Test
    void each_has_a_marker_of_its_own() {
        assertThat(MarkedCommand.of(List.of("x")).marker())
                .matches("nk-end-[0-9a-f-]{18}")
                .isNotEqualTo(MarkedCommand.of(List.of("x")).marker());
    }
}
