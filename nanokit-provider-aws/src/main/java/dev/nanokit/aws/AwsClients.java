package dev.nanokit.aws;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.client.config.SdkAdvancedClientOption;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.acm.AcmClient;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.efs.EfsClient;
import software.amazon.awssdk.services.elasticache.ElastiCacheClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.resourcegroupstaggingapi.ResourceGroupsTaggingApiClient;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.servicediscovery.ServiceDiscoveryClient;

/**
 * The SDK's clients of one session. Each is built when it is first asked for, as that costs 0.1 to 0.5 s and most sessions
 * need few. They never retry: that is the engine's. Thread-safe.
 */
final class AwsClients implements AutoCloseable {

    /** Ends the user agent, so that who reads an account's CloudTrail sees who it was. */
    private static final String WHO = "nanokit";

    private final Region region;
    private final Optional<URI> endpoint;
    private final AwsCredentialsProvider credentials;
    private final SdkHttpClient http;
    private final Map<Class<?>, SdkClient> open = new ConcurrentHashMap<>();

    AwsClients(AwsConnection connection, String region) {
        this.region = Region.of(region);
        this.endpoint = connection.endpoint();
        this.credentials = connection.whoAsks();
        this.http = connection.http();
    }

    String region() {
        return region.id();
    }

    AwsCredentialsProvider credentials() {
        return credentials;
    }

    EcsClient ecs() {
        return client(EcsClient.class, () -> built(EcsClient.builder()));
    }

    Ec2Client ec2() {
        return client(Ec2Client.class, () -> built(Ec2Client.builder()));
    }

    IamClient iam() {
        return client(IamClient.class, () -> built(IamClient.builder()));
    }

    ElasticLoadBalancingV2Client balancing() {
        return client(ElasticLoadBalancingV2Client.class, () -> built(ElasticLoadBalancingV2Client.builder()));
    }

    RdsClient rds() {
        return client(RdsClient.class, () -> built(RdsClient.builder()));
    }

    ElastiCacheClient caches() {
        return client(ElastiCacheClient.class, () -> built(ElastiCacheClient.builder()));
    }

    EfsClient efs() {
        return client(EfsClient.class, () -> built(EfsClient.builder()));
    }

    SecretsManagerClient secrets() {
        return client(SecretsManagerClient.class, () -> built(SecretsManagerClient.builder()));
    }

    CloudWatchLogsClient logs() {
        return client(CloudWatchLogsClient.class, () -> built(CloudWatchLogsClient.builder()));
    }

    EcrClient images() {
        return client(EcrClient.class, () -> built(EcrClient.builder()));
    }

    ServiceDiscoveryClient names() {
        return client(ServiceDiscoveryClient.class, () -> built(ServiceDiscoveryClient.builder()));
    }

    ResourceGroupsTaggingApiClient tagging() {
        return client(ResourceGroupsTaggingApiClient.class, () -> built(ResourceGroupsTaggingApiClient.builder()));
    }

    AcmClient certificates() {
        return client(AcmClient.class, () -> built(AcmClient.builder()));
    }

    Route53Client dns() {
        return client(Route53Client.class, () -> built(Route53Client.builder()));
    }

    SchedulerClient scheduler() {
        return client(SchedulerClient.class, () -> built(SchedulerClient.builder()));
    }

    ApplicationAutoScalingClient scaling() {
        return client(ApplicationAutoScalingClient.class, () -> built(ApplicationAutoScalingClient.builder()));
    }

    DynamoDbClient tables() {
        return client(DynamoDbClient.class, () -> built(DynamoDbClient.builder()));
    }

    private <C extends SdkClient> C client(Class<C> type, Supplier<C> builder) {
        return type.cast(open.computeIfAbsent(type, any -> builder.get()));
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C built(B builder) {
        endpoint.ifPresent(builder::endpointOverride);
        return builder.region(region)
                .credentialsProvider(credentials)
                .httpClient(http)
                .overrideConfiguration(options -> {
                    options.retryStrategy(retries -> retries.maxAttempts(1));
                    options.putAdvancedOption(SdkAdvancedClientOption.USER_AGENT_SUFFIX, WHO);
                    if (endpoint.isPresent()) {
                        options.putAdvancedOption(SdkAdvancedClientOption.DISABLE_HOST_PREFIX_INJECTION, true);
                    }
                })
                .build();
    }

    @Override
    public void close() {
        open.values().forEach(SdkClient::close);
        open.clear();
        http.close();
    }
}
