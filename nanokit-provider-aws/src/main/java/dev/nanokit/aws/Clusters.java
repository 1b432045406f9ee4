package dev.nanokit.aws;

import dev.nanokit.provider.Scope;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.ClusterField;

/** Asks ECS for the clusters of a scope. Thread-safe. */
final class Clusters {

    private static final String PREFIX = "nk-";
    private static final String ACTIVE = "ACTIVE";

    /** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DescribeClusters.html. */
    private static final int AT_ONCE = 100;

    private final AwsClients clients;

    Clusters(AwsClients clients) {
        this.clients = clients;
    }

    /** {@return the clusters that carry the scope's tag; one that was deleted is shown for some time, and left out} */
    List<Cluster> of(Scope scope) {
        return ours().stream()
                .filter(cluster ->
                        AwsTags.of(scope).equals(EcsTags.plain(cluster.tags()).get(AwsTags.SCOPE)))
                .toList();
    }

    /** {@return the clusters of whatever scope that have names of ours} */
    List<Cluster> ours() {
        List<String> arns =
                AwsFailures.call("list clusters", () -> clients.ecs().listClustersPaginator().clusterArns().stream()
                        .filter(arn -> arn.substring(arn.lastIndexOf('/') + 1).startsWith(PREFIX))
                        .toList());
        List<Cluster> ours = new ArrayList<>();
        for (int from = 0; from < arns.size(); from += AT_ONCE) {
            ours.addAll(describe(arns.subList(from, Math.min(arns.size(), from + AT_ONCE))));
        }
        return ours;
    }

    /** {@return those that are there} */
    List<Cluster> describe(List<String> namesOrArns) {
        return AwsFailures.call(
                "look at cluster " + String.join(", ", namesOrArns), () -> clients
                        .ecs()
                        .describeClusters(
                                request -> request.clusters(namesOrArns).include(ClusterField.TAGS))
                        .clusters()
                        .stream()
                        .filter(cluster -> cluster.status().equals(ACTIVE))
                        .toList());
    }
}
