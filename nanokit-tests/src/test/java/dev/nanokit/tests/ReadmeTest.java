package dev.nanokit.tests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nanokit.Nanokit;
import dev.nanokit.testkit.FakeProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the README says is so. */
final class ReadmeTest {

    @Test
    void its_file_comes_up() throws IOException {
        FakeProvider fake = FakeProvider.instances();
        Nanokit.load(block("yaml"))
                .variable("DB_PASSWORD", "secret")
                .provider(fake)
                .up();
        assertThat(fake.answering("web")).isEqualTo(2);
    }

    @Test
    void each_of_its_two_sections_has_one_command() throws IOException {
        assertThat(section("Run it")).hasLineCount(1);
        assertThat(section("Test it")).hasLineCount(1);
    }

    private static String section(String title) throws IOException {
        String readme = Files.readString(Sources.root().resolve("README.md"));
        String section = readme.substring(readme.indexOf("\n## " + title + "\n") + 1);
        int next = section.indexOf("\n## ", 1);
        return only(next < 0 ? section : section.substring(0, next), "sh");
    }

    private static String block(String language) throws IOException {
        String readme = Files.readString(Sources.root().resolve("README.md"));
        Matcher block =
                Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL).matcher(readme);
        assertThat(block.find()).isTrue();
        return block.group(1);
    }

    private static String only(String text, String language) {
        Matcher block = Pattern.compile("```" + language + "\n(.*?)\n```", Pattern.DOTALL)
                .matcher(text);
        assertThat(block.find()).isTrue();
        String found = block.group(1);
        assertThat(block.find()).as("one block").isFalse();
        return found;
    }
}
