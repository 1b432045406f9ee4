package dev.nanokit.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nanokit.failure.ProviderException;
import dev.nanokit.model.Build;
import dev.nanokit.model.Name;
import dev.nanokit.model.Project;
import dev.nanokit.model.Service;
import dev.nanokit.model.SettingsNode;
import dev.nanokit.provider.Blueprint;
import dev.nanokit.provider.ImageBuild;
import dev.nanokit.provider.Operation;
import dev.nanokit.provider.Provider;
import dev.nanokit.provider.ResourceKind;
import dev.nanokit.provider.ResourceSpec;
import dev.nanokit.provider.Slot;
import dev.nanokit.provider.Surroundings;
import dev.nanokit.provider.Value;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What a service that is built becomes on AWS. */
final class ImageDesignTest {

    private static final Slot IMAGE = new Slot(ResourceKind.IMAGE, "api");

    private static Blueprint design(Service service) {
        Provider aws = new AwsProvider();
        Project project = Project.builder(Name.of("shop"), Name.of("stage"))
                .service(service)
                .build();
        return aws.design(project, aws.settings(SettingsNode.empty()), new Surroundings(Map.of("region", "eu-west-1")));
    }

    private static ResourceSpec spec(Blueprint blueprint, Slot slot) {
        return blueprint.resources().stream()
                .filter(one -> one.slot().equals(slot))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void its_image_is_a_node_that_the_service_refers_to() {
        Build build = new Build(".", "Dockerfile", Map.of("TOKEN", "s3cret"))
                .with(new Build.Seen(Path.of("/src"), Path.of("/src/Dockerfile"), "c0ffee", "beef"));
        Blueprint blueprint =
                design(Service.builder(Name.of("api"), "").build(build).build());
        ResourceSpec image = spec(blueprint, IMAGE);
        assertThat(image.fields())
                .containsEntry("context", Value.of("c0ffee"))
                .containsEntry("dockerfile", Value.of("beef"))
                .containsEntry("platform", Value.of("linux/amd64"));
        assertThat(image.fields().get("arg.TOKEN")).isInstanceOf(Value.Secret.class);
        ResourceSpec service = spec(blueprint, new Slot(ResourceKind.SERVICE, "api"));
        assertThat(service.fields())
                .containsEntry("image", new Value.Reference(IMAGE, "name"))
                .containsEntry("build.context", Value.of("c0ffee"));
        assertThat(blueprint.findings()).isEmpty();
    }

    @Test
    void what_is_not_built_has_no_such_node() {
        Blueprint blueprint = design(Service.builder(Name.of("api"), "nginx").build());
        assertThat(blueprint.resources()).noneMatch(one -> one.slot().kind().equals(ResourceKind.IMAGE));
    }

    @Test
    void an_image_that_is_named_beside_a_build_is_told_to_be_of_no_use() {
        Blueprint blueprint = design(Service.builder(Name.of("api"), "nginx")
                .build(new Build(".", "Dockerfile", Map.of()))
                .build());
        assertThat(blueprint.findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.problem().message()).contains("nginx"));
    }

    @Test
    void without_a_builder_it_is_said_how_to_get_one() {
        ImageBuild build = new ImageBuild(
                new Build.Seen(Path.of("/src"), Path.of("/src/Dockerfile"), "", ""), new TreeMap<>(), Optional.empty());
        try (AwsClients clients = new AwsClients(AwsConnection.standard(), "eu-west-1")) {
            assertThatThrownBy(
                            () -> new ImagePush(clients, Optional::empty).push(build, "host/api:1", new NoOperation()))
                    .isInstanceOfSatisfying(ProviderException.class, failure -> assertThat(failure.kind())
                            .isEqualTo(ProviderException.Kind.BAD_CONFIGURATION))
                    .hasMessageContaining("nanokit-provider-docker")
                    .hasMessageContaining("Docker engine");
        }
    }

    /** Nothing is done. */
    private static final class NoOperation implements Operation {

        @Override
        public Instant deadline() {
            return Instant.EPOCH;
        }

        @Override
        public String token() {
            return "";
        }

        @Override
        public void pause(Duration time) {
            throw new AssertionError("nothing to wait for");
        }

        @Override
        public void checkpoint() {}

        @Override
        public void report(String progress) {}
    }
}
