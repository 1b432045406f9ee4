package dev.nanokit.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nanokit.model.Build;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which files a build sees, and what of them decides. */
final class BuildContextTest {

    @TempDir
    Path folder;

    @BeforeEach
    void files() throws IOException {
        write("Dockerfile", "FROM busybox\n");
        write("app/run.sh", "echo hello\n");
        write("app/notes.txt", "none\n");
        Files.createDirectories(folder.resolve("empty"));
        Files.createSymbolicLink(folder.resolve("app/link"), Path.of("run.sh"));
    }

    private void write(String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static Build build(String context, String dockerfile) {
        return new Build(context, dockerfile, Map.of());
    }

    private Build.Seen look() throws IOException {
        return BuildContext.of(build(".", "Dockerfile").in(folder)).look();
    }

    private List<String> paths() throws IOException {
        return BuildContext.of(build(".", "Dockerfile").in(folder)).files().stream()
                .map(ContextFile::path)
                .toList();
    }

    @Test
    void folders_files_and_links_are_listed_by_path() throws IOException {
        assertThat(paths()).containsExactly("Dockerfile", "app", "app/link", "app/notes.txt", "app/run.sh", "empty");
    }

    @Test
    void what_is_ignored_is_neither_listed_nor_digested() throws IOException {
        write(".dockerignore", "app\n!app/run.sh\n");
        assertThat(paths()).containsExactly(".dockerignore", "Dockerfile", "app/run.sh", "empty");
        Build.Seen before = look();
        write("app/notes.txt", "changed\n");
        assertThat(look()).isEqualTo(before);
        write("app/run.sh", "echo bye\n");
        assertThat(look()).isNotEqualTo(before);
    }

    @Test
    void a_dockerfile_may_bring_an_ignore_file_of_its_own() throws IOException {
        write(".dockerignore", "*\n");
        write("Dockerfile.dockerignore", "app\nempty\n");
        assertThat(paths()).containsExactly(".dockerignore", "Dockerfile", "Dockerfile.dockerignore");
    }

    @Test
    void times_and_places_do_not_count_and_contents_names_links_and_rights_do() throws IOException {
        Build.Seen before = look();
        Files.setLastModifiedTime(folder.resolve("app/run.sh"), FileTime.fromMillis(0));
        assertThat(look()).isEqualTo(before);

        assertThat(folder.resolve("app/run.sh").toFile().setExecutable(true)).isTrue();
        Build.Seen executable = look();
        assertThat(executable.contextDigest()).isNotEqualTo(before.contextDigest());

        Files.delete(folder.resolve("app/link"));
        Files.createSymbolicLink(folder.resolve("app/link"), Path.of("notes.txt"));
        Build.Seen linked = look();
        assertThat(linked.contextDigest()).isNotEqualTo(executable.contextDigest());

        Files.move(folder.resolve("app/notes.txt"), folder.resolve("app/notes"));
        assertThat(look().contextDigest()).isNotEqualTo(linked.contextDigest());
    }

    @Test
    void what_moves_from_one_file_to_the_next_counts() throws IOException {
        write("a", "12");
        write("b", "3");
        String before = look().contextDigest();
        write("a", "1");
        write("b", "23");
        assertThat(look().contextDigest()).isNotEqualTo(before);
    }

    @Test
    void the_dockerfile_is_in_the_context_or_in_the_folder_of_the_file() throws IOException {
        write("docker/api", "FROM busybox\n");
        assertThat(BuildContext.of(build("app", "docker/api").in(folder)).dockerfile())
                .isEqualTo(folder.resolve("docker/api"));
        assertThat(BuildContext.of(build("app", "../docker/api").in(folder)).dockerfile())
                .isEqualTo(folder.resolve("docker/api"));
        write("app/docker/api", "FROM busybox\n");
        assertThat(BuildContext.of(build("app", "docker/api").in(folder)).dockerfile())
                .as("the context first")
                .isEqualTo(folder.resolve("app/docker/api"));
    }

    @Test
    void what_is_missing_is_named() {
        assertThatThrownBy(() -> BuildContext.of(build("nowhere", "Dockerfile").in(folder)))
                .isInstanceOf(IOException.class)
                .hasMessage("there is no folder " + folder.resolve("nowhere"));
        assertThatThrownBy(() -> BuildContext.of(build("app", "Dockerfile.no").in(folder)))
                .hasMessage("there is no Dockerfile " + folder.resolve("app/Dockerfile.no"));
    }

    @Test
    void a_line_that_is_no_pattern_is_told_with_its_file() throws IOException {
        write(".dockerignore", "ok\n[\n");
        assertThatThrownBy(this::look)
                .hasMessageContaining(folder.resolve(".dockerignore").toString())
                .hasMessageContaining("line 2");
    }

    @Test
    void the_text_form_of_a_build_shows_no_arguments() {
        assertThat(new Build(".", "Dockerfile", Map.of("TOKEN", "s3cret")).toString())
                .doesNotContain("s3cret");
    }
}
