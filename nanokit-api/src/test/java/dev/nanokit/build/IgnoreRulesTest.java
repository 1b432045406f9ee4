package dev.nanokit.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The examples of https://docs.docker.com/build/concepts/context/#dockerignore-files, and of Go's filepath.Match. */
final class IgnoreRulesTest {

    private static final String PATHS =
            "README.md README-secret.md notes.md docs/guide.md main.go cmd/main.go tempa tempb"
                    + " temp/x somedir/temporary.txt somedir/temp/y somedir/subdir/temporary.txt foo/bar bar node_modules/a/b.js"
                    + " src/node_modules/c.js src/app.js";

    private static List<String> kept(String... lines) {
        IgnoreRules rules = IgnoreRules.of(List.of(lines));
        return Arrays.stream(PATHS.split(" ", -1))
                .filter(path -> !rules.leavesOut(path))
                .toList();
    }

    private static List<String> leftOut(String... lines) {
        IgnoreRules rules = IgnoreRules.of(List.of(lines));
        return Arrays.stream(PATHS.split(" ", -1)).filter(rules::leavesOut).toList();
    }

    @Test
    void comments_and_empty_lines_are_no_patterns() {
        assertThat(leftOut("# comment", "", "   ", "#bar", ".", "/")).isEmpty();
    }

    @Test
    void a_star_stands_for_a_part_of_one_name() {
        assertThat(leftOut("*/temp*")).containsExactly("somedir/temporary.txt", "somedir/temp/y");
        assertThat(leftOut("*/*/temp*")).containsExactly("somedir/subdir/temporary.txt");
        assertThat(leftOut("*.md")).containsExactly("README.md", "README-secret.md", "notes.md");
    }

    @Test
    void a_question_mark_stands_for_one_character() {
        assertThat(leftOut("temp?")).containsExactly("tempa", "tempb");
    }

    @Test
    void two_stars_stand_for_any_number_of_folders_and_for_none() {
        assertThat(leftOut("**/*.go")).containsExactly("main.go", "cmd/main.go");
        assertThat(leftOut("**/node_modules")).containsExactly("node_modules/a/b.js", "src/node_modules/c.js");
        assertThat(leftOut("somedir/**"))
                .containsExactly("somedir/temporary.txt", "somedir/temp/y", "somedir/subdir/temporary.txt");
        assertThat(leftOut("src/**/c.js")).containsExactly("src/node_modules/c.js");
    }

    @Test
    void a_folder_is_left_out_with_all_that_is_in_it() {
        assertThat(leftOut("node_modules")).containsExactly("node_modules/a/b.js");
    }

    @Test
    void a_path_is_cleaned_and_begins_at_the_context() {
        assertThat(leftOut("/foo/bar")).containsExactly("foo/bar");
        assertThat(leftOut("  ./foo//x/../bar/  ")).containsExactly("foo/bar");
        assertThat(leftOut("../bar")).containsExactly("bar");
    }

    @Test
    void an_exception_takes_in_again_and_the_last_line_that_fits_decides() {
        assertThat(leftOut("*.md", "!README.md")).containsExactly("README-secret.md", "notes.md");
        assertThat(leftOut("*.md", "!README*.md", "README-secret.md")).containsExactly("README-secret.md", "notes.md");
        assertThat(leftOut("*.md", "README-secret.md", "!README*.md")).containsExactly("notes.md");
        assertThat(kept("*", "!src")).containsExactly("src/node_modules/c.js", "src/app.js");
        assertThat(kept("*", "!src/app.js")).containsExactly("src/app.js");
        assertThat(kept("**", "!**/*.go")).containsExactly("main.go", "cmd/main.go");
    }

    @Test
    void a_group_stands_for_one_of_its_characters() {
        assertThat(leftOut("temp[a-b]")).containsExactly("tempa", "tempb");
        assertThat(leftOut("temp[^a]")).containsExactly("tempb");
        assertThat(leftOut("tem[op][a\\b]")).containsExactly("tempa", "tempb");
        assertThat(leftOut("foo[^a]bar")).as("no group stands for a slash").isEmpty();
    }

    @Test
    void signs_of_other_languages_of_patterns_stand_for_themselves() {
        IgnoreRules rules = IgnoreRules.of(List.of("a+(b).{c}|d$", "\\*x", "^y"));
        assertThat(List.of("a+(b).{c}|d$", "*x", "^y")).allMatch(rules::leavesOut);
        assertThat(List.of("aa(b).{c}|d$", "ax", "y")).noneMatch(rules::leavesOut);
    }

    @Test
    void only_exceptions_that_may_fit_in_it_lead_into_a_folder_that_is_left_out() {
        IgnoreRules rules = IgnoreRules.of(List.of("*", "!src/app/*.js", "!lib", "!do*/x"));
        assertThat(List.of("src", "src/app", "lib", "lib/deep", "docs")).allMatch(rules::mayTakeInOf);
        assertThat(List.of("node_modules", "src/other", "library")).noneMatch(rules::mayTakeInOf);
        assertThat(IgnoreRules.of(List.of("*")).mayTakeInOf("src")).isFalse();
    }

    @Test
    void what_is_no_pattern_is_named_with_its_line() {
        assertThatThrownBy(() -> IgnoreRules.of(List.of("a", "b[c")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("line 2")
                .hasMessageContaining("b[c");
        assertThatThrownBy(() -> IgnoreRules.of(List.of("!"))).hasMessageContaining("line 1");
        assertThatThrownBy(() -> IgnoreRules.of(List.of("[z-a]"))).hasMessageContaining("line 1");
    }
}
