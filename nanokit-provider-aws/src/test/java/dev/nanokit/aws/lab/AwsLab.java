package dev.nanokit.aws.lab;

import dev.nanokit.aws.lab.machine.Machine;
import dev.nanokit.aws.lab.machine.Pace;
import dev.nanokit.aws.lab.permissions.Gatekeeper;
import dev.nanokit.aws.lab.rules.Rules;
import dev.nanokit.aws.lab.wire.ApiRequest;
import dev.nanokit.aws.lab.wire.ApiResponse;
import dev.nanokit.aws.lab.wire.Moto;
import dev.nanokit.aws.lab.wire.Refusal;
import dev.nanokit.aws.lab.wire.RequestIds;
import dev.nanokit.aws.lab.wire.Stage;
import dev.nanokit.time.TimeSource;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.client.config.SdkAdvancedClientOption;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;

/**
 * An AWS of one test: an account of its own, before which a proxy refuses what AWS refuses, or what the documented policies
 * do not allow the provider, and plays what AWS does by itself.
 * Time passes as the given source says, real or simulated; no thread waits for it. Thread-safe.
 *
 * <pre>{@code
 * try (AwsLab lab = new AwsLab(time)) {
 *     EcsClient ecs = lab.through(EcsClient.builder());
 *     ...
 *     assertThat(lab.calls()).noneMatch(call -> !call.reads());
 * }
 * }</pre>
 */
public final class AwsLab implements AutoCloseable {

    /** The access key of calls that are a test's own, though they come by the provider's clients. */
    public static final String ONLOOKER = "onlooker";

    /** The region of all tests. */
    public static final String REGION = "eu-west-1";

    private final String account =
            Long.toString(ThreadLocalRandom.current().nextLong(100_000_000_000L, 1_000_000_000_000L));
    private final Moto moto = new Moto(MotoServer.endpoint(), account, REGION);
    private final Gatekeeper gatekeeper = new Gatekeeper();
    private final Rules rules = new Rules(moto);
    private final Machine machine;
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final Proxy proxy;
    private volatile Stage first = (request, next) -> next.answer(request);

    /**
     * Makes an empty account.
     *
     * @param time by which things happen in it
     */
    public AwsLab(TimeSource time) {
        machine = new Machine(time, moto, Long.parseLong(account));
        proxy = new Proxy(this::answer);
    }

    /** {@return where the proxy answers} */
    public URI endpoint() {
        return proxy.endpoint();
    }

    /** {@return the account's number} */
    public String account() {
        return account;
    }

    /** {@return what passed so far, in the order of the answers} */
    public List<Call> calls() {
        return List.copyOf(calls);
    }

    /** Forgets what passed so far. */
    public void forgetCalls() {
        calls.clear();
    }

    /** {@return how long things take} */
    public Pace pace() {
        return machine.pace();
    }

    /** {@return the machine's switches} */
    public Machine machine() {
        return machine;
    }

    /** {@return raw questions to moto, past the proxy} */
    public Moto moto() {
        return moto;
    }

    /**
     * Sets a station of the test's own before all others.
     *
     * @param stage the station
     * @return this
     */
    public AwsLab before(Stage stage) {
        first = stage;
        return this;
    }

    /** From now on lists come in pages so small that no list of three fits. */
    public void smallPages() {
        machine.smallPages();
    }

    /**
     * Builds a client that goes through the proxy, as the provider's do.
     *
     * @param <B> type of the builder
     * @param <C> type of the client
     * @param builder of any service
     * @return the client; the caller closes it
     */
    public <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C through(B builder) {
        return prepared(builder, Map.of()).endpointOverride(endpoint()).build();
    }

    /**
     * Builds a client that goes straight to moto, for looks and changes behind the provider's back.
     *
     * @param <B> type of the builder
     * @param <C> type of the client
     * @param builder of any service
     * @return the client; the caller closes it
     */
    public <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(B builder) {
        return prepared(builder, Map.of("x-moto-account-id", account))
                .endpointOverride(moto.endpoint())
                .build();
    }

    private static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> B prepared(
            B builder, Map<String, String> headers) {
        return builder.region(Region.of(REGION))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("lab", "lab")))
                .overrideConfiguration(config -> {
                    config.retryStrategy(strategy -> strategy.maxAttempts(1));
                    config.putAdvancedOption(SdkAdvancedClientOption.DISABLE_HOST_PREFIX_INJECTION, true);
                    headers.forEach(config::putHeader);
                })
                .httpClientBuilder(UrlConnectionHttpClient.builder());
    }

    private ApiResponse answer(ApiRequest request) {
        ApiResponse response;
        boolean ours = false;
        try {
            response = request.reads() ? admitted(request) : machine.locked(() -> admitted(request));
        } catch (Refusal refusal) {
            ours = true;
            response = request.protocol().error(refusal, RequestIds.next());
        }
        calls.add(new Call(
                request.service(), request.operation(), request, response.status(), response.errorCode(), ours));
        return response;
    }

    private ApiResponse admitted(ApiRequest request) {
        return gatekeeper.answer(
                request,
                allowed -> first.answer(
                        allowed, passed -> rules.answer(passed, admitted -> machine.answer(admitted, moto::send))));
    }

    @Override
    public void close() {
        proxy.close();
    }
}
