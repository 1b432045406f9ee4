package dev.nanokit.aws;

import dev.nanokit.failure.ProviderException;

/**
 * Tells whether services mount a file system. EFS deletes one under the hands of the tasks that write to it, so that this is
 * asked before. Thread-safe.
 */
final class VolumeUsers {

    private final Clusters clusters;
    private final EcsServices services;
    private final TaskDefinitions definitions;

    VolumeUsers(AwsClients clients) {
        this.clusters = new Clusters(clients);
        this.services = new EcsServices(clients);
        this.definitions = new TaskDefinitions(clients);
    }

    /** Fails if a service of the volume's scope mounts it. */
    void requireNone(Found volume) {
        String scope = volume.tags().getOrDefault(AwsTags.SCOPE, "");
        clusters.ours().stream()
                .filter(cluster -> scope.equals(EcsTags.plain(cluster.tags()).get(AwsTags.SCOPE)))
                .flatMap(cluster -> services.all(cluster.clusterName()).stream())
                .filter(EcsServices::isThere)
                .filter(service -> definitions
                        .find(service.taskDefinition())
                        .filter(definition -> definition.definition().volumes().stream()
                                .anyMatch(one -> one.efsVolumeConfiguration() != null
                                        && volume.id()
                                                .equals(one.efsVolumeConfiguration()
                                                        .fileSystemId())))
                        .isPresent())
                .findFirst()
                .ifPresent(service -> {
                    throw new ProviderException(
                            ProviderException.Kind.IN_USE,
                            "tried to delete volume " + volume.name() + ", and service " + service.serviceName()
                                    + " mounts it",
                            null);
                });
    }
}
