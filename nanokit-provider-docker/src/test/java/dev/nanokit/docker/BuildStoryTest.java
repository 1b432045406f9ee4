package dev.nanokit.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is told of a build. */
final class BuildStoryTest {

    private final List<String> told = new ArrayList<>();

    @Test
    void steps_are_told_and_the_end_of_the_last_ones_words_is_kept() {
        BuildStory story = new BuildStory(told::add, List.of());
        story.said("Step 1/2 : FROM busy");
        story.said("box\n ---> 123\nStep 2/2 : RUN x\n");
        for (int number = 1; number <= 30; number++) {
            story.said("line " + number + "\n");
        }
        story.said("half");
        story.failed("code 3");
        assertThat(told).containsExactly("Step 1/2 : FROM busybox", "Step 2/2 : RUN x");
        assertThat(story.step()).hasValue(2);
        assertThat(story.instruction()).isEqualTo("RUN x");
        assertThat(story.output()).hasSize(20).startsWith("line 12").endsWith("line 30", "half");
        assertThat(story.failure()).contains("code 3");
    }

    @Test
    void values_of_arguments_are_never_told() {
        BuildStory story = new BuildStory(told::add, List.of("s3cret", "s3cret-too", "ab"));
        story.said("Step 1/1 : RUN echo s3cret-too\nsays s3cret\nab\n");
        story.failed("echo s3cret failed");
        assertThat(told).containsExactly("Step 1/1 : RUN echo ***");
        assertThat(story.output()).containsExactly("says ***", "ab");
        assertThat(story.failure()).contains("echo *** failed");
    }
}
