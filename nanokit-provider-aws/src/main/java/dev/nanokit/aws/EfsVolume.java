package dev.nanokit.aws;

import dev.nanokit.failure.ProviderException;
import dev.nanokit.provider.Lifecycle;
import dev.nanokit.provider.Operation;
import dev.nanokit.provider.PlatformId;
import dev.nanokit.provider.Resource;
import dev.nanokit.provider.ResourceKind;
import dev.nanokit.provider.Wanted;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.services.efs.model.AccessPointDescription;
import software.amazon.awssdk.services.efs.model.FileSystemDescription;
import software.amazon.awssdk.services.efs.model.LifeCycleState;
import software.amazon.awssdk.services.efs.model.PerformanceMode;
import software.amazon.awssdk.services.efs.model.Tag;

/**
 * An EFS file system with its mount targets and the access point by which tasks enter it. What has no name and no tags of
 * its own on AWS, as mount targets, comes and goes with the file system.
 */
final class EfsVolume implements AwsKind {

    private final AwsClients clients;
    private final MountTargets targets;
    private final AccessPoints points;
    private final VolumeUsers users;

    EfsVolume(AwsClients clients) {
        this.clients = clients;
        this.targets = new MountTargets(clients);
        this.points = new AccessPoints(clients);
        this.users = new VolumeUsers(clients);
    }

    @Override
    public ResourceKind kind() {
        return ResourceKind.VOLUME;
    }

    @Override
    public List<Found> all(Sight sight) {
        if (!sight.hasSeen(AwsSlots.FILE_GROUP)) {
            return List.of();
        }
        String scope = AwsTags.of(sight.scope());
        List<FileSystemDescription> ours = AwsFailures.call(
                "list file systems", () -> clients.efs().describeFileSystemsPaginator().fileSystems().stream()
                        .filter(one -> scope.equals(plain(one.tags()).get(AwsTags.SCOPE)))
                        .toList());
        if (ours.isEmpty()) {
            return List.of();
        }
        Map<String, AccessPointDescription> entries = points.all();
        return ours.stream()
                .map(one -> found(one, Optional.ofNullable(entries.get(one.fileSystemId()))))
                .toList();
    }

    @Override
    public Optional<Found> named(Wanted wanted) {
        return lookFor(wanted).filter(one -> !isGoing(one)).map(one -> found(one, points.of(one.fileSystemId())));
    }

    @Override
    public Optional<Found> again(PlatformId id) {
        return look(id.value()).map(one -> found(one, points.of(one.fileSystemId())));
    }

    private Optional<FileSystemDescription> lookFor(Wanted wanted) {
        return AwsFailures.find("look for file system " + wanted.name(), () -> clients.efs()
                        .describeFileSystems(request -> request.creationToken(wanted.name())))
                .flatMap(answer -> answer.fileSystems().stream().findFirst());
    }

    private Optional<FileSystemDescription> look(String id) {
        return AwsFailures.find("look at file system " + id, () -> clients.efs()
                        .describeFileSystems(request -> request.fileSystemId(id)))
                .flatMap(answer -> answer.fileSystems().stream().findFirst());
    }

    @Override
    public Found make(Wanted wanted, Map<String, String> tags, Operation operation) {
        return Patience.onceFree(operation, () -> create(wanted, tags), () -> lookFor(wanted)
                .filter(EfsVolume::isGoing)
                .isPresent());
    }

    private Found create(Wanted wanted, Map<String, String> tags) {
        var made = AwsFailures.call("create file system " + wanted.name(), () -> clients.efs()
                .createFileSystem(request -> request.creationToken(wanted.name())
                        .encrypted(true)
                        .performanceMode(PerformanceMode.GENERAL_PURPOSE)
                        .throughputMode(Fields.text(wanted, VolumeDesign.THROUGHPUT))
                        .tags(sdk(tags))));
        return new Found(made.fileSystemId(), wanted.name(), tags, Map.of("name", made.fileSystemId()));
    }

    @Override
    public boolean isMadeInOneCall() {
        return false;
    }

    @Override
    public Found change(Found found, Wanted wanted, Operation operation) {
        String throughput = Fields.text(wanted, VolumeDesign.THROUGHPUT);
        FileSystemDescription there = available(found.id(), operation);
        if (!throughput.equals(there.throughputModeAsString())) {
            AwsFailures.call("change file system " + found.name(), () -> clients.efs()
                    .updateFileSystem(
                            request -> request.fileSystemId(found.id()).throughputMode(throughput)));
            there = available(found.id(), operation);
        }
        operation.checkpoint();
        targets.ensure(
                found.id(),
                Set.copyOf(Fields.under(wanted, Foundations.SUBNET).values()),
                Fields.text(wanted, VolumeDesign.GROUP),
                operation);
        operation.checkpoint();
        AccessPointDescription point = points.ensure(found.id(), found.name(), found.tags(), operation);
        return found(there, Optional.of(point)).withTags(found.tags());
    }

    private FileSystemDescription available(String id, Operation operation) {
        FirstSight sight = new FirstSight("file system " + id);
        return Patience.until(operation, () -> sight.of(look(id)).flatMap(there -> {
            if (isGoing(there) || there.lifeCycleState() == LifeCycleState.ERROR) {
                throw new ProviderException(
                        ProviderException.Kind.FAILED,
                        "waited for file system " + id + ", and EFS says that it is " + there.lifeCycleStateAsString(),
                        null);
            }
            return there.lifeCycleState() == LifeCycleState.AVAILABLE ? Optional.of(there) : Optional.empty();
        }));
    }

    @Override
    public void tag(Found found, Map<String, String> tags) {
        AwsFailures.call("tag file system " + found.name(), () -> clients.efs()
                .tagResource(request -> request.resourceId(found.id()).tags(sdk(tags))));
    }

    /** https://docs.aws.amazon.com/efs/latest/ug/delete-efs-fs.html: what leads into it has to go first. */
    @Override
    public void remove(Found found, Resource resource, Operation operation) {
        Optional<FileSystemDescription> there = look(found.id());
        if (there.isPresent() && !isGoing(there.get())) {
            users.requireNone(found);
            points.removeAll(found.id(), operation);
            targets.removeAll(found.id(), operation);
            operation.checkpoint();
            AwsFailures.call("delete file system " + found.name(), () -> clients.efs()
                    .deleteFileSystem(request -> request.fileSystemId(found.id())));
        }
        Patience.until(operation, () -> look(found.id()).isEmpty() ? Optional.of(found.id()) : Optional.empty());
    }

    private static boolean isGoing(FileSystemDescription there) {
        return there.lifeCycleState() == LifeCycleState.DELETING || there.lifeCycleState() == LifeCycleState.DELETED;
    }

    /** Tasks mount it by its id: that is what others are told as its name. */
    private static Found found(FileSystemDescription there, Optional<AccessPointDescription> point) {
        Map<String, String> facts = new TreeMap<>(Map.of("name", there.fileSystemId()));
        point.ifPresent(one -> facts.put(VolumeDesign.ACCESS_POINT_FACT, one.accessPointId()));
        Lifecycle state = isGoing(there) ? Lifecycle.GOING : Lifecycle.PRESENT;
        return new Found(there.fileSystemId(), there.creationToken(), plain(there.tags()), facts, state);
    }

    static Map<String, String> plain(List<Tag> tags) {
        Map<String, String> plain = new HashMap<>();
        tags.forEach(tag -> plain.put(tag.key(), tag.value()));
        return plain;
    }

    static List<Tag> sdk(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }
}
