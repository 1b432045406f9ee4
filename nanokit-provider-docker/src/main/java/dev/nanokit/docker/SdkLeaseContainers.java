package dev.nanokit.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.transport.DockerHttpClient;
import dev.nanokit.failure.ProviderException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Creates containers that are never started, of an image without any byte, for which nothing has to be pulled. */
final class SdkLeaseContainers {

    private static final String REPOSITORY = "nanokit-lease";
    private static final String TAG = "1";
    private static final int FIRST_ERROR = 300;

    private final DockerClient client;
    private final DockerHttpClient transport;

    SdkLeaseContainers(DockerClient client, DockerHttpClient transport) {
        this.client = client;
        this.transport = transport;
    }

    /** {@return the id of the created container; a name that is taken is a conflict} */
    String create(String name, Map<String, String> labels) {
        try {
            return createOnce(name, labels);
        } catch (ProviderException e) {
            if (e.kind() != ProviderException.Kind.NOT_FOUND) {
                throw e;
            }
        }
        DockerFailures.calling("import an empty image for leases", this::importImage);
        return createOnce(name, labels);
    }

    /** The SDK's own command for this sends the description of a Java object in place of the archive (3.7.1). */
    private boolean importImage() {
        DockerHttpClient.Request request = DockerHttpClient.Request.builder()
                .method(DockerHttpClient.Request.Method.POST)
                .path("/images/create?fromSrc=-&repo=" + REPOSITORY + "&tag=" + TAG)
                .putHeader("content-type", "application/x-tar")
                .body(Tar.of(Map.of()))
                .build();
        try (DockerHttpClient.Response response = transport.execute(request)) {
            String said = new String(response.getBody().readAllBytes(), StandardCharsets.UTF_8);
            if (response.getStatusCode() >= FIRST_ERROR) {
                throw new ProviderException(
                        ProviderException.Kind.FAILED,
                        "tried to import an empty image for leases, but the engine said: " + said.strip(),
                        null);
            }
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The engine refuses a container without a command, also one that never runs it. */
    private String createOnce(String name, Map<String, String> labels) {
        String image = REPOSITORY + ":" + TAG;
        return DockerFailures.calling("create lease " + name, () -> client.createContainerCmd(image)
                .withName(name)
                .withCmd("never")
                .withLabels(labels)
                .withHostConfig(HostConfig.newHostConfig().withNetworkMode("none"))
                .exec()
                .getId());
    }
}
