package dev.nanokit.aws;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/**
 * How AWS is reached. The default is what every AWS tool does: credentials and region from the environment, the shared
 * files, the container or the machine.
 *
 * @param endpoint one address for all services, for an imitation of AWS; empty for AWS itself
 * @param credentials who asks; empty for the usual chain
 */
record AwsConnection(Optional<URI> endpoint, Optional<AwsCredentialsProvider> credentials) {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(30);

    static AwsConnection standard() {
        return new AwsConnection(Optional.empty(), Optional.empty());
    }

    AwsCredentialsProvider whoAsks() {
        return new WhoAsks(
                credentials.orElseGet(() -> DefaultCredentialsProvider.builder().build()));
    }

    /** Plain JDK connections: no thread, no pool of its own, nothing that an application may have in another version. */
    SdkHttpClient http() {
        return UrlConnectionHttpClient.builder()
                .connectionTimeout(CONNECT)
                .socketTimeout(ANSWER)
                .build();
    }
}
