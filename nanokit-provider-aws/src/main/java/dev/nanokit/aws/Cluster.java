package dev.nanokit.aws;

import dev.nanokit.provider.Operation;
import dev.nanokit.provider.PlatformId;
import dev.nanokit.provider.Resource;
import dev.nanokit.provider.ResourceKind;
import dev.nanokit.provider.Wanted;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.ClusterSetting;
import software.amazon.awssdk.services.ecs.model.ClusterSettingName;

/**
 * What services are in. It costs nothing and has no machines. A deleted one is shown as INACTIVE for a while, and counts as
 * gone.
 */
final class Cluster implements AwsKind {

    /** Container Insights cost more than small services do; where the account has them on, ours still have not. */
    private static final ClusterSetting NO_INSIGHTS = ClusterSetting.builder()
            .name(ClusterSettingName.CONTAINER_INSIGHTS)
            .value("disabled")
            .build();

    private final AwsClients clients;
    private final Clusters clusters;
    private final TaskDefinitionSweep sweep;

    Cluster(AwsClients clients, Clusters clusters, TaskDefinitionSweep sweep) {
        this.clients = clients;
        this.clusters = clusters;
        this.sweep = sweep;
    }

    @Override
    public ResourceKind kind() {
        return AwsSlots.CLUSTER_KIND;
    }

    @Override
    public List<Found> all(Sight sight) {
        return sight.clustersOfScope().stream().map(Cluster::found).toList();
    }

    @Override
    public Optional<Found> named(Wanted wanted) {
        return look(wanted.name());
    }

    @Override
    public Optional<Found> again(PlatformId id) {
        return look(id.value());
    }

    private Optional<Found> look(String nameOrArn) {
        return clusters.describe(List.of(nameOrArn)).stream().findFirst().map(Cluster::found);
    }

    /**
     * The first cluster of an account makes AWS create the role of ECS itself, and it may be refused until that role is
     * known: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using-service-linked-roles.html.
     */
    @Override
    public Found make(Wanted wanted, Map<String, String> tags, Operation operation) {
        return found(Patience.settled(
                                "create cluster " + wanted.name(),
                                operation,
                                e -> AwsFailures.isOf(e, "InvalidParameterException"),
                                () -> clients.ecs().createCluster(request -> request.clusterName(wanted.name())
                                        .settings(NO_INSIGHTS)
                                        .tags(EcsTags.sdk(tags))))
                        .cluster())
                .withTags(tags);
    }

    @Override
    public boolean isMadeInOneCall() {
        return true;
    }

    /** It has no field that AWS knows. */
    @Override
    public Found change(Found found, Wanted wanted, Operation operation) {
        return found;
    }

    @Override
    public void tag(Found found, Map<String, String> tags) {
        AwsFailures.call("tag cluster " + found.name(), () -> clients.ecs()
                .tagResource(request -> request.resourceArn(found.id()).tags(EcsTags.sdk(tags))));
    }

    /** With it goes what only a run that died leaves: versions of services that no service has. */
    @Override
    public void remove(Found found, Resource resource, Operation operation) {
        sweep.of(found.tags().getOrDefault(AwsTags.SCOPE, ""), operation);
        Patience.deleteOnceUnused("cluster " + found.name(), operation, () -> clients.ecs()
                .deleteCluster(request -> request.cluster(found.id())));
    }

    private static Found found(software.amazon.awssdk.services.ecs.model.Cluster cluster) {
        String arn = cluster.clusterArn();
        return new Found(
                arn, cluster.clusterName(), EcsTags.plain(cluster.tags()), Map.of("account", arn.split(":", -1)[4]));
    }
}
