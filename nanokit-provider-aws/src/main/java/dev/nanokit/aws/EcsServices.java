package dev.nanokit.aws;

import dev.nanokit.failure.ProviderException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceField;

/** Asks ECS for services, ten at a time, which is as many as it answers for. Thread-safe. */
final class EcsServices {

    static final String DRAINING = "DRAINING";

    private static final String ACTIVE = "ACTIVE";

    /** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DescribeServices.html. */
    private static final int AT_ONCE = 10;

    private static final int PAGE = 100;

    private final AwsClients clients;

    EcsServices(AwsClients clients) {
        this.clients = clients;
    }

    /** {@return whether it is there; one that was deleted is shown for about an hour} */
    static boolean isThere(Service service) {
        return service.status().equals(ACTIVE);
    }

    /** {@return the cluster in a service's ARN: {@code arn:aws:ecs:region:account:service/cluster/name}} */
    static String cluster(String arn) {
        String[] parts = arn.split("/", -1);
        return parts.length < 3 ? "" : parts[parts.length - 2];
    }

    List<Service> all(String cluster) {
        List<String> arns = AwsFailures.find("list services", () -> clients
                        .ecs()
                        .listServicesPaginator(
                                request -> request.cluster(cluster).maxResults(PAGE))
                        .serviceArns()
                        .stream()
                        .toList())
                .orElse(List.of());
        return describe(cluster, arns);
    }

    Optional<Service> find(String cluster, String nameOrArn) {
        return describe(cluster, List.of(nameOrArn)).stream().findFirst();
    }

    /** {@return those that are known, in any state; a cluster that is gone has none} */
    List<Service> describe(String cluster, List<String> arns) {
        List<Service> services = new ArrayList<>();
        for (int from = 0; from < arns.size(); from += AT_ONCE) {
            List<String> some = arns.subList(from, Math.min(arns.size(), from + AT_ONCE));
            try {
                services.addAll(AwsFailures.call("look at services", () -> clients.ecs()
                        .describeServices(request ->
                                request.cluster(cluster).services(some).include(ServiceField.TAGS))
                        .services()));
            } catch (ProviderException e) {
                if (e.kind() != ProviderException.Kind.NOT_FOUND) {
                    throw e;
                }
            }
        }
        return services;
    }
}
