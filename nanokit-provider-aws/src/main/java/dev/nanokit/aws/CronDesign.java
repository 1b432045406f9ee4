package dev.nanokit.aws;

import dev.nanokit.model.CronJob;
import dev.nanokit.model.Name;
import dev.nanokit.model.Project;
import dev.nanokit.provider.Finding;
import dev.nanokit.provider.Handling;
import dev.nanokit.provider.ResourceKind;
import dev.nanokit.provider.ResourceSpec;
import dev.nanokit.provider.ResourceSpecBuilder;
import dev.nanokit.provider.Slot;
import dev.nanokit.provider.Value;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Commands at set times: tasks of their own, begun by EventBridge Scheduler. One that names a service runs like it, as no
 * schedule of AWS runs a command in a task that is there already. Pure.
 */
final class CronDesign {

    /** The ARN of the role by which the scheduler begins tasks. */
    static final String SCHEDULER_ROLE = "scheduler-role";

    /** The ARN of the cluster in which it does. */
    static final String TARGET = "target";

    /** What a command has of the service like which it runs: all that makes up its task, but nothing that serves. */
    private static final List<String> OF_SERVICE = List.of(
            "image",
            "env",
            "secret",
            "mount",
            "mount-ro",
            "access-point",
            "subnet",
            TaskDesign.CLUSTER,
            TaskDesign.GROUP,
            TaskDesign.EXECUTION_ROLE,
            TaskDesign.TASK_ROLE,
            TaskDesign.LOG_GROUP,
            TaskDesign.FARGATE_CPU,
            TaskDesign.FARGATE_MEMORY);

    private final Project project;
    private final TaskDesign tasks;

    CronDesign(Project project, TaskDesign tasks) {
        this.project = project;
        this.tasks = tasks;
    }

    /**
     * Says what a job is on AWS.
     *
     * @param standard its spec of the standard design
     * @param services the services as they are on AWS
     * @return its spec
     */
    ResourceSpec of(ResourceSpec standard, Map<Slot, ResourceSpec> services) {
        CronJob job = Objects.requireNonNull(
                project.cron().get(Name.of(standard.slot().name())));
        ResourceSpecBuilder spec = job.image().isPresent()
                ? tasks.alone(standard)
                : like(
                        Objects.requireNonNull(services.get(new Slot(
                                ResourceKind.SERVICE,
                                job.service().orElseThrow().value()))),
                        job,
                        standard);
        standard.position().ifPresent(spec::position);
        return spec.field(SCHEDULER_ROLE, new Value.Reference(AwsSlots.SCHEDULER_ROLE, "arn"))
                .field(TARGET, new Value.Reference(AwsSlots.CLUSTER, "id"))
                .build();
    }

    /** A variable of the job's own takes the place of the service's, also where that is a secret: ECS takes no name twice. */
    private static ResourceSpecBuilder like(ResourceSpec service, CronJob job, ResourceSpec standard) {
        ResourceSpecBuilder spec = ResourceSpec.builder(standard.slot())
                .needs(standard.needs())
                .handling(Handling.standard().withVariables(service.handling().variables()));
        service.fields().forEach((field, value) -> {
            boolean isHidden = field.startsWith(TaskDesign.SECRET)
                    && job.env().containsKey(field.substring(TaskDesign.SECRET.length()));
            if (!isHidden && OF_SERVICE.stream().anyMatch(name -> Marks.isPart(field, name))) {
                spec.field(field, value);
            }
        });
        return spec.fields(standard.fields());
    }

    List<Finding> findings() {
        FindingList findings = new FindingList();
        for (CronJob job : project.cron().values()) {
            String path = "cron." + job.name();
            try {
                ScheduleExpression.of(job.schedule());
            } catch (IllegalArgumentException e) {
                findings.refuse(job.positions(), path, "schedule", String.valueOf(e.getMessage()));
            }
            if (job.image().isEmpty()) {
                findings.approximate(
                        job.positions(),
                        path,
                        "service",
                        "it runs in a task of its own, with the image, variables and volumes of the service, and not"
                                + " inside one that is there already");
            }
        }
        return findings.all();
    }
}
