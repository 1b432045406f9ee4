package dev.nanokit.aws;

import dev.nanokit.provider.Operation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.efs.model.AccessPointDescription;
import software.amazon.awssdk.services.efs.model.LifeCycleState;

/**
 * Where tasks enter a file system: a folder that everybody may write to, as in a volume of Docker's. The root of a file system
 * belongs to the user root alone (https://docs.aws.amazon.com/efs/latest/ug/accessing-fs-nfs-permissions.html), and many
 * images do not run as that.
 */
final class AccessPoints {

    private static final String FOLDER = "/data";
    private static final String PERMISSIONS = "0777";

    private final AwsClients clients;

    AccessPoints(AwsClients clients) {
        this.clients = clients;
    }

    /** {@return ours of every file system, by the file system's id, by one list} */
    Map<String, AccessPointDescription> all() {
        Map<String, AccessPointDescription> all = new HashMap<>();
        AwsFailures.call(
                        "list access points",
                        () -> clients.efs().describeAccessPointsPaginator(request -> {}).accessPoints().stream()
                                .filter(AccessPoints::isOurs)
                                .toList())
                .forEach(one -> all.put(one.fileSystemId(), one));
        return all;
    }

    Optional<AccessPointDescription> of(String fileSystem) {
        return there(fileSystem).stream().filter(AccessPoints::isOurs).findFirst();
    }

    AccessPointDescription ensure(String fileSystem, String name, Map<String, String> tags, Operation operation) {
        if (of(fileSystem).isEmpty()) {
            AwsFailures.call("create the access point of " + name, () -> clients.efs()
                    .createAccessPoint(request -> request.clientToken(name)
                            .fileSystemId(fileSystem)
                            .rootDirectory(folder -> folder.path(FOLDER)
                                    .creationInfo(owner ->
                                            owner.ownerUid(0L).ownerGid(0L).permissions(PERMISSIONS)))
                            .tags(EfsVolume.sdk(ofScope(tags)))));
        }
        return Patience.until(
                operation, () -> of(fileSystem).filter(one -> one.lifeCycleState() == LifeCycleState.AVAILABLE));
    }

    void removeAll(String fileSystem, Operation operation) {
        there(fileSystem).stream()
                .filter(one -> one.lifeCycleState() != LifeCycleState.DELETING)
                .forEach(one -> AwsFailures.find("delete access point " + one.accessPointId(), () -> clients.efs()
                        .deleteAccessPoint(request -> request.accessPointId(one.accessPointId()))));
        Patience.until(operation, () -> there(fileSystem).isEmpty() ? Optional.of(fileSystem) : Optional.empty());
    }

    private List<AccessPointDescription> there(String fileSystem) {
        return AwsFailures.call(
                "look at the access points of " + fileSystem, () -> clients
                        .efs()
                        .describeAccessPointsPaginator(request -> request.fileSystemId(fileSystem))
                        .accessPoints()
                        .stream()
                        .filter(one -> one.lifeCycleState() != LifeCycleState.DELETED)
                        .toList());
    }

    private static boolean isOurs(AccessPointDescription one) {
        return one.rootDirectory() != null && FOLDER.equals(one.rootDirectory().path());
    }

    /** Whose it is, for people; the state stands on the file system alone, so that nobody takes this for a resource. */
    private static Map<String, String> ofScope(Map<String, String> tags) {
        Map<String, String> some = new HashMap<>();
        for (String tag : List.of(AwsTags.NAME, AwsTags.SCOPE)) {
            Optional.ofNullable(tags.get(tag)).ifPresent(value -> some.put(tag, value));
        }
        return some;
    }
}
