package dev.nanokit.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nanokit.provider.ProgramResult;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class ExecOutputTest {

    private static final String MARKER = "nk-end-0a1b";

    private final ExecOutput output = new ExecOutput(MARKER);

    private void write(String text) {
        output.add(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void lines_and_exit_code_are_told() {
        write("one\r\ntwo\r\n" + MARKER + ":7\r\n");
        assertThat(output.result()).contains(new ProgramResult(7, List.of("one", "two")));
    }

    @Test
    void no_output_is_no_line() {
        write(MARKER + ":0\r\n");
        assertThat(output.result()).contains(new ProgramResult(0, List.of()));
    }

    @Test
    void a_last_line_without_an_end_is_a_line() {
        write("one\r\ntwo" + MARKER + ":255\n");
        assertThat(output.result()).contains(new ProgramResult(255, List.of("one", "two")));
    }

    @Test
    void empty_lines_stay() {
        write("\r\none\r\n\r\n" + MARKER + ":0\r\n");
        assertThat(output.result().orElseThrow().output()).containsExactly("", "one", "");
    }

    /** A program that ends lines like a terminal does gets a second return from the terminal. */
    @Test
    void returns_before_an_end_of_line_count_for_nothing() {
        write("one\r\r\ntwo\r\n" + MARKER + ":0\r\n");
        assertThat(output.result().orElseThrow().output()).containsExactly("one", "two");
    }

    @Test
    void bytes_may_be_cut_anywhere() {
        byte[] all = ("grün €\uD83D\uDE00\r\n" + MARKER + ":12\r\n").getBytes(StandardCharsets.UTF_8);
        for (int first = 0; first <= all.length; first++) {
            for (int second = first; second <= all.length; second++) {
                ExecOutput cut = new ExecOutput(MARKER);
                cut.add(java.util.Arrays.copyOfRange(all, 0, first));
                cut.add(java.util.Arrays.copyOfRange(all, first, second));
                cut.add(java.util.Arrays.copyOfRange(all, second, all.length));
                assertThat(cut.result()).contains(new ProgramResult(12, List.of("grün €\uD83D\uDE00")));
            }
        }
    }

    @Test
    void an_exit_code_that_has_not_come_whole_is_waited_for() {
        write("x\r\n" + MARKER + ":1");
        assertThat(output.result()).isEmpty();
        write("3");
        assertThat(output.result()).isEmpty();
        write("\r");
        assertThat(output.result()).contains(new ProgramResult(13, List.of("x")));
    }

    /** The command line is in the output of ps, for instance. */
    @Test
    void a_marker_without_a_number_is_output() {
        write("sh -c x; echo " + MARKER + ":$?\r\n" + MARKER + ":1234\r\n" + MARKER + ":9x\r\n" + MARKER + ":4\r\n");
        assertThat(output.result().orElseThrow().exitCode()).isEqualTo(4);
        assertThat(output.result().orElseThrow().output()).hasSize(3);
    }

    @Test
    void what_comes_after_the_end_is_left() {
        write(MARKER + ":0\r\nlate\r\n" + MARKER + ":5\r\n");
        write("later");
        assertThat(output.result()).contains(new ProgramResult(0, List.of()));
    }

    @Test
    void of_a_flood_the_last_mebibyte_is_kept_in_whole_lines() {
        String line = "0123456789".repeat(9) + "\r\n";
        int lines = 200_000;
        for (int index = 0; index < lines; index++) {
            write(String.format("%08d %s", index, line));
        }
        write(MARKER + ":3\r\n");
        List<String> kept = output.result().orElseThrow().output();
        assertThat(output.result().orElseThrow().exitCode()).isEqualTo(3);
        assertThat(kept).hasSizeBetween((ExecOutput.KEPT / 101) - 2, ExecOutput.KEPT / 101);
        for (int index = 0; index < kept.size(); index++) {
            assertThat(kept.get(index)).startsWith(String.format("%08d ", lines - kept.size() + index));
        }
    }

    @Test
    void one_endless_line_begins_with_a_whole_character() {
        byte[] part = "€".repeat(1000).getBytes(StandardCharsets.UTF_8);
        for (int round = 0; round < 1_200; round++) {
            output.add(part);
        }
        write("\r\n" + MARKER + ":0\r\n");
        List<String> kept = output.result().orElseThrow().output();
        assertThat(kept).hasSize(1);
        assertThat(kept.get(0)).matches("€+");
    }

    @Test
    void bytes_that_are_no_text_do_no_harm() {
        byte[] noise = new byte[3_000_000];
        new Random(3).nextBytes(noise);
        output.add(noise);
        write("\n" + MARKER + ":1\n");
        assertThat(output.result().orElseThrow().exitCode()).isEqualTo(1);
    }

    @Test
    void the_end_of_what_came_is_told_in_one_line() {
        assertThat(output.tail(10)).isEmpty();
        write("one\r\ntwo\r\nthree");
        assertThat(output.tail(100)).isEqualTo("one | two | three");
        assertThat(output.tail(5)).isEqualTo("…three");
    }
}
