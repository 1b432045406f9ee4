package dev.nanokit.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** By https://docs.docker.com/reference/dockerfile/#format. */
final class DockerfileLinesTest {

    @Test
    void comments_and_empty_lines_are_no_steps_and_a_line_may_go_on() {
        DockerfileLines lines = DockerfileLines.of(List.of(
                "# syntax=docker/dockerfile:1",
                "FROM busybox",
                "",
                "RUN one && \\",
                "# between",
                "  two",
                "RUN three"));
        assertThat(lines.ofStep(1)).hasValue(2);
        assertThat(lines.ofStep(2)).hasValue(4);
        assertThat(lines.ofStep(3)).hasValue(7);
        assertThat(lines.ofStep(4)).isEmpty();
        assertThat(lines.ofStep(0)).isEmpty();
    }

    @Test
    void the_escape_character_is_the_files_own() {
        DockerfileLines lines =
                DockerfileLines.of(List.of("# escape=`", "FROM x", "RUN a `", "b", "COPY c d\\", "RUN e"));
        assertThat(lines.ofStep(3)).hasValue(5);
        assertThat(lines.ofStep(4)).hasValue(6);
    }
}
