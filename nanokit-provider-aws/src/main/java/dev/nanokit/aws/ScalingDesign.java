package dev.nanokit.aws;

import dev.nanokit.model.Percent;
import dev.nanokit.model.Project;
import dev.nanokit.model.Scale;
import dev.nanokit.model.Service;
import dev.nanokit.provider.Finding;
import dev.nanokit.provider.ResourceKind;
import dev.nanokit.provider.ResourceSpec;
import dev.nanokit.provider.Slot;
import dev.nanokit.provider.Value;
import java.util.List;
import java.util.Optional;

/**
 * Services whose number of instances AWS chooses, by the load of their processors. What is chosen between is a spec of its
 * own after the service, which then says nothing of a number. Pure.
 */
final class ScalingDesign {

    static final String SERVICE = "service";
    static final String FEWEST = "min";
    static final String MOST = "max";
    static final String LOAD = "cpu-percent";

    /** That of AWS's own example: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/target-tracking-create-policy.html. */
    private static final int USUAL_LOAD = 75;

    private final Project project;

    ScalingDesign(Project project) {
        this.project = project;
    }

    /** {@return between which numbers AWS chooses for a service; empty where it does not, or the service is turned off} */
    static Optional<Scale> of(Service service) {
        return service.scale().filter(scale -> service.instances() > 0);
    }

    /** {@return the fewest instances: AWS sees no load where nothing runs, and would never bring one back} */
    static int fewest(Scale scale) {
        return Math.max(1, scale.min());
    }

    List<ResourceSpec> specs() {
        return project.services().values().stream()
                .flatMap(service -> of(service).map(scale -> spec(service, scale)).stream())
                .toList();
    }

    private static ResourceSpec spec(Service service, Scale scale) {
        Slot slot = new Slot(ResourceKind.SERVICE, service.name().value());
        return ResourceSpec.builder(
                        new Slot(AwsSlots.SCALING_KIND, service.name().value()))
                .field(TaskDesign.CLUSTER, new Value.Reference(AwsSlots.CLUSTER, "name"))
                .field(SERVICE, new Value.Reference(slot, "name"))
                .field(FEWEST, Integer.toString(fewest(scale)))
                .field(MOST, Integer.toString(scale.max()))
                .field(
                        LOAD,
                        Integer.toString(
                                scale.cpuThreshold().map(Percent::value).orElse(USUAL_LOAD)))
                .position(service.positions().at("scale"))
                .build();
    }

    List<Finding> findings() {
        FindingList findings = new FindingList();
        project.services().values().forEach(service -> of(service).ifPresent(scale -> {
            String path = "services." + service.name();
            if (scale.min() == 0) {
                findings.approximate(
                        service.positions(),
                        path,
                        "scale",
                        "one instance stays, as AWS sees no load where none runs, and would never bring one back");
            }
            boolean isInFile = service.positions().keys().containsKey("instances");
            if (!isInFile && service.instances() != 1) {
                findings.refuse(
                        service.positions(),
                        path,
                        "instances",
                        "AWS chooses the number by 'scale': change min and max there");
            } else if (isInFile) {
                findings.approximate(
                        service.positions(),
                        path,
                        "instances",
                        "AWS chooses the number by 'scale', beginning with min; leave 'instances' out, or make it 0 to"
                                + " turn the service off");
            }
        }));
        return findings.all();
    }
}
