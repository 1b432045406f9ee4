package dev.nanokit.aws;

import dev.nanokit.model.Mount;
import dev.nanokit.model.Name;
import dev.nanokit.model.Project;
import dev.nanokit.model.Volume;
import dev.nanokit.provider.Finding;
import dev.nanokit.provider.ResourceKind;
import dev.nanokit.provider.ResourceSpec;
import dev.nanokit.provider.ResourceSpecBuilder;
import dev.nanokit.provider.Value;
import java.util.List;
import java.util.Objects;

/**
 * What a volume is on AWS: an EFS file system with a way in from each subnet where services run. It is the only storage
 * that outlives a Fargate task and that several can share. Pure.
 */
final class VolumeDesign {

    static final String THROUGHPUT = "throughput";
    static final String GROUP = "group";

    /** Where a task enters a file system that it mounts, by the path: {@code access-point./srv/uploads}. */
    static final String ACCESS_POINT = "access-point.";

    /** The fact of a volume that says the same. */
    static final String ACCESS_POINT_FACT = "access-point";

    static final String ELASTIC = "elastic";
    static final String BURSTING = "bursting";

    private static final List<String> MOUNTS = List.of("mount.", "mount-ro.");

    private final Project project;
    private final Foundations foundations;

    VolumeDesign(Project project, Foundations foundations) {
        this.project = project;
        this.foundations = foundations;
    }

    ResourceSpec of(ResourceSpec standard) {
        Volume volume = Objects.requireNonNull(
                project.volumes().get(Name.of(standard.slot().name())));
        boolean isFast = volume.performance() != Volume.Performance.STANDARD;
        ResourceSpecBuilder spec = ResourceSpec.builder(standard.slot())
                .handling(standard.handling())
                .fields(standard.fields())
                .fields(foundations.publicSubnets())
                .field(GROUP, new Value.Reference(AwsSlots.FILE_GROUP, "id"))
                .field(THROUGHPUT, isFast ? ELASTIC : BURSTING);
        standard.traits().forEach(spec::trait);
        standard.position().ifPresent(spec::position);
        return spec.build();
    }

    ResourceSpec mounted(ResourceSpec task) {
        ResourceSpecBuilder spec = task.toBuilder();
        task.fields().forEach((field, value) -> MOUNTS.stream()
                .filter(field::startsWith)
                .filter(any -> value instanceof Value.Reference volume
                        && volume.slot().kind().equals(ResourceKind.VOLUME))
                .forEach(mount -> spec.field(
                        ACCESS_POINT + field.substring(mount.length()),
                        new Value.Reference(((Value.Reference) value).slot(), ACCESS_POINT_FACT))));
        return spec.build();
    }

    List<Finding> findings() {
        FindingList findings = new FindingList();
        project.volumes().values().forEach(volume -> volume(volume, findings));
        project.services().values().forEach(service -> service.mounts().stream()
                .filter(mount -> !mount.isNamedVolume())
                .map(Mount::source)
                .forEach(source -> findings.refuse(
                        service.positions(),
                        "services." + service.name(),
                        "volumes",
                        "Fargate has no folder of a host, such as " + source
                                + ": mount a named volume, or put the files into the image")));
        return findings.all();
    }

    private static void volume(Volume volume, FindingList findings) {
        String path = "volumes." + volume.name();
        volume.type().ifPresent(type -> {
            if (type == Volume.Type.OBJECT) {
                findings.refuse(
                        volume.positions(),
                        path,
                        "type",
                        "Fargate cannot mount a bucket; leave 'type' out for shared files");
            } else if (type == Volume.Type.BLOCK) {
                findings.approximate(
                        volume.positions(),
                        path,
                        "type",
                        "a disk of Fargate goes with its task: it is an EFS file system, which stays");
            }
        });
        if (volume.size().isPresent()) {
            findings.approximate(
                    volume.positions(),
                    path,
                    "size",
                    "EFS grows by itself; it has no size, and takes money by what it holds");
        }
        if (volume.performance() == Volume.Performance.ULTRA) {
            findings.approximate(volume.positions(), path, "performance", "EFS has nothing faster than 'high'");
        }
    }
}
