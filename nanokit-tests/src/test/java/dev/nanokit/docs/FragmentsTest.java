package dev.nanokit.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nanokit.Nanokit;
import dev.nanokit.tests.Sources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the pages show of code is compiled and run: each fragment stands, line by line, in a test of this package. */
final class FragmentsTest {

    private static List<String> fragments(String page, String language) throws IOException {
        String text = Files.readString(Sources.root().resolve("docs").resolve(page));
        Matcher block =
                Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL).matcher(text);
        List<String> fragments = new ArrayList<>();
        while (block.find()) {
            fragments.add(block.group(1));
        }
        return fragments;
    }

    private static String compiled() throws IOException {
        Path here = Sources.root().resolve(Path.of("nanokit-tests", "src", "test", "java", "dev", "nanokit", "docs"));
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.list(here)) {
            for (Path file : files.sorted().toList()) {
                all.append(Files.readString(file)).append('\n');
            }
        }
        return all.toString();
    }

    /** How a line is broken and indented is the formatter's. */
    private static String flat(String code) {
        return code.replaceAll("\\s+", "");
    }

    @Test
    void the_code_of_test_your_release_stands_in_a_test() throws IOException {
        List<String> fragments = fragments("test-your-release.md", "java");
        assertThat(fragments).hasSizeGreaterThan(5);
        String compiled = flat(compiled());
        assertThat(fragments).allSatisfy(fragment -> assertThat(compiled).contains(flat(fragment)));
    }

    @Test
    void the_file_of_test_your_release_can_be_read() throws IOException {
        List<String> files = fragments("test-your-release.md", "yaml");
        assertThat(files).isNotEmpty();
        for (String file : files) {
            assertThat(Nanokit.load(file).validate().services()).isNotEmpty();
        }
    }
}
