package dev.nanokit.aws;

import dev.nanokit.failure.ProviderException;
import dev.nanokit.model.Project;
import dev.nanokit.model.SettingsNode;
import dev.nanokit.provider.Blueprint;
import dev.nanokit.provider.FieldChange;
import dev.nanokit.provider.Provider;
import dev.nanokit.provider.ProviderContext;
import dev.nanokit.provider.ProviderProfile;
import dev.nanokit.provider.ProviderSession;
import dev.nanokit.provider.Resource;
import dev.nanokit.provider.ResourceKind;
import dev.nanokit.provider.ResourceSpec;
import dev.nanokit.provider.RunKind;
import dev.nanokit.provider.Settings;
import dev.nanokit.provider.SpiVersion;
import dev.nanokit.provider.Surroundings;
import dev.nanokit.provider.Verdict;
import java.time.Duration;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/**
 * AWS as a platform: services on ECS with Fargate, behind an Application Load Balancer; databases on RDS and ElastiCache.
 * Found as {@code aws}. Credentials, and the region where {@code infra.region} names none, are those of the usual AWS
 * configuration: the environment, the shared files, the container's or machine's role. Stateless and thread-safe.
 */
public final class AwsProvider implements Provider {

    /** Each call takes AWS some tenths of a second, and it takes many at once. */
    private static final int PARALLELISM = 10;

    /** That of a database, the shortest but for a few, https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html. */
    private static final int NAME_LIMIT = 63;

    /** That of a replication group; RDS would take 63, https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateReplicationGroup.html. */
    private static final int DATABASE_NAME_LIMIT = 40;

    /** That of load balancers and target groups, https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html. */
    private static final int BALANCED_NAME_LIMIT = 32;

    /**
     * Each service of AWS has a bucket of its own for the calls that change things; ECS lets bursts pass and then some a
     * second, https://docs.aws.amazon.com/AmazonECS/latest/APIReference/request-throttling.html. A run that is throttled all
     * the same goes slower by itself.
     */
    private static final ProviderProfile.Rate RATE = new ProviderProfile.Rate(10, 50);

    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private final AwsConnection connection;

    /** Makes the provider. */
    public AwsProvider() {
        this(AwsConnection.standard());
    }

    AwsProvider(AwsConnection connection) {
        this.connection = connection;
    }

    @Override
    public String id() {
        return "aws";
    }

    @Override
    public int spiVersion() {
        return SpiVersion.CURRENT;
    }

    @Override
    public ProviderProfile profile() {
        return new ProviderProfile(RunKind.SERVICES, PARALLELISM, NAME_LIMIT)
                .withNameLimit(ResourceKind.DATABASE, DATABASE_NAME_LIMIT)
                .withNameLimit(AwsSlots.BALANCER_KIND, BALANCED_NAME_LIMIT)
                .withNameLimit(ResourceKind.ROUTE, BALANCED_NAME_LIMIT)
                .withRate(RATE)
                .withLookEvery(LOOK_EVERY);
    }

    @Override
    public Settings settings(SettingsNode node) {
        return AwsSettings.of(node);
    }

    @Override
    public Blueprint design(Project project, Settings settings, Surroundings around) {
        return new AwsDesign(project, (AwsSettings) settings, Surrounding.of(around)).design();
    }

    @Override
    public Verdict assess(ResourceSpec wanted, Resource found, Set<FieldChange> changes) {
        return new AwsAssessment(wanted.slot().kind()).of(wanted, found, changes);
    }

    /** A fixed port is a listener of the balancer. */
    @Override
    public Optional<String> hostOfPorts(Collection<Resource> standing) {
        return standing.stream()
                .filter(one -> one.slot().equals(AwsSlots.BALANCER))
                .map(one -> one.facts().get(BalancerDesign.ADDRESS))
                .filter(Objects::nonNull)
                .findFirst();
    }

    @Override
    public ProviderSession connect(Settings settings, ProviderContext context) {
        AwsSettings own = (AwsSettings) settings;
        return new AwsSession(new AwsClients(connection, region(own)), own, context);
    }

    private static String region(AwsSettings settings) {
        if (settings.region().isPresent()) {
            return settings.region().get();
        }
        try {
            return DefaultAwsRegionProviderChain.builder().build().getRegion().id();
        } catch (SdkClientException e) {
            throw new ProviderException(
                    ProviderException.Kind.BAD_CONFIGURATION,
                    "no region is named: set infra.region, or AWS_REGION, or a region in the AWS configuration file",
                    e);
        }
    }
}
