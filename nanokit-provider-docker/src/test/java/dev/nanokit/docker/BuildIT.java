package dev.nanokit.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.dockerjava.api.model.Image;
import dev.nanokit.Nanokit;
import dev.nanokit.event.NanokitEvent;
import dev.nanokit.failure.InvalidSpecException;
import dev.nanokit.failure.RolloutFailedException;
import dev.nanokit.failure.StepFailure;
import dev.nanokit.plan.Action;
import dev.nanokit.plan.Plan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images that are built by the engine. */
@OnDocker
final class BuildIT {

    private static final String RUNS = "CMD [\"sleep\", \"1000\"]\n";

    private final Lab lab = new Lab("build");
    private final List<String> progress = new CopyOnWriteArrayList<>();

    @TempDir
    Path folder;

    @BeforeEach
    void files() throws IOException {
        write("Dockerfile", "FROM busybox:latest\nCOPY . /app/\n" + RUNS);
        write("text", "one\n");
    }

    @AfterEach
    void cleanUp() {
        lab.close();
    }

    private void write(String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private Nanokit kit(String services) throws IOException {
        write("nanokit.yml", lab.yaml("services:\n" + services));
        return Nanokit.load(folder.resolve("nanokit.yml"))
                .provider(new DockerProvider())
                .listener(event -> {
                    if (event instanceof NanokitEvent.StepProgressed progressed) {
                        progress.add(progressed.progress());
                    }
                });
    }

    private static String in(Nanokit kit, String service, String... command) {
        return String.join("\n", kit.exec(service, command).output());
    }

    private Stream<String> built() {
        return progress.stream().filter(line -> line.startsWith("building "));
    }

    private List<String> images() {
        return lab.client().listImagesCmd().withLabelFilter(ImageLabel.NAME).exec().stream()
                .map(Image::getRepoTags)
                .flatMap(tags -> tags == null ? Stream.of() : Stream.of(tags))
                .filter(name -> name.startsWith("nk-" + lab.project()))
                .toList();
    }

    @Test
    void each_of_the_three_forms_is_built_and_runs() throws IOException {
        write("web/Dockerfile", "FROM busybox:latest\nCOPY page /page\n" + RUNS);
        write("web/page", "of a path\n");
        write(
                "docker/api",
                "FROM busybox:latest\nARG REVISION=none\nRUN echo $REVISION >/revision\nCOPY page /page\n" + RUNS);
        write("api/page", "of a map\n");
        Nanokit kit = kit("  all: { build: true }\n  web: { build: ./web }\n  api:\n"
                + "    build: { context: api, dockerfile: docker/api, args: { REVISION: '7' } }\n");
        kit.up();

        assertThat(in(kit, "all", "cat", "/app/text")).isEqualTo("one");
        assertThat(in(kit, "web", "cat", "/page")).isEqualTo("of a path");
        assertThat(in(kit, "api", "cat", "/page", "/revision")).isEqualTo("of a map\n7");
        assertThat(in(kit, "api", "ls", "-a", "/"))
                .as("the Dockerfile is not in the image")
                .doesNotContain("nanokit");
        assertThat(progress).anyMatch(line -> line.startsWith("Step 2/"));
        assertThat(images()).hasSize(3);
    }

    @Test
    void what_is_unchanged_is_not_built_and_what_changes_rolls() throws IOException {
        String service = "  it: { build: ./app, updateStrategy: rolling }\n";
        write("app/Dockerfile", "FROM busybox:latest\nCOPY text /text\n" + RUNS);
        write("app/text", "one\n");
        kit(service).up();
        progress.clear();

        Nanokit again = kit("  # another comment\n" + service);
        assertThat(again.plan().isEmpty()).as(again.plan().text()).isTrue();
        assertThat(again.up().plan().isEmpty()).isTrue();
        assertThat(built()).isEmpty();

        write("app/text", "two\n");
        Plan plan = again.plan();
        assertThat(plan.text()).contains("image/it").contains("changed: ~context");
        assertThat(built()).as("a plan builds nothing").isEmpty();
        String before = images().get(0);
        again.up();
        assertThat(in(again, "it", "cat", "/text")).isEqualTo("two");
        assertThat(built()).hasSize(1);
        assertThat(images()).as("the one before goes").hasSize(1).doesNotContain(before);
        assertThat(again.plan().isEmpty()).as(again.plan().text()).isTrue();

        again.down();
        assertThat(images()).isEmpty();
    }

    @Test
    void hooks_run_once_for_each_build() throws IOException {
        String service = "  it: { build: ./app, hooks: { prestart: 'cat /text >>/d/log' }, volumes: ['data:/d'] }\n"
                + "volumes: { data: {} }\n";
        write("app/Dockerfile", "FROM busybox:latest\nCOPY text /text\n" + RUNS);
        write("app/text", "one\n");
        Nanokit kit = kit(service);
        kit.up();
        write("app/text", "two\n");
        kit.up();
        assertThat(in(kit, "it", "cat", "/d/log")).isEqualTo("one\ntwo");
    }

    @Test
    void what_is_ignored_is_neither_in_the_image_nor_a_reason_to_build() throws IOException {
        write("app/Dockerfile", "FROM busybox:latest\nCOPY . /app/\n" + RUNS);
        write("app/.dockerignore", "logs\n*.tmp\n!keep.tmp\nDockerfile\n.dockerignore\n");
        write("app/logs/today", "noise\n");
        write("app/a.tmp", "noise\n");
        write("app/keep.tmp", "kept\n");
        write("app/sub/run", "#!/bin/sh\nexit 0\n");
        assertThat(folder.resolve("app/sub/run").toFile().setExecutable(true)).isTrue();
        Files.createSymbolicLink(folder.resolve("app/link"), Path.of("sub/run"));
        Nanokit kit = kit("  it: { build: app }\n");
        kit.up();
        assertThat(in(kit, "it", "find", "/app").lines().sorted())
                .containsExactly("/app", "/app/keep.tmp", "/app/link", "/app/sub", "/app/sub/run");
        assertThat(in(kit, "it", "/app/link")).isEmpty();

        write("app/logs/tomorrow", "noise\n");
        assertThat(kit.plan().isEmpty()).as(kit.plan().text()).isTrue();
    }

    @Test
    void a_step_that_fails_is_named_with_its_line_and_the_end_of_what_it_said() throws IOException {
        write(
                "Dockerfile",
                "FROM busybox:latest\n\n# comment\nARG TOKEN\nRUN echo hello && \\\n  echo $TOKEN && exit 3\n" + RUNS);
        Nanokit kit = kit("  it: { build: { args: { TOKEN: s3cret-token } } }\n");
        RolloutFailedException failure = catchThrowableOfType(RolloutFailedException.class, kit::up);
        StepFailure step = failure.report().failures().get(0);
        assertThat(step.step()).startsWith("create image/it");
        assertThat(step.message()).contains("line 5").contains("step 3").contains("returned a non-zero code: 3");
        assertThat(step.logTail()).contains("hello").noneMatch(line -> line.contains("s3cret"));
        assertThat(step.position().orElseThrow().line()).isGreaterThan(2);
        assertThat(failure.report().text()).doesNotContain("s3cret");
        assertThat(progress).noneMatch(line -> line.contains("s3cret"));
        assertThat(images()).isEmpty();
        assertThat(lab.names()).isEmpty();
    }

    @Test
    void a_change_of_an_argument_builds_anew_and_is_never_told() throws IOException {
        write("Dockerfile", "FROM busybox:latest\nARG TOKEN\nRUN echo $TOKEN | wc -c >/length\n" + RUNS);
        String service = "  it: { build: { args: { TOKEN: '%s' } } }\n";
        kit(service.formatted("s3cret-1")).up();
        Nanokit kit = kit(service.formatted("s3cret-more"));
        assertThat(kit.plan().text()).contains("arg.TOKEN").doesNotContain("s3cret");
        assertThat(kit.plan().json()).doesNotContain("s3cret");
        kit.up();
        assertThat(in(kit, "it", "cat", "/length").strip()).isEqualTo("12");
        Image image = lab.client()
                .listImagesCmd()
                .withLabelFilter(ImageLabel.NAME)
                .exec()
                .get(0);
        assertThat(image.getLabels().toString()).doesNotContain("s3cret");
        assertThat(lab.containers().get(0).getLabels().toString()).doesNotContain("s3cret");
    }

    @Test
    void what_is_missing_is_told_when_a_plan_is_made_with_its_line() throws IOException {
        Nanokit kit = kit("  a: { build: ./nowhere }\n  b:\n    build: { dockerfile: Dockerfile.no }\n");
        assertThatThrownBy(kit::plan)
                .isInstanceOfSatisfying(InvalidSpecException.class, wrong -> assertThat(wrong.problems())
                        .extracting(one -> one.key() + " " + one.position().line())
                        .containsExactly("services.a.build 4", "services.b.build 6"))
                .hasMessageContaining("there is no folder " + folder.resolve("nowhere"))
                .hasMessageContaining("there is no Dockerfile " + folder.resolve("Dockerfile.no"));
    }

    @Test
    void a_run_that_is_cancelled_ends_its_build() throws Exception {
        write("Dockerfile", "FROM busybox:latest\nRUN echo begun " + lab.project() + " && sleep 100\n" + RUNS);
        Nanokit kit = kit("  it: { build: . }\n");
        CompletableFuture<?> up = kit.upAsync();
        Lab.until("the build runs", () -> progress.stream().anyMatch(line -> line.startsWith("Step 2/")));
        up.cancel(true);
        Lab.until("the build has ended", () -> lab.client().listContainersCmd().exec().stream()
                .noneMatch(one -> one.getCommand().contains(lab.project())));
        assertThat(images()).isEmpty();
        lab.kit("").options(o -> o.waitForLease(Duration.ofSeconds(40))).down();
    }

    @Test
    void a_container_that_somebody_else_runs_of_a_built_image_is_left_alone() throws IOException {
        Nanokit kit = kit("  it: { build: . }\n");
        kit.up();
        String foreign =
                lab.foreign(lab.client().createContainerCmd(images().get(0)).withCmd("sleep", "1000"));
        assertThat(kit.plan().isEmpty()).as(kit.plan().text()).isTrue();
        assertThat(kit.status().text()).doesNotContain(foreign.substring(0, 12));
        lab.removeForeign();
        assertThat(kit.plan().steps().stream().filter(step -> step.action() == Action.DELETE))
                .isEmpty();
    }
}
