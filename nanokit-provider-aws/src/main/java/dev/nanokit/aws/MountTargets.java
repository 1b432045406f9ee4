package dev.nanokit.aws;

import dev.nanokit.failure.ProviderException;
import dev.nanokit.provider.Operation;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.efs.model.LifeCycleState;
import software.amazon.awssdk.services.efs.model.MountTargetDescription;

/**
 * The ways into a file system, one for each subnet. A file system has them in one VPC at a time, and one a zone: those
 * that are not wanted go before others come.
 */
final class MountTargets {

    private final AwsClients clients;

    MountTargets(AwsClients clients) {
        this.clients = clients;
    }

    void ensure(String fileSystem, Set<String> subnets, String group, Operation operation) {
        List<MountTargetDescription> there = of(fileSystem);
        if (there.stream().anyMatch(one -> !subnets.contains(one.subnetId()))) {
            there.stream().filter(one -> !subnets.contains(one.subnetId())).forEach(this::remove);
            there = Patience.until(operation, () -> Optional.of(of(fileSystem))
                    .filter(left -> left.stream().allMatch(one -> subnets.contains(one.subnetId()))));
        }
        Set<String> missing = new HashSet<>(subnets);
        for (MountTargetDescription one : there) {
            missing.remove(one.subnetId());
            protect(one, group);
        }
        for (String subnet : missing) {
            operation.checkpoint();
            AwsFailures.call("create a mount target of " + fileSystem + " in " + subnet, () -> clients.efs()
                    .createMountTarget(request ->
                            request.fileSystemId(fileSystem).subnetId(subnet).securityGroups(group)));
        }
        untilAvailable(fileSystem, subnets, operation);
    }

    private void protect(MountTargetDescription there, String group) {
        List<String> groups = AwsFailures.call("look at mount target " + there.mountTargetId(), () -> clients.efs()
                        .describeMountTargetSecurityGroups(request -> request.mountTargetId(there.mountTargetId())))
                .securityGroups();
        if (!groups.equals(List.of(group))) {
            AwsFailures.call("change mount target " + there.mountTargetId(), () -> clients.efs()
                    .modifyMountTargetSecurityGroups(request ->
                            request.mountTargetId(there.mountTargetId()).securityGroups(group)));
        }
    }

    private void untilAvailable(String fileSystem, Set<String> subnets, Operation operation) {
        Patience.until(operation, () -> {
            List<MountTargetDescription> there = of(fileSystem);
            there.stream()
                    .filter(one -> one.lifeCycleState() == LifeCycleState.ERROR)
                    .findFirst()
                    .ifPresent(one -> {
                        throw new ProviderException(
                                ProviderException.Kind.FAILED,
                                "waited for mount target " + one.mountTargetId() + " in " + one.subnetId()
                                        + ", and EFS says that it is in error; delete it and try again",
                                null);
                    });
            long ready = there.stream()
                    .filter(one -> one.lifeCycleState() == LifeCycleState.AVAILABLE)
                    .filter(one -> subnets.contains(one.subnetId()))
                    .count();
            return ready == subnets.size() ? Optional.of(ready) : Optional.empty();
        });
    }

    void removeAll(String fileSystem, Operation operation) {
        of(fileSystem).forEach(this::remove);
        Patience.until(operation, () -> of(fileSystem).isEmpty() ? Optional.of(fileSystem) : Optional.empty());
    }

    private void remove(MountTargetDescription target) {
        if (target.lifeCycleState() != LifeCycleState.DELETING) {
            AwsFailures.find("delete mount target " + target.mountTargetId(), () -> clients.efs()
                    .deleteMountTarget(request -> request.mountTargetId(target.mountTargetId())));
        }
    }

    private List<MountTargetDescription> of(String fileSystem) {
        return AwsFailures.call(
                "look at the mount targets of " + fileSystem, () -> clients
                        .efs()
                        .describeMountTargetsPaginator(request -> request.fileSystemId(fileSystem))
                        .mountTargets()
                        .stream()
                        .filter(one -> one.lifeCycleState() != LifeCycleState.DELETED)
                        .toList());
    }
}
