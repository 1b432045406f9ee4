package dev.nanokit.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nanokit.Nanokit;
import dev.nanokit.aws.lab.AwsLab;
import dev.nanokit.aws.lab.Call;
import dev.nanokit.aws.lab.OnMoto;
import dev.nanokit.plan.Plan;
import dev.nanokit.plan.Step;
import dev.nanokit.testkit.FakeProvider;
import dev.nanokit.time.TimeSource;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.AssignPublicIp;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.scheduler.model.EcsParameters;
import software.amazon.awssdk.services.scheduler.model.GetScheduleResponse;
import software.amazon.awssdk.services.scheduler.model.ScheduleSummary;

/** What a user does with jobs at set times, and with services that scale: they come, stay, change, and go without a trace. */
@OnMoto
@Timeout(300)
final class AfterServicesUpIT {

    private static final String JOBS =
            """
            name: shop
            infra: { provider: aws, region: eu-west-1 }
            services:
              api: { image: 'busybox', expose: 8080, env: { VERSION: one } }
            cron:
              nightly: { schedule: '0 3 * * *', service: api, command: 'sleep 100000' }
              sweep: { schedule: '*/5 * * * *', image: 'alpine:3', command: 'echo swept' }
            environments: { stage: {} }
            """;

    private final TimeSource time = FakeProvider.services().time().orElseThrow();
    private final AwsLab lab = new AwsLab(time);
    private final EcsClient ecs = lab.through(EcsClient.builder());
    private final SchedulerClient scheduler = lab.through(SchedulerClient.builder());

    @AfterEach
    void close() {
        ecs.close();
        scheduler.close();
        lab.close();
    }

    private Nanokit kit(String yaml) {
        AwsConnection connection = new AwsConnection(
                Optional.of(lab.endpoint()),
                Optional.of(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"))));
        return Nanokit.load(yaml).environment("stage").provider(new OnLabTime(new AwsProvider(connection), time));
    }

    private static List<String> changes(Plan plan) {
        return plan.steps().stream()
                .filter(step -> step.action().isChange())
                .map(Step::slot)
                .map(Object::toString)
                .sorted()
                .toList();
    }

    private GetScheduleResponse schedule(String job) {
        ScheduleSummary summary = scheduler.listSchedules(request -> {}).schedules().stream()
                .filter(one -> one.name().contains("-" + job + "-"))
                .findFirst()
                .orElseThrow();
        return scheduler.getSchedule(request -> request.name(summary.name()).groupName(summary.groupName()));
    }

    /** Nothing fires in the lab: what the scheduler would ask of ECS at the time is asked of it here. */
    private Task run(String job) {
        GetScheduleResponse schedule = schedule(job);
        EcsParameters task = schedule.target().ecsParameters();
        var vpc = task.networkConfiguration().awsvpcConfiguration();
        return ecs.runTask(request -> request.cluster(schedule.target().arn())
                        .taskDefinition(task.taskDefinitionArn())
                        .launchType(LaunchType.fromValue(task.launchTypeAsString()))
                        .networkConfiguration(network -> network.awsvpcConfiguration(own -> own.subnets(vpc.subnets())
                                .securityGroups(vpc.securityGroups())
                                .assignPublicIp(AssignPublicIp.ENABLED))))
                .tasks()
                .get(0);
    }

    private Task now(Task task) {
        return ecs.describeTasks(request -> request.cluster(task.clusterArn()).tasks(task.taskArn()))
                .tasks()
                .get(0);
    }

    @Test
    void jobs_come_run_change_and_go() throws InterruptedException {
        kit(JOBS).up();
        assertThat(schedule("nightly").scheduleExpression()).isEqualTo("cron(0 3 * * ? *)");
        assertThat(kit(JOBS).plan().isEmpty()).isTrue();
        lab.forgetCalls();
        kit(JOBS).up();
        assertThat(lab.calls()).allMatch(Call::reads);
        Task swept = run("sweep");
        Task sleeping = run("nightly");
        time.pause(Duration.ofSeconds(5));
        assertThat(now(swept).containers().get(0).exitCode()).isZero();
        assertThat(now(sleeping).lastStatus()).isEqualTo("RUNNING");

        String later = JOBS.replace("0 3 * * *", "30 4 * * mon-fri");
        String before = schedule("nightly").target().ecsParameters().taskDefinitionArn();
        assertThat(changes(kit(later).up().plan())).containsExactly("cron/nightly");
        assertThat(schedule("nightly").scheduleExpression()).isEqualTo("cron(30 4 ? * 2,3,4,5,6 *)");
        assertThat(schedule("nightly").target().ecsParameters().taskDefinitionArn())
                .as("another time is no other task")
                .isEqualTo(before);
        assertThat(changes(kit(later.replace("one", "two")).up().plan()))
                .as("what runs like a service changes with it")
                .containsExactly("cron/nightly", "service/api");
        assertThat(schedule("nightly").target().ecsParameters().taskDefinitionArn())
                .isNotEqualTo(before);

        String fewer = later.replaceAll(" +sweep:.*\n", "");
        assertThat(changes(kit(fewer.replace("one", "two")).up().plan())).containsExactly("cron/sweep");
        kit(fewer).down();
        assertThat(lab.calls())
                .as("what still ran is ended, as no cluster goes with a task in it")
                .anyMatch(call -> call.operation().equals("StopTask")
                        && call.parameters().path("task").asText().equals(sleeping.taskArn()));
        time.pause(Duration.ofSeconds(5));
        assertThat(scheduler.listSchedules(request -> {}).schedules()).isEmpty();
        assertThat(scheduler.listScheduleGroups(request -> {}).scheduleGroups()).hasSize(1);
        assertThat(ecs.listTaskDefinitions(request -> {}).taskDefinitionArns()).isEmpty();
    }
}
