package dev.nanokit.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nanokit.build.BuildContext;
import dev.nanokit.model.Build;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the engine is sent. */
final class ContextTarTest {

    @TempDir
    Path folder;

    private void write(String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static Map<String, String> read(InputStream archive) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (TarArchiveInputStream tar = new TarArchiveInputStream(archive)) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                String content = new String(tar.readAllBytes(), StandardCharsets.UTF_8);
                String kind = entry.isSymbolicLink() ? "-> " + entry.getLinkName() : content;
                files.put(entry.getName(), Integer.toOctalString(entry.getMode() & 0777) + " " + kind);
            }
        }
        return files;
    }

    @Test
    void files_folders_and_links_go_with_the_rights_that_count() throws IOException {
        String deep = "a/" + "long-name-".repeat(20) + "/x";
        write("Dockerfile", "FROM busybox");
        write("run", "1");
        write(deep, "deep");
        assertThat(folder.resolve("run").toFile().setExecutable(true)).isTrue();
        Files.createSymbolicLink(folder.resolve("link"), Path.of("run"));
        BuildContext context = BuildContext.of(folder, folder.resolve("Dockerfile"));
        ContextTar tar = new ContextTar(context, context.look());
        assertThat(tar.dockerfile()).isEqualTo("Dockerfile");
        assertThat(read(tar))
                .containsEntry("Dockerfile", "644 FROM busybox")
                .containsEntry("run", "755 1")
                .containsEntry("a/", "755 ")
                .containsEntry(deep, "644 deep")
                .hasEntrySatisfying("link", link -> assertThat(link).endsWith("-> run"))
                .hasSize(6);
    }

    @Test
    void a_dockerfile_from_elsewhere_goes_along_and_is_kept_out_of_the_image() throws IOException {
        write("app/x", "1");
        write("app/.dockerignore", "y");
        write("Dockerfile", "FROM busybox");
        BuildContext context = BuildContext.of(folder.resolve("app"), folder.resolve("Dockerfile"));
        ContextTar tar = new ContextTar(context, context.look());
        Map<String, String> files = read(tar);
        assertThat(files).containsEntry(tar.dockerfile(), "644 FROM busybox").hasSize(3);
        assertThat(files.get(".dockerignore")).contains("y\n" + tar.dockerfile() + "\n");
    }

    @Test
    void what_has_changed_since_it_was_looked_at_has_no_end() throws IOException {
        write("Dockerfile", "FROM busybox");
        write("x", "1");
        Build.Seen seen = BuildContext.of(folder, folder.resolve("Dockerfile")).look();
        write("x", "2");
        ContextTar tar = new ContextTar(BuildContext.of(folder, folder.resolve("Dockerfile")), seen);
        assertThatThrownBy(tar::readAllBytes)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("not what they were");
        assertThat(tar.failure()).isPresent();
    }

    @Test
    void a_file_that_grows_or_shrinks_while_it_is_sent_ends_it_too() throws IOException {
        for (String now : new String[] {"longer than before", ""}) {
            write("Dockerfile", "FROM busybox");
            write("x", "before");
            BuildContext context = BuildContext.of(folder, folder.resolve("Dockerfile"));
            ContextTar tar = new ContextTar(context, context.look());
            write("x", now);
            assertThatThrownBy(tar::readAllBytes).isInstanceOf(IOException.class);
            assertThat(tar.failure()).isPresent();
        }
    }

    @Test
    void a_large_context_is_sent_in_pieces() throws IOException {
        write("Dockerfile", "FROM busybox");
        Files.write(folder.resolve("large"), new byte[300_001]);
        BuildContext context = BuildContext.of(folder, folder.resolve("Dockerfile"));
        long length = 0;
        try (ContextTar tar = new ContextTar(context, context.look())) {
            byte[] some = new byte[7_000];
            for (int read = tar.read(some, 0, some.length); read >= 0; read = tar.read(some, 0, some.length)) {
                length += read;
            }
        }
        assertThat(length).isGreaterThan(300_001).isLessThan(330_000);
    }
}
