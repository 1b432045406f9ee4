package dev.nanokit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nanokit.failure.InvalidSpecException;
import dev.nanokit.failure.PlanRejectedException;
import dev.nanokit.plan.Step;
import dev.nanokit.testkit.FakeProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Images that are built are nodes of the plan: what they are built of decides. */
@Timeout(60)
final class BuildTest {

    private static final String FILE =
            """
            name: shop
            services:
              api:
                build: { context: api, args: { TOKEN: "%s" } }
                hooks: { prestart: ./migrate }
              web: { image: 'web:1' }
            """;

    @TempDir
    Path folder;

    @BeforeEach
    void files() throws IOException {
        Files.createDirectories(folder.resolve("api"));
        Files.writeString(folder.resolve("api/Dockerfile"), "FROM busybox");
        Files.writeString(folder.resolve("api/text"), "one");
    }

    private Nanokit kit(FakeProvider fake, Path where, String token) throws IOException {
        return Nanokit.load(Files.writeString(where.resolve("nanokit.yml"), FILE.formatted(token)))
                .provider(fake);
    }

    private static List<String> changed(dev.nanokit.plan.Plan plan) {
        return plan.steps().stream()
                .filter(step -> step.action().isChange())
                .map(Step::slot)
                .map(slot -> slot.toString().replaceAll("[.]1$", ""))
                .distinct()
                .toList();
    }

    private static long migrations(FakeProvider fake) {
        return fake.journal().stream()
                .filter(line -> line.startsWith("run job/api"))
                .count();
    }

    @ParameterizedTest
    @EnumSource
    void an_unchanged_one_is_kept_and_a_changed_one_is_a_new_version(Fakes kind) throws IOException {
        FakeProvider fake = kind.make();
        Nanokit kit = kit(fake, folder, "s3cret");
        kit.up();
        assertThat(migrations(fake)).isEqualTo(1);
        assertThat(kit.plan().isEmpty()).as(kit.plan().text()).isTrue();

        Files.writeString(folder.resolve("api/text"), "two");
        assertThat(changed(kit.plan()))
                .allMatch(slot -> slot.contains("/api"))
                .anyMatch(slot -> slot.equals("image/api"));
        kit.up();
        assertThat(migrations(fake)).as("once for each version").isEqualTo(2);
        assertThat(kit.plan().isEmpty()).as(kit.plan().text()).isTrue();
        kit.down();
        assertThat(kit.plan().steps()).noneMatch(step -> step.action() == dev.nanokit.plan.Action.DELETE);
    }

    @Test
    void an_argument_is_compared_and_never_shown() throws IOException {
        FakeProvider fake = FakeProvider.instances();
        kit(fake, folder, "s3cret").up();
        var plan = kit(fake, folder, "s3cret-too").plan();
        assertThat(changed(plan)).contains("image/api", "instance/api");
        assertThat(plan.text() + plan.json()).contains("arg.TOKEN").doesNotContain("s3cret");
    }

    @Test
    void a_project_that_is_moved_is_the_same(@TempDir Path elsewhere) throws IOException {
        FakeProvider fake = FakeProvider.instances();
        kit(fake, folder, "s3cret").up();
        Files.createDirectories(elsewhere.resolve("api"));
        Files.copy(folder.resolve("api/Dockerfile"), elsewhere.resolve("api/Dockerfile"));
        Files.copy(folder.resolve("api/text"), elsewhere.resolve("api/text"));
        assertThat(kit(fake, elsewhere, "s3cret").plan().isEmpty()).isTrue();
    }

    @Test
    void a_plan_that_the_files_have_left_behind_is_stale() throws IOException {
        Nanokit kit = kit(FakeProvider.instances(), folder, "s3cret");
        var plan = kit.plan();
        Files.writeString(folder.resolve("api/text"), "two");
        assertThatThrownBy(plan::apply)
                .isInstanceOf(PlanRejectedException.class)
                .hasMessageContaining("the file has changed since this plan was made");
    }

    @Test
    void what_is_missing_is_told_with_its_line_before_anything_is_asked_of_the_platform() throws IOException {
        FakeProvider fake = FakeProvider.instances();
        Nanokit kit = kit(fake, folder, "s3cret");
        Files.delete(folder.resolve("api/Dockerfile"));
        assertThatThrownBy(kit::up)
                .isInstanceOfSatisfying(
                        InvalidSpecException.class,
                        wrong -> assertThat(wrong.problems()).singleElement().satisfies(one -> {
                            assertThat(one.position().line()).isEqualTo(4);
                            assertThat(one.key()).isEqualTo("services.api.build");
                            assertThat(one.message()).contains("there is no Dockerfile");
                        }));
        assertThat(kit.status().text()).as("what needs no files").isNotNull();
    }
}
