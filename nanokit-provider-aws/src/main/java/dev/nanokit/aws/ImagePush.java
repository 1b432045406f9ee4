package dev.nanokit.aws;

import dev.nanokit.failure.ProviderException;
import dev.nanokit.model.SecretValue;
import dev.nanokit.provider.ImageBuild;
import dev.nanokit.provider.ImageBuilder;
import dev.nanokit.provider.Operation;
import dev.nanokit.provider.RegistryLogin;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.ecr.model.AuthorizationData;

/** Has an image built by whatever builder there is, and brought to ECR. Thread-safe. */
final class ImagePush {

    private final AwsClients clients;
    private final Supplier<Optional<ImageBuilder>> builder;

    ImagePush(AwsClients clients, Supplier<Optional<ImageBuilder>> builder) {
        this.clients = clients;
        this.builder = builder;
    }

    void push(ImageBuild build, String image, Operation operation) {
        ImageBuilder found = builder.get()
                .orElseThrow(() -> new ProviderException(
                        ProviderException.Kind.BAD_CONFIGURATION,
                        "image " + image + " is to be built, and nothing on the class path builds images: add the"
                                + " dependency dev.nanokit:nanokit-provider-docker, which wants a Docker engine",
                        null));
        found.push(build, image, login(), operation);
    }

    /**
     * The token is user and password of the registry, for 12 hours:
     * https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_GetAuthorizationToken.html.
     */
    private RegistryLogin login() {
        AuthorizationData answer = AwsFailures.call(
                        "get a token for the registry",
                        () -> clients.images().getAuthorizationToken().authorizationData().stream()
                                .findFirst())
                .orElseThrow(() -> new ProviderException(
                        ProviderException.Kind.FAILED, "ECR gave no token for the registry", null));
        String token = new String(Base64.getDecoder().decode(answer.authorizationToken()), StandardCharsets.UTF_8);
        int colon = token.indexOf(':');
        return new RegistryLogin(
                answer.proxyEndpoint().replaceFirst("^https?://", ""),
                token.substring(0, colon),
                SecretValue.of(token.substring(colon + 1)));
    }
}
