package dev.nanokit.aws.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nanokit.testkit.FakeProvider;
import dev.nanokit.time.TimeSource;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthDescription;

/** The lab plays a small deployment as AWS would. */
@OnMoto
final class AwsLabIT {

    private final TimeSource time = FakeProvider.services().time().orElseThrow();
    private AwsLab lab;
    private Site site;
    private TimeSource.Registration here;

    @BeforeEach
    void open() {
        lab = new AwsLab(time);
        here = time.enter();
        site = new Site(lab).ground();
    }

    @AfterEach
    void close() {
        site.close();
        here.close();
        lab.close();
    }

    private void create(String name, String definition, int count, String targetGroup) {
        site.ecs.createService(it -> {
            it.cluster(Site.CLUSTER)
                    .serviceName(name)
                    .taskDefinition(definition)
                    .desiredCount(count)
                    .launchType(LaunchType.FARGATE)
                    .networkConfiguration(site.network())
                    .deploymentConfiguration(config -> config.minimumHealthyPercent(100)
                            .maximumPercent(200)
                            .deploymentCircuitBreaker(
                                    breaker -> breaker.enable(true).rollback(true)));
            if (!targetGroup.isEmpty()) {
                it.loadBalancers(LoadBalancer.builder()
                        .targetGroupArn(targetGroup)
                        .containerName(name)
                        .containerPort(8080)
                        .build());
            }
        });
    }

    private Service service(String name) {
        return site.ecs
                .describeServices(it -> it.cluster(Site.CLUSTER).services(name))
                .services()
                .get(0);
    }

    private Service await(String name, Predicate<Service> condition) throws InterruptedException {
        for (int i = 0; i < 200; i++) {
            Service service = service(name);
            if (condition.test(service)) {
                return service;
            }
            time.pause(Duration.ofMillis(100));
        }
        throw new AssertionError("never: " + service(name));
    }

    private static boolean completed(Service service) {
        return service.deployments().size() == 1
                && service.deployments().get(0).rolloutStateAsString().equals("COMPLETED");
    }

    private List<Task> tasks(String name, DesiredStatus status) {
        List<String> arns = site.ecs
                .listTasks(it -> it.cluster(Site.CLUSTER).serviceName(name).desiredStatus(status))
                .taskArns();
        return arns.isEmpty()
                ? List.of()
                : site.ecs
                        .describeTasks(it -> it.cluster(Site.CLUSTER).tasks(arns))
                        .tasks();
    }

    @Test
    void a_service_starts_its_tasks_and_becomes_steady() throws InterruptedException {
        create("web", site.define("web", "busybox", Site.page("hello")), 2, "");

        assertThat(service("web").runningCount()).isZero();
        assertThat(service("web").deployments().get(0).rolloutStateAsString()).isEqualTo("IN_PROGRESS");
        Service done = await("web", AwsLabIT::completed);
        assertThat(done.runningCount()).isEqualTo(2);
        assertThat(done.events().get(0).message()).isEqualTo("(service web) has reached a steady state.");
        assertThat(tasks("web", DesiredStatus.RUNNING))
                .hasSize(2)
                .allMatch(task -> task.lastStatus().equals("RUNNING")
                        && task.group().equals("service:web")
                        && !task.containers()
                                .get(0)
                                .networkInterfaces()
                                .get(0)
                                .privateIpv4Address()
                                .isEmpty());
    }

    @Test
    void targets_become_healthy_and_drain_when_a_new_version_rolls_in() throws InterruptedException {
        String target = site.expose("web");
        create("web", site.define("web", "busybox", Site.page("one")), 1, target);
        await("web", AwsLabIT::completed);
        assertThat(health(target)).containsExactly("healthy");

        String second = site.define("web", "busybox", Site.page("two"));
        site.ecs.updateService(it -> it.cluster(Site.CLUSTER).service("web").taskDefinition(second));
        Service rolling = service("web");
        assertThat(rolling.deployments()).extracting(Deployment::status).containsExactly("PRIMARY", "ACTIVE");
        await("web", it -> health(target).contains("draining"));
        assertThat(health(target)).containsExactlyInAnyOrder("draining", "healthy");
        Service done = await("web", AwsLabIT::completed);
        assertThat(done.taskDefinition()).isEqualTo(second);
        assertThat(health(target)).containsExactly("healthy");
        assertThat(tasks("web", DesiredStatus.STOPPED))
                .singleElement()
                .satisfies(task -> assertThat(task.stoppedReason()).startsWith("Scaling activity initiated by"));
    }

    private List<String> health(String target) {
        return site.elb.describeTargetHealth(it -> it.targetGroupArn(target)).targetHealthDescriptions().stream()
                .map(TargetHealthDescription::targetHealth)
                .map(it -> it.stateAsString())
                .toList();
    }

    @Test
    void a_version_that_cannot_start_is_rolled_back() throws InterruptedException {
        String good = site.define("web", "busybox", Site.page("good"));
        create("web", good, 1, "");
        await("web", AwsLabIT::completed);
        String bad = site.define("web", "missing:1", "");
        site.ecs.updateService(it -> it.cluster(Site.CLUSTER).service("web").taskDefinition(bad));

        Service failed = await("web", it -> it.deployments().stream()
                .anyMatch(one -> one.rolloutStateAsString().equals("FAILED")));
        assertThat(failed.deployments().get(0).taskDefinition()).isEqualTo(good);
        assertThat(failed.deployments().get(0).rolloutStateReason()).contains("rolling back to deploymentId");
        assertThat(failed.deployments().get(1).failedTasks()).isEqualTo(3);
        Service done = await("web", AwsLabIT::completed);
        assertThat(done.taskDefinition()).isEqualTo(good);
        assertThat(done.runningCount()).isEqualTo(1);
        assertThat(tasks("web", DesiredStatus.STOPPED)).hasSize(3).allSatisfy(task -> {
            assertThat(task.stopCodeAsString()).isEqualTo("TaskFailedToStart");
            assertThat(task.stoppedReason()).startsWith("CannotPullContainerError: ");
        });
    }

    @Test
    void a_task_writes_its_log_and_ends_with_its_exit_code() throws InterruptedException {
        String job = site.define("job", "busybox", "echo begin; sleep 2; echo end; exit 7");
        String arn = site.ecs
                .runTask(it -> it.cluster(Site.CLUSTER)
                        .taskDefinition(job)
                        .clientToken("once")
                        .launchType(LaunchType.FARGATE)
                        .networkConfiguration(site.network()))
                .tasks()
                .get(0)
                .taskArn();
        assertThat(site.ecs
                        .runTask(it -> it.cluster(Site.CLUSTER)
                                .taskDefinition(job)
                                .clientToken("once")
                                .launchType(LaunchType.FARGATE)
                                .networkConfiguration(site.network()))
                        .tasks()
                        .get(0)
                        .taskArn())
                .isEqualTo(arn);

        assertThat(job(arn).lastStatus()).isEqualTo("PROVISIONING");
        time.pause(Duration.ofSeconds(1));
        assertThat(job(arn).lastStatus()).isEqualTo("RUNNING");
        assertThat(log(arn)).containsExactly("begin");
        time.pause(Duration.ofSeconds(2));
        Task ended = job(arn);
        assertThat(ended.lastStatus()).isEqualTo("STOPPED");
        assertThat(ended.stopCodeAsString()).isEqualTo("EssentialContainerExited");
        assertThat(ended.containers().get(0).exitCode()).isEqualTo(7);
        assertThat(log(arn)).containsExactly("begin", "end");
    }

    private Task job(String arn) {
        return site.ecs
                .describeTasks(it -> it.cluster(Site.CLUSTER).tasks(arn))
                .tasks()
                .get(0);
    }

    private List<String> log(String arn) {
        try (CloudWatchLogsClient logs = lab.through(CloudWatchLogsClient.builder())) {
            return logs
                    .getLogEvents(it -> it.logGroupName(Site.LOGS)
                            .logStreamName("site/job/" + arn.substring(arn.lastIndexOf('/') + 1))
                            .startFromHead(true))
                    .events()
                    .stream()
                    .map(event -> event.message())
                    .toList();
        }
    }

    @Test
    void a_deleted_service_drains_and_is_then_inactive() throws InterruptedException {
        create("web", site.define("web", "busybox", Site.page("x")), 1, "");
        await("web", AwsLabIT::completed);
        site.ecs.deleteService(it -> it.cluster(Site.CLUSTER).service("web").force(true));

        assertThat(service("web").status()).isEqualTo("DRAINING");
        await("web", it -> it.status().equals("INACTIVE"));
        assertThat(site.ecs.listServices(it -> it.cluster(Site.CLUSTER)).serviceArns())
                .isEmpty();
    }
}
