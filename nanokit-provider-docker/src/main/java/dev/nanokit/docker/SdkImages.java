package dev.nanokit.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.BuildImageCmd;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.AuthConfig;
import com.github.dockerjava.api.model.PushResponseItem;
import dev.nanokit.provider.ImageBuild;
import dev.nanokit.provider.RegistryLogin;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The calls about images that are built. Builds and pushes are not timed here: the run ends what takes too long by
 * interrupting it, and the engine then gives up what nobody listens to.
 */
final class SdkImages {

    private static final Duration AS_LONG_AS_THE_RUN = Duration.ofDays(1);

    private final DockerClient client;

    SdkImages(DockerClient client) {
        this.client = client;
    }

    /** {@return the images that bear a label} */
    List<ImageFacts> labelled(String label) {
        return DockerFailures.calling("list images", () -> client.listImagesCmd().withLabelFilter(label).exec().stream()
                .map(image ->
                        new ImageFacts(image.getId(), names(image.getRepoTags()), SdkFacts.orEmpty(image.getLabels())))
                .toList());
    }

    Optional<ImageFacts> find(String name) {
        return DockerFailures.calling("look at image " + name, () -> {
            try {
                var image = client.inspectImageCmd(name).exec();
                List<String> tags = image.getRepoTags();
                var config = image.getConfig();
                Map<String, String> labels = config == null ? Map.of() : SdkFacts.orEmpty(config.getLabels());
                return Optional.of(new ImageFacts(
                        String.valueOf(image.getId()), tags == null ? Set.of() : Set.copyOf(tags), labels));
            } catch (NotFoundException e) {
                return Optional.empty();
            }
        });
    }

    /** Builds by the engine's own builder, which speaks the API that it has had from the beginning. */
    void build(
            ImageBuild build,
            String name,
            String dockerfile,
            Map<String, String> labels,
            InputStream tar,
            BuildStory story) {
        DockerFailures.calling("build image " + name, () -> {
            BuildImageCmd command = client.buildImageCmd(tar)
                    .withDockerfilePath(dockerfile)
                    .withTags(Set.of(name))
                    .withLabels(labels)
                    .withRemove(true)
                    .withForcerm(true);
            build.args().forEach((argument, value) -> command.withBuildArg(argument, value.text()));
            build.platform().ifPresent(command::withPlatform);
            return DockerCalls.await(command.exec(new SdkBuildStream(story)), AS_LONG_AS_THE_RUN);
        });
    }

    /** Pushes an image, whose name has a tag. */
    void push(String name, RegistryLogin login, TransferProgress progress) {
        int colon = name.lastIndexOf(':');
        DockerFailures.calling(
                "push image " + name,
                () -> DockerCalls.await(
                        client.pushImageCmd(name.substring(0, colon))
                                .withTag(name.substring(colon + 1))
                                .withAuthConfig(new AuthConfig()
                                        .withRegistryAddress(login.server())
                                        .withUsername(login.user())
                                        .withPassword(login.password().reveal()))
                                .exec(new SdkTransferStream<PushResponseItem>(progress)),
                        AS_LONG_AS_THE_RUN));
    }

    /**
     * Takes a name away; with the last one the image goes.
     *
     * @param keepsLayers whether the layers that nothing else has stay, as the next build may begin with them
     */
    void remove(String name, boolean keepsLayers) {
        DockerFailures.calling("delete image " + name, () -> {
            try {
                return client.removeImageCmd(name).withNoPrune(keepsLayers).exec();
            } catch (NotFoundException e) {
                return null;
            }
        });
    }

    private static Set<String> names(String[] tags) {
        return tags == null ? Set.of() : Set.of(tags);
    }
}
