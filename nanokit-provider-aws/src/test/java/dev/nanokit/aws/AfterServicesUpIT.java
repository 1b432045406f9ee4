package dev.nanokit.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nanokit.Nanokit;
import dev.nanokit.aws.lab.AwsLab;
import dev.nanokit.aws.lab.Call;
import dev.nanokit.aws.lab.OnMoto;
import dev.nanokit.failure.PlanRejectedException;
import dev.nanokit.testkit.FakeProvider;
import dev.nanokit.time.TimeSource;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableTarget;
import software.amazon.awssdk.services.applicationautoscaling.model.ServiceNamespace;
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

    private static final String SCALED =
            """
            name: shop
            infra: { provider: aws, region: eu-west-1 }
            services:
              api: { image: 'busybox', env: { VERSION: one }, scale: { min: 2, max: 4, cpu_threshold: 60% } }
            environments: { stage: {} }
            """;

    private final TimeSource time = FakeProvider.services().time().orElseThrow();
    private final AwsLab lab = new AwsLab(time);
    private final EcsClient ecs = lab.through(EcsClient.builder());
    private final SchedulerClient scheduler = lab.through(SchedulerClient.builder());
    private final ApplicationAutoScalingClient scaling = lab.through(ApplicationAutoScalingClient.builder());

    @AfterEach
    void close() {
        ecs.close();
        scheduler.close();
        scaling.close();
        lab.close();
    }

    private Nanokit kit(String yaml) {
        return Nanokit.load(yaml).environment("stage").provider(OnLabTime.of(lab, time));
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
        assertThat(Changes.of(kit(later).up().plan())).containsExactly("cron/nightly");
        assertThat(schedule("nightly").scheduleExpression()).isEqualTo("cron(30 4 ? * 2,3,4,5,6 *)");
        assertThat(schedule("nightly").target().ecsParameters().taskDefinitionArn())
                .as("another time is no other task")
                .isEqualTo(before);
        assertThat(Changes.of(kit(later.replace("one", "two")).up().plan()))
                .as("what runs like a service changes with it")
                .containsExactly("cron/nightly", "service/api");
        assertThat(schedule("nightly").target().ecsParameters().taskDefinitionArn())
                .isNotEqualTo(before);

        String fewer = later.replaceAll(" +sweep:.*\n", "");
        assertThat(Changes.of(kit(fewer.replace("one", "two")).up().plan())).containsExactly("cron/sweep");
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

    private software.amazon.awssdk.services.ecs.model.Service service() {
        String cluster = ecs.listClusters().clusterArns().get(0);
        List<String> services =
                ecs.listServices(request -> request.cluster(cluster)).serviceArns();
        return ecs.describeServices(request -> request.cluster(cluster).services(services))
                .services()
                .get(0);
    }

    private Optional<ScalableTarget> target() {
        return scaling
                .describeScalableTargets(request -> request.serviceNamespace(ServiceNamespace.ECS))
                .scalableTargets()
                .stream()
                .findFirst();
    }

    /** What Application Auto Scaling does when the load rises. */
    private void choose(int instances) {
        ecs.updateService(request -> request.cluster(service().clusterArn())
                .service(service().serviceArn())
                .desiredCount(instances));
    }

    @Test
    void a_number_that_aws_chose_is_left_to_it() {
        kit(SCALED).up();
        assertThat(service().desiredCount()).as("it begins with min").isEqualTo(2);
        assertThat(target().orElseThrow().maxCapacity()).isEqualTo(4);
        choose(3);
        assertThat(kit(SCALED).plan().isEmpty()).isTrue();
        lab.forgetCalls();
        kit(SCALED).up();
        assertThat(lab.calls()).allMatch(Call::reads);
        assertThat(kit(SCALED).drift().differences()).isEmpty();
        assertThatThrownBy(() -> kit(SCALED).scale("api", 4))
                .isInstanceOf(PlanRejectedException.class)
                .hasMessageContaining("change min and max");

        String two = SCALED.replace("one", "two");
        assertThat(Changes.of(kit(two).up().plan())).containsExactly("service/api");
        assertThat(service().desiredCount()).as("after another version").isEqualTo(3);

        String more = two.replace("max: 4", "max: 6").replace("60%", "80%");
        assertThat(Changes.of(kit(more).up().plan())).containsExactly("scaling/api");
        assertThat(service().desiredCount()).isEqualTo(3);
        kit(more.replace("min: 2", "min: 5")).up();
        assertThat(service().desiredCount())
                .as("AWS puts it into the new bounds")
                .isEqualTo(5);
    }

    @Test
    void a_stopped_service_stays_stopped_and_comes_back_with_what_it_had() {
        kit(SCALED).up();
        choose(3);
        kit(SCALED).stop();
        assertThat(service().desiredCount()).isZero();
        assertThat(target().orElseThrow().suspendedState().dynamicScalingOutSuspended())
                .isTrue();
        kit(SCALED).start();
        assertThat(service().desiredCount()).isEqualTo(3);
        assertThat(target().orElseThrow().suspendedState().dynamicScalingOutSuspended())
                .isFalse();
        assertThat(kit(SCALED).plan().isEmpty()).isTrue();
        kit(SCALED).stop();
        kit(SCALED.replace("one", "two")).up();
        assertThat(service().desiredCount()).isEqualTo(3);
        assertThat(target().orElseThrow().suspendedState().dynamicScalingOutSuspended())
                .isFalse();
    }

    @Test
    void scaling_comes_to_a_service_goes_from_it_and_goes_with_it() {
        String fixed = SCALED.replaceAll("scale: .*} }", "instances: 3 }");
        kit(fixed).up();
        assertThat(Changes.of(kit(SCALED).up().plan())).containsExactly("scaling/api", "service/api");
        assertThat(service().desiredCount())
                .as("what is within the bounds is left")
                .isEqualTo(3);
        assertThat(Changes.of(kit(fixed.replace("3 }", "1 }")).up().plan()))
                .containsExactly("scaling/api", "service/api");
        assertThat(target()).isEmpty();
        assertThat(service().desiredCount()).isEqualTo(1);
        kit(SCALED).up();
        kit(SCALED).down();
        assertThat(target()).isEmpty();
    }
}
