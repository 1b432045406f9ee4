package dev.nanokit.aws;

import java.net.URI;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;

/**
 * Signs the request for a session's stream, as AWS's own client does since its version 1.2.688: for {@code ssmmessages}, unless
 * the address is signed already. Thread-safe.
 */
final class StreamSignature {

    private static final String SERVICE = "ssmmessages";
    private static final String SIGNED = "X-Amz-Signature=";

    private final AwsCredentialsProvider credentials;
    private final String region;

    StreamSignature(AwsCredentialsProvider credentials, String region) {
        this.credentials = credentials;
        this.region = region;
    }

    /** {@return the headers to ask with} */
    Map<String, List<String>> headers(URI address) {
        String query = address.getRawQuery() == null ? "" : address.getRawQuery();
        if (query.contains(SIGNED)) {
            return Map.of();
        }
        String path = address.getRawPath() == null ? "" : address.getRawPath();
        URI signed =
                URI.create("https://" + WebSocketUpgrade.host(address) + path + (query.isEmpty() ? "" : "?" + query));
        return AwsV4HttpSigner.create()
                .sign(request -> request.identity(credentials.resolveCredentials())
                        .request(SdkHttpRequest.builder()
                                .method(SdkHttpMethod.GET)
                                .uri(signed)
                                .build())
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, SERVICE)
                        .putProperty(AwsV4HttpSigner.REGION_NAME, region))
                .request()
                .headers();
    }
}
