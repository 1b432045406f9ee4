package dev.nanokit.docker;

import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.transport.DockerHttpClient;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import java.net.URI;
import java.time.Duration;
import java.util.function.UnaryOperator;

/** Opens connections to an engine. */
final class EngineConnection {

    private static final int CONNECTIONS = 32;
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    /** How long an engine may be silent in the middle of a call. */
    private static final Duration RESPONSE_TIMEOUT = Duration.ofMinutes(5);

    private final UnaryOperator<DockerHttpClient> decoration;

    EngineConnection() {
        this(UnaryOperator.identity());
    }

    /** The decoration sees every request, which a benchmark counts. */
    EngineConnection(UnaryOperator<DockerHttpClient> decoration) {
        this.decoration = decoration;
    }

    DockerCalls open(DockerSettings settings) {
        DefaultDockerClientConfig.Builder builder = DefaultDockerClientConfig.createDefaultConfigBuilder();
        settings.host().ifPresent(builder::withDockerHost);
        DockerClientConfig config = builder.build();
        DockerHttpClient plain = new ZerodepDockerHttpClient.Builder()
                .dockerHost(config.getDockerHost())
                .sslConfig(config.getSSLConfig())
                .maxConnections(CONNECTIONS)
                .connectionTimeout(CONNECT_TIMEOUT)
                .responseTimeout(RESPONSE_TIMEOUT)
                .build();
        DockerHttpClient transport = decoration.apply(plain);
        return new DockerCalls(
                DockerClientImpl.getInstance(config, transport), transport, isLocal(config.getDockerHost()));
    }

    private static boolean isLocal(URI host) {
        String name = host.getHost();
        return "unix".equals(host.getScheme())
                || "npipe".equals(host.getScheme())
                || "localhost".equals(name)
                || "127.0.0.1".equals(name);
    }
}
