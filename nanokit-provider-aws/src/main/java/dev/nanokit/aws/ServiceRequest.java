package dev.nanokit.aws;

import dev.nanokit.model.Name;
import dev.nanokit.model.Port;
import dev.nanokit.provider.Resolved;
import dev.nanokit.provider.Wanted;
import dev.nanokit.provider.Workload;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;
import software.amazon.awssdk.services.ecs.model.PropagateTags;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceRegistry;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;

/** What ECS is told of a service. Pure. */
final class ServiceRequest {

    private static final int WHOLE = 100;

    private final Wanted wanted;
    private final Workload workload;
    private final TaskPlace place;
    private final String taskDefinition;
    private final Optional<String> registry;

    ServiceRequest(Wanted wanted, String taskDefinition, Optional<String> registry) {
        this.wanted = wanted;
        this.workload = Workload.of(wanted.values());
        this.place = TaskPlace.of(wanted.values());
        this.taskDefinition = taskDefinition;
        this.registry = registry;
    }

    String taskDefinition() {
        return taskDefinition;
    }

    /** {@return the first part of the name by which siblings find it} */
    static String siblingName(Wanted wanted) {
        return Foundations.label(Name.of(wanted.slot().name()));
    }

    CreateServiceRequest create(Map<String, String> tags) {
        CreateServiceRequest.Builder request = CreateServiceRequest.builder()
                .cluster(place.cluster())
                .serviceName(wanted.name())
                .taskDefinition(taskDefinition)
                .desiredCount(fewest().orElse(workload.instances()))
                .launchType(LaunchType.FARGATE)
                .networkConfiguration(place.network())
                .deploymentConfiguration(rollout())
                .enableECSManagedTags(true)
                .enableExecuteCommand(true)
                .propagateTags(PropagateTags.SERVICE)
                .tags(EcsTags.sdk(tags))
                .loadBalancers(balancers())
                .serviceRegistries(registries());
        if (!balancers().isEmpty()) {
            request.healthCheckGracePeriodSeconds(grace());
        }
        return request.build();
    }

    /** What is so already is left out: naming a balancer or a registry makes ECS roll every task. */
    UpdateServiceRequest update(Service before) {
        UpdateServiceRequest.Builder request = UpdateServiceRequest.builder()
                .cluster(place.cluster())
                .service(before.serviceArn())
                .taskDefinition(taskDefinition)
                .networkConfiguration(place.network())
                .enableExecuteCommand(true)
                .deploymentConfiguration(rollout());
        instances(before).ifPresent(request::desiredCount);
        if (!balancers().equals(before.loadBalancers())) {
            request.loadBalancers(balancers());
        }
        boolean sameNames = registries().stream()
                .map(ServiceRegistry::registryArn)
                .toList()
                .equals(before.serviceRegistries().stream()
                        .map(ServiceRegistry::registryArn)
                        .toList());
        if (!sameNames) {
            request.serviceRegistries(registries());
        }
        if (!balancers().isEmpty()) {
            request.healthCheckGracePeriodSeconds(grace());
        }
        return request.build();
    }

    /** {@return how many a service has at first whose number AWS chooses; empty for others} */
    private Optional<Integer> fewest() {
        return Optional.ofNullable(wanted.spec().handling().notes().get(TaskDesign.FEWEST))
                .map(Integer::valueOf);
    }

    /** {@return how many there are to be; empty to leave what AWS chose. One that was stopped gets back what it had} */
    private Optional<Integer> instances(Service before) {
        if (fewest().isEmpty()) {
            return Optional.of(workload.instances());
        }
        if (before.desiredCount() != null && before.desiredCount() > 0) {
            return Optional.empty();
        }
        int had = EcsServiceKind.stopped(EcsTags.plain(before.tags())).orElse(0);
        return Optional.of(Math.max(fewest().get(), had));
    }

    /**
     * A service that rolls keeps all its tasks until the new ones are healthy; one that is recreated loses them first. A
     * rollout whose tasks keep dying is given up, and the version before comes back:
     * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-circuit-breaker.html.
     */
    private DeploymentConfiguration rollout() {
        boolean rolls = Boolean.parseBoolean(wanted.spec().handling().notes().getOrDefault(TaskDesign.ROLLS, "false"));
        return DeploymentConfiguration.builder()
                .minimumHealthyPercent(rolls ? WHOLE : 0)
                .maximumPercent(rolls ? 2 * WHOLE : WHOLE)
                .deploymentCircuitBreaker(breaker -> breaker.enable(true).rollback(true))
                .build();
    }

    private List<LoadBalancer> balancers() {
        Resolved group = wanted.values().get(TaskDesign.TARGET_GROUP);
        Optional<Port> port = workload.expose();
        if (group == null || port.isEmpty()) {
            return List.of();
        }
        return List.of(LoadBalancer.builder()
                .targetGroupArn(group.text())
                .containerName(TaskTemplate.CONTAINER)
                .containerPort(port.get().number())
                .build());
    }

    private List<ServiceRegistry> registries() {
        return registry.map(arn ->
                        List.of(ServiceRegistry.builder().registryArn(arn).build()))
                .orElse(List.of());
    }

    /** In this time the balancer's word does not end a task that is still starting. */
    private int grace() {
        return (int) wanted.spec().handling().check().startPeriod().toSeconds();
    }
}
