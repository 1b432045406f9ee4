package dev.nanokit.aws.lab.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.nanokit.aws.lab.AwsLab;
import dev.nanokit.aws.lab.OnMoto;
import dev.nanokit.testkit.FakeProvider;
import dev.nanokit.time.TimeSource;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.scheduler.model.CreateScheduleRequest;
import software.amazon.awssdk.services.scheduler.model.FlexibleTimeWindowMode;
import software.amazon.awssdk.services.scheduler.model.LaunchType;
import software.amazon.awssdk.services.scheduler.model.ScheduleGroupState;
import software.amazon.awssdk.services.scheduler.model.Tag;

/** What EventBridge Scheduler refuses is refused before moto, and its groups go as slowly as on AWS. */
@OnMoto
final class SchedulerRulesIT {

    private static final String TRUST =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":"
                    + "{\"Service\":\"%s\"},\"Action\":\"sts:AssumeRole\"}]}";

    private final TimeSource time = FakeProvider.services().time().orElseThrow();
    private final AwsLab lab = new AwsLab(time);
    private final SchedulerClient scheduler = lab.through(SchedulerClient.builder());

    @AfterEach
    void close() {
        scheduler.close();
        lab.close();
    }

    private void refused(String code, Runnable request) {
        AwsServiceException failure = catchThrowableOfType(AwsServiceException.class, request::run);
        assertThat(failure).as("the request passed").isNotNull();
        assertThat(failure.awsErrorDetails().errorCode()).isEqualTo(code);
        assertThat(lab.calls().get(lab.calls().size() - 1).ours())
                .as("refused by a rule, not by moto")
                .isTrue();
    }

    private void roles() {
        try (IamClient iam = lab.through(IamClient.builder())) {
            iam.createRole(
                    r -> r.roleName("good").assumeRolePolicyDocument(TRUST.formatted("scheduler.amazonaws.com")));
            iam.createRole(
                    r -> r.roleName("other").assumeRolePolicyDocument(TRUST.formatted("ecs-tasks.amazonaws.com")));
        }
    }

    private void schedule(Consumer<CreateScheduleRequest.Builder> different) {
        CreateScheduleRequest.Builder request = CreateScheduleRequest.builder()
                .name("one")
                .scheduleExpression("cron(0 3 * * ? *)")
                .flexibleTimeWindow(w -> w.mode(FlexibleTimeWindowMode.OFF));
        target(request, "good", 1);
        different.accept(request);
        scheduler.createSchedule(request.build());
    }

    private static void target(CreateScheduleRequest.Builder request, String role, int subnets) {
        request.target(t -> t.arn("arn:aws:ecs:eu-west-1:123456789012:cluster/c")
                .roleArn("arn:aws:iam::123456789012:role/a/path/" + role)
                .ecsParameters(ecs -> ecs.taskDefinitionArn("arn:aws:ecs:eu-west-1:123456789012:task-definition/t:1")
                        .launchType(LaunchType.FARGATE)
                        .networkConfiguration(n -> n.awsvpcConfiguration(
                                v -> v.subnets(java.util.Collections.nCopies(subnets, "subnet-1"))))));
    }

    @Test
    void schedules_are_checked_in_all_that_they_say() {
        roles();
        for (String wrong : List.of(
                "every day",
                "rate(0 minutes)",
                "cron(0 3 * * *)",
                "cron(0 3 * * * *)",
                "cron(0 3 ? * ? *)",
                "cron(60 3 * * ? *)",
                "cron(0 3 ? * 0 *)",
                "cron(0 3 ? * 8 *)",
                "cron(0 3 ? * 2/2 *)",
                "cron(0 3 0 * ? *)",
                "cron(0 3 * 13 ? *)")) {
            refused("ValidationException", () -> schedule(r -> r.scheduleExpression(wrong)));
        }
        refused("ValidationException", () -> schedule(r -> r.name("a b")));
        refused("ValidationException", () -> schedule(r -> r.scheduleExpressionTimezone("Mars/Base")));
        refused("ValidationException", () -> schedule(r -> r.description("x".repeat(513))));
        refused(
                "ValidationException",
                () -> schedule(r -> r.flexibleTimeWindow(w -> w.mode(FlexibleTimeWindowMode.FLEXIBLE))));
        refused("ValidationException", () -> schedule(r -> target(r, "other", 1)));
        refused("ValidationException", () -> schedule(r -> target(r, "none", 1)));
        refused("ValidationException", () -> schedule(r -> target(r, "good", 0)));
        refused("ValidationException", () -> schedule(r -> target(r, "good", 17)));
        refused("ResourceNotFoundException", () -> schedule(r -> r.groupName("none")));
        for (String right : List.of("cron(0/5 * ? * 1,7 *)", "cron(0,30 9-17 1/2 1,7 ? *)", "rate(1 hour)")) {
            schedule(r -> r.name("right-" + right.hashCode()).scheduleExpression(right));
        }
    }

    @Test
    void groups_have_tags_and_schedules_have_none() {
        refused("ValidationException", () -> scheduler.createScheduleGroup(r -> r.name("a b")));
        String group = scheduler
                .createScheduleGroup(r ->
                        r.name("group").tags(Tag.builder().key("k").value("v").build()))
                .scheduleGroupArn();
        refused("ConflictException", () -> scheduler.createScheduleGroup(r -> r.name("group")));
        assertThat(scheduler.listTagsForResource(r -> r.resourceArn(group)).tags())
                .hasSize(1);
        refused(
                "ValidationException",
                () -> scheduler.tagResource(r -> r.resourceArn(group.replace(":schedule-group/", ":schedule/") + "/one")
                        .tags(Tag.builder().key("k").value("v").build())));
        refused("ResourceNotFoundException", () -> scheduler.listTagsForResource(r -> r.resourceArn(group + "x")));
    }

    @Test
    void a_group_that_is_deleted_is_shown_as_that_and_takes_its_schedules_along() throws InterruptedException {
        roles();
        refused("ResourceNotFoundException", () -> scheduler.deleteScheduleGroup(r -> r.name("group")));
        scheduler.createScheduleGroup(r -> r.name("group"));
        schedule(r -> r.groupName("group"));
        scheduler.deleteScheduleGroup(r -> r.name("group"));
        assertThat(scheduler.getScheduleGroup(r -> r.name("group")).state()).isEqualTo(ScheduleGroupState.DELETING);
        refused("ConflictException", () -> schedule(r -> r.name("two").groupName("group")));
        time.pause(Duration.ofSeconds(1));
        assertThat(scheduler.listScheduleGroups(r -> {}).scheduleGroups())
                .noneMatch(group -> group.name().equals("group"));
        assertThat(scheduler.listSchedules(r -> {}).schedules()).isEmpty();
        scheduler.createScheduleGroup(r -> r.name("group"));
    }
}
