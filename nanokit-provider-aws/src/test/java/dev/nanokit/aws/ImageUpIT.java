package dev.nanokit.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nanokit.Nanokit;
import dev.nanokit.aws.lab.AwsLab;
import dev.nanokit.aws.lab.Call;
import dev.nanokit.aws.lab.OnMoto;
import dev.nanokit.aws.lab.wire.ApiResponse;
import dev.nanokit.aws.lab.wire.Refusal;
import dev.nanokit.aws.lab.wire.Trees;
import dev.nanokit.failure.RolloutFailedException;
import dev.nanokit.plan.Plan;
import dev.nanokit.plan.Step;
import dev.nanokit.testkit.FakeProvider;
import dev.nanokit.time.TimeSource;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecs.EcsClient;

/** Images are built on the Docker engine of this machine and really pushed, to a registry that stands in for ECR's. */
@OnMoto
@Timeout(300)
@EnabledIfEnvironmentVariable(
        named = "NANOKIT_TEST_REGISTRY",
        matches = ".+:\\d+",
        disabledReason = "NANOKIT_TEST_REGISTRY names no registry on loopback that takes pushes")
final class ImageUpIT {

    private static final String SHOP =
            """
            name: shop
            infra: { provider: aws, region: eu-west-1 }
            services:
              api: { build: { context: api, args: { TOKEN: s3cret-token } } }
              plain: { image: 'busybox' }
            """;

    private final TimeSource time = FakeProvider.services().time().orElseThrow();
    private final AwsLab lab = new AwsLab(time);
    private final EcrClient ecr = lab.client(EcrClient.builder());
    private final EcsClient ecs = lab.client(EcsClient.builder());
    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    Path folder;

    @BeforeEach
    void files() throws IOException {
        Files.createDirectories(folder.resolve("api"));
        Files.writeString(
                folder.resolve("api/Dockerfile"), "FROM busybox:latest\nCOPY text /text\nCMD [\"sleep\", \"1000\"]\n");
        text("one");
    }

    @AfterEach
    void close() {
        ecr.close();
        ecs.close();
        lab.close();
    }

    private void text(String text) throws IOException {
        Files.writeString(folder.resolve("api/text"), text + lab.account());
    }

    private Nanokit kit() throws IOException {
        Path file = Files.writeString(folder.resolve("nanokit.yml"), SHOP);
        return Nanokit.load(file).provider(OnLabTime.of(lab, time));
    }

    private long calls(String operation) {
        return lab.calls().stream()
                .filter(call -> call.operation().equals(operation))
                .count();
    }

    private static List<String> changed(Plan plan) {
        return plan.steps().stream()
                .filter(step -> step.action().isChange())
                .map(Step::slot)
                .map(Object::toString)
                .toList();
    }

    /** {@return what the service really runs} */
    private String running() {
        String cluster = ecs.listClusters().clusterArns().get(0);
        String arn = ecs.listServices(request -> request.cluster(cluster)).serviceArns().stream()
                .filter(one -> one.contains("-api-"))
                .findFirst()
                .orElseThrow();
        try (EcsClient through = lab.through(EcsClient.builder())) {
            String definition = through.describeServices(
                            request -> request.cluster(cluster).services(arn))
                    .services()
                    .get(0)
                    .taskDefinition();
            return through.describeTaskDefinition(request -> request.taskDefinition(definition))
                    .taskDefinition()
                    .containerDefinitions()
                    .get(0)
                    .image();
        }
    }

    private boolean isInRegistry(String image) throws Exception {
        int slash = image.indexOf('/');
        int colon = image.lastIndexOf(':');
        URI place = URI.create("http://" + image.substring(0, slash) + "/v2/" + image.substring(slash + 1, colon)
                + "/manifests/" + image.substring(colon + 1));
        HttpRequest ask = HttpRequest.newBuilder(place)
                .header("Accept", "application/vnd.docker.distribution.manifest.v2+json")
                .build();
        HttpResponse<String> answer = http.send(ask, HttpResponse.BodyHandlers.ofString());
        return answer.statusCode() == 200 && answer.body().contains("layers");
    }

    @Test
    void an_image_is_built_and_pushed_once_for_each_change_and_stays_for_the_way_back() throws Exception {
        kit().up();
        String first = running();
        assertThat(first)
                .startsWith(System.getenv("NANOKIT_TEST_REGISTRY") + "/" + lab.account() + "/nk-shop-local-image-api-");
        assertThat(isInRegistry(first)).isTrue();
        var repository = ecr.describeRepositories().repositories().get(0);
        assertThat(repository.imageScanningConfiguration().scanOnPush()).isTrue();
        assertThat(ecr.listTagsForResource(request -> request.resourceArn(repository.repositoryArn()))
                        .toString())
                .doesNotContain("s3cret");

        lab.forgetCalls();
        assertThat(kit().up().plan().isEmpty()).isTrue();
        assertThat(lab.calls()).allMatch(Call::reads);
        assertThat(lab.calls().stream().filter(call -> call.service().equals("ecr")))
                .as("calls for built images")
                .hasSize(1);

        text("two");
        Plan plan = kit().plan();
        assertThat(changed(plan)).containsExactly("image/api", "service/api");
        kit().up();
        String second = running();
        assertThat(second).isNotEqualTo(first);
        assertThat(isInRegistry(second)).isTrue();
        assertThat(kit().plan().isEmpty()).isTrue();

        text("one");
        lab.forgetCalls();
        kit().up();
        assertThat(running()).isEqualTo(first);
        assertThat(calls("GetAuthorizationToken")).as("pushes").isZero();

        kit().down();
        assertThat(ecr.describeRepositories().repositories()).isEmpty();
    }

    @Test
    void what_was_cut_off_after_the_push_is_finished_without_another() throws Exception {
        AtomicBoolean cut = new AtomicBoolean(true);
        lab.before((request, next) -> {
            if (request.service().equals("ecr") && request.operation().equals("TagResource") && cut.get()) {
                throw new Refusal("InvalidParameterException", "cut");
            }
            return next.answer(request);
        });
        assertThatThrownBy(() -> kit().up()).isInstanceOf(RolloutFailedException.class);
        assertThat(calls("GetAuthorizationToken")).isEqualTo(1);
        cut.set(false);
        kit().up();
        assertThat(calls("GetAuthorizationToken")).as("pushes").isEqualTo(1);
        assertThat(calls("CreateRepository")).isEqualTo(1);
        assertThat(kit().plan().isEmpty()).isTrue();
    }

    @Test
    void an_index_of_tags_that_lags_costs_calls_and_no_more() throws Exception {
        kit().up();
        lab.before((request, next) -> {
            ApiResponse answer = next.answer(request);
            if (!request.operation().equals("GetResources")) {
                return answer;
            }
            ObjectNode tree = (ObjectNode) answer.json();
            ArrayNode kept = Trees.array();
            tree.path("ResourceTagMappingList").forEach(one -> {
                if (!one.path("ResourceARN").asText().contains(":ecr:")) {
                    kept.add(one);
                }
            });
            tree.set("ResourceTagMappingList", kept);
            return answer.withBody(Trees.bytes(tree));
        });
        Plan plan = kit().plan();
        assertThat(plan.isEmpty()).as(plan.text()).isTrue();
        kit().down();
        assertThat(ecr.describeRepositories().repositories()).isEmpty();
    }

    @Test
    void a_build_that_fails_is_told_with_its_line_and_leaves_the_old_version() throws Exception {
        kit().up();
        String before = running();
        Files.writeString(
                folder.resolve("api/Dockerfile"), "FROM busybox:latest\nARG TOKEN\nRUN echo $TOKEN; exit 3\n");
        assertThatThrownBy(() -> kit().up())
                .isInstanceOf(RolloutFailedException.class)
                .hasMessageContaining("line 3")
                .hasMessageContaining("non-zero code: 3")
                .hasMessageNotContaining("s3cret");
        assertThat(running()).isEqualTo(before);
    }
}
