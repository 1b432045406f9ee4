package dev.nanokit.aws;

import dev.nanokit.provider.Evidence;
import dev.nanokit.provider.Health;
import dev.nanokit.provider.HealthMonitoring;
import dev.nanokit.provider.PlatformId;
import dev.nanokit.provider.Resource;
import dev.nanokit.provider.Watched;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;
import software.amazon.awssdk.services.ecs.model.Service;

/**
 * Tells whether services are ready, ten by one call: by their rollout, which goes by the balancer's and the container's own
 * checks. Only of those whose tasks die more is asked. Thread-safe.
 */
final class EcsHealth implements HealthMonitoring {

    private static final String PRIMARY = "PRIMARY";

    private final EcsServices services;
    private final TaskDeaths deaths;

    EcsHealth(EcsServices services, TaskDeaths deaths) {
        this.services = services;
        this.deaths = deaths;
    }

    @Override
    public Map<PlatformId, Health> look(Collection<Watched> whom) {
        Map<String, List<String>> byCluster = new TreeMap<>();
        whom.forEach(watched -> {
            String arn = watched.resource().id().value();
            byCluster
                    .computeIfAbsent(EcsServices.cluster(arn), any -> new ArrayList<>())
                    .add(arn);
        });
        Map<String, Service> seen = new HashMap<>();
        byCluster.forEach((cluster, arns) -> services.describe(cluster, arns).stream()
                .filter(EcsServices::isThere)
                .forEach(service -> seen.put(service.serviceArn(), service)));
        Map<PlatformId, Health> answers = new HashMap<>();
        for (Watched watched : whom) {
            PlatformId id = watched.resource().id();
            Service service = seen.get(id.value());
            answers.put(id, service == null ? gone() : of(service, watched.resource()));
        }
        return answers;
    }

    private static Health gone() {
        return new Health.Dead(new Evidence("the service is gone", OptionalInt.empty(), List.of()));
    }

    private Health of(Service service, Resource resource) {
        if (service.desiredCount() == 0) {
            boolean isStopped = EcsTags.plain(service.tags()).containsKey(EcsServiceKind.STOPPED);
            return isStopped ? new Health.Starting("it is stopped") : new Health.Ready();
        }
        Deployment primary = service.deployments().stream()
                .filter(one -> PRIMARY.equals(one.status()))
                .findFirst()
                .orElse(null);
        if (primary == null) {
            return new Health.Starting("no rollout has begun");
        }
        String wanted = resource.facts().getOrDefault(EcsServiceKind.TASK_DEFINITION, "");
        if (!wanted.isEmpty() && !wanted.equals(service.taskDefinition())) {
            return deaths.wentBack(service, wanted);
        }
        if (primary.rolloutState() == DeploymentRolloutState.FAILED) {
            return deaths.failed(service, primary);
        }
        boolean isSettled = primary.rolloutState() == DeploymentRolloutState.COMPLETED;
        boolean isDone =
                isSettled && service.deployments().size() == 1 && service.runningCount() >= service.desiredCount();
        if (isDone) {
            return new Health.Ready();
        }
        boolean hasFailed = primary.failedTasks() != null && primary.failedTasks() > 0;
        boolean hasLost = hasFailed || service.runningCount() + service.pendingCount() < service.desiredCount();
        return hasLost
                ? deaths.of(service, primary).orElseGet(() -> new Health.Starting(progress(service, primary)))
                : new Health.Starting(progress(service, primary));
    }

    private static String progress(Service service, Deployment primary) {
        String state = primary.rolloutStateReason() == null ? "" : ": " + primary.rolloutStateReason();
        return primary.runningCount() + " of " + service.desiredCount() + " instances of the new version run" + state;
    }
}
