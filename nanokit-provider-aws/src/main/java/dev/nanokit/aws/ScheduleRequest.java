package dev.nanokit.aws;

import dev.nanokit.provider.Timetable;
import dev.nanokit.provider.Wanted;
import software.amazon.awssdk.services.scheduler.model.AssignPublicIp;
import software.amazon.awssdk.services.scheduler.model.CreateScheduleRequest;
import software.amazon.awssdk.services.scheduler.model.EcsParameters;
import software.amazon.awssdk.services.scheduler.model.FlexibleTimeWindowMode;
import software.amazon.awssdk.services.scheduler.model.LaunchType;
import software.amazon.awssdk.services.scheduler.model.PropagateTags;
import software.amazon.awssdk.services.scheduler.model.ScheduleState;
import software.amazon.awssdk.services.scheduler.model.Target;

/** What EventBridge Scheduler is told of a job. Pure. */
final class ScheduleRequest {

    private static final String ZONE = "UTC";

    /**
     * How long a task that could not be begun is tried again, in seconds. By itself AWS tries for a day, and then a command
     * of the night runs at noon.
     */
    private static final int TRIED_FOR = 900;

    private final Wanted wanted;

    ScheduleRequest(Wanted wanted) {
        this.wanted = wanted;
    }

    /**
     * Gives the schedule of a group.
     *
     * @param group the group's name, and the schedule's
     * @param taskDefinition what it runs
     * @return the whole of it
     */
    CreateScheduleRequest in(String group, String taskDefinition) {
        return CreateScheduleRequest.builder()
                .name(group)
                .groupName(group)
                .description(wanted.slot() + " of " + wanted.labelled().scope() + ", made by Nanokit")
                .scheduleExpression(
                        ScheduleExpression.of(Timetable.of(wanted.values()).schedule())
                                .toString())
                .scheduleExpressionTimezone(ZONE)
                .flexibleTimeWindow(window -> window.mode(FlexibleTimeWindowMode.OFF))
                .state(ScheduleState.ENABLED)
                .target(Target.builder()
                        .arn(Fields.text(wanted, CronDesign.TARGET))
                        .roleArn(Fields.text(wanted, CronDesign.SCHEDULER_ROLE))
                        .ecsParameters(task(taskDefinition))
                        .retryPolicy(retry -> retry.maximumEventAgeInSeconds(TRIED_FOR))
                        .build())
                .build();
    }

    private EcsParameters task(String definition) {
        TaskPlace place = TaskPlace.of(wanted.values());
        return EcsParameters.builder()
                .taskDefinitionArn(definition)
                .taskCount(1)
                .launchType(LaunchType.FARGATE)
                .networkConfiguration(network -> network.awsvpcConfiguration(vpc -> vpc.subnets(place.subnets())
                        .securityGroups(place.group())
                        .assignPublicIp(AssignPublicIp.ENABLED)))
                .enableECSManagedTags(true)
                .propagateTags(PropagateTags.TASK_DEFINITION)
                .build();
    }
}
