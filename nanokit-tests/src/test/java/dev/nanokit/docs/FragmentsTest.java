package dev.nanokit.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nanokit.Nanokit;
import dev.nanokit.tests.Sources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the pages show of code is compiled and run: each fragment stands, line by line, in a test of this package. */
final class FragmentsTest {

    private static String page(String name) throws IOException {
        return Files.readString(Sources.root().resolve("docs").resolve(name));
    }

    private static List<String> fragments(String page, String language) throws IOException {
        Matcher block =
                Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL).matcher(page(page));
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
    void the_code_of_metadata_stands_in_a_test() throws IOException {
        assertThat(fragments("metadata.md", "java")).singleElement().satisfies(fragment -> assertThat(flat(compiled()))
                .contains(flat(fragment)));
    }

    @Test
    void the_file_of_test_your_release_can_be_read() throws IOException {
        List<String> files = fragments("test-your-release.md", "yaml");
        assertThat(files).isNotEmpty();
        for (String file : files) {
            assertThat(Nanokit.load(file).validate().services()).isNotEmpty();
        }
    }

    /** Each file of the page is one of the sample's, whole, and none of these is missing. */
    @Test
    void the_files_of_write_a_provider_are_those_of_the_sample() throws IOException {
        Path sample = Sources.root().resolve(Path.of("samples", "first-provider"));
        Map<String, String> shown = new TreeMap<>();
        Matcher file = Pattern.compile("`(src/[^`]*\\.java)`:\n\n```java\n(.*?)```", Pattern.DOTALL)
                .matcher(page("write-a-provider.md"));
        while (file.find()) {
            shown.put(file.group(1), file.group(2));
        }
        assertThat(shown).hasSizeGreaterThan(5);
        for (Map.Entry<String, String> one : shown.entrySet()) {
            assertThat(one.getValue()).as(one.getKey()).isEqualTo(Files.readString(sample.resolve(one.getKey())));
        }
        try (Stream<Path> main = Files.list(sample.resolve("src/main/java/org/example/embedded"))) {
            assertThat(main.map(path -> "src/main/java/org/example/embedded/" + path.getFileName())
                            .filter(path -> !path.endsWith("package-info.java")))
                    .allSatisfy(path -> assertThat(shown).containsKey(path));
        }
    }

    @Test
    void the_use_that_write_a_provider_shows_stands_in_a_test_of_the_sample() throws IOException {
        String test = flat(Files.readString(
                Sources.root().resolve("samples/first-provider/src/test/java/org/example/embedded/FirstUseTest.java")));
        List<String> code = fragments("write-a-provider.md", "java");
        assertThat(test).contains(flat(code.get(code.size() - 1)));
        assertThat(fragments("write-a-provider.md", "yaml")).singleElement().satisfies(yaml -> assertThat(test)
                .contains(flat(yaml.replace("8081", "%d"))));
        assertThat(page("write-a-provider.md"))
                .contains(
                        "```text\n"
                                + Files.readString(
                                        Sources.root()
                                                .resolve(
                                                        "samples/first-provider/src/main/resources/META-INF/services/dev.nanokit.provider.Provider")));
    }
}
