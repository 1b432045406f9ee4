package dev.nanokit.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.Secret;
import software.amazon.awssdk.services.scheduler.model.CreateScheduleRequest;
import software.amazon.awssdk.services.scheduler.model.FlexibleTimeWindowMode;

/** What a cron job becomes on AWS. */
final class CronDesignTest {

    private static final String SHOP =
            """
            name: shop
            infra: { provider: aws, region: eu-west-1 }
            services:
              api:
                image: api:1
                start: serve
                expose: 9000
                host: api.shop.com
                cpu: 1
                memory: 2gb
                depends_on: [main]
                env: { COLOUR: blue }
                volumes: ['files:/srv/files']
            databases: { main: { engine: postgres, version: '16', rootPassword: very-secret } }
            volumes: { files: {} }
            cron:
            """;

    private static final String NIGHTLY = "  nightly: { schedule: '0 3 * * *', service: api, command: [report, now]";

    private static ContainerDefinition container(Designed designed, String slot) {
        return new TaskTemplate(designed.wanted(slot), Designed.REGION)
                .request("family", Map.of())
                .containerDefinitions()
                .get(0);
    }

    @Test
    void a_command_of_a_service_runs_in_a_task_like_the_services_own() {
        Designed designed = new Designed(SHOP + NIGHTLY + " }\n");
        ContainerDefinition job = container(designed, "cron/nightly");
        ContainerDefinition service = container(designed, "service/api");
        assertThat(job.image()).isEqualTo("api:1");
        assertThat(job.entryPoint()).containsExactly("report");
        assertThat(job.command()).containsExactly("now");
        assertThat(job.environment()).containsExactlyElementsOf(service.environment());
        assertThat(job.secrets()).containsExactlyElementsOf(service.secrets()).isNotEmpty();
        assertThat(job.mountPoints())
                .containsExactlyElementsOf(service.mountPoints())
                .isNotEmpty();
        assertThat(TaskPlace.ofLabels(job.dockerLabels()))
                .isEqualTo(TaskPlace.of(designed.wanted("service/api").values()));
        assertThat(designed.fields("cron/nightly"))
                .containsEntry("fargate-cpu", "1024")
                .containsEntry("fargate-memory", "2048");
    }

    @Test
    void it_serves_nothing_and_has_nothing_of_what_only_scales_or_serves() {
        Designed designed = new Designed(SHOP + NIGHTLY + " }\n");
        assertThat(container(designed, "cron/nightly").portMappings()).isEmpty();
        assertThat(designed.fields("cron/nightly"))
                .doesNotContainKeys("expose", "instances", "target-group", "namespace", "alias.000", "check.000");
    }

    @Test
    void its_own_variables_take_the_place_of_the_services() {
        Designed designed = new Designed(SHOP + NIGHTLY + ", env: { COLOUR: red, MAIN_URL: none } }\n");
        ContainerDefinition job = container(designed, "cron/nightly");
        assertThat(job.environment())
                .contains(KeyValuePair.builder().name("COLOUR").value("red").build())
                .contains(KeyValuePair.builder().name("MAIN_URL").value("none").build());
        assertThat(job.secrets())
                .extracting(Secret::name)
                .contains("MAIN_PASSWORD")
                .doesNotContain("MAIN_URL");
    }

    @Test
    void an_image_of_its_own_runs_alone_with_its_own_variables_in_the_smallest_size() {
        Designed designed = new Designed(
                SHOP + "  api: { schedule: '*/5 * * * *', image: 'alpine:3', command: echo, env: { DAYS: '7' } }\n");
        ContainerDefinition job = container(designed, "cron/api");
        assertThat(job.image()).isEqualTo("alpine:3");
        assertThat(job.environment())
                .containsExactly(KeyValuePair.builder().name("DAYS").value("7").build());
        assertThat(job.secrets()).isEmpty();
        assertThat(job.mountPoints()).isEmpty();
        assertThat(designed.fields("cron/api"))
                .containsEntry("fargate-cpu", "256")
                .containsEntry("fargate-memory", "512");
        assertThat(designed.findings()).noneMatch(finding -> finding.contains("cron."));
    }

    @Test
    void the_scheduler_is_told_the_time_the_cluster_and_the_task() {
        Designed designed = new Designed(SHOP + NIGHTLY + " }\n");
        CreateScheduleRequest request = new ScheduleRequest(designed.wanted("cron/nightly")).in("group", "arn:task");
        assertThat(request.name()).isEqualTo("group").isEqualTo(request.groupName());
        assertThat(request.scheduleExpression()).isEqualTo("cron(0 3 * * ? *)");
        assertThat(request.scheduleExpressionTimezone()).isEqualTo("UTC");
        assertThat(request.flexibleTimeWindow().mode()).isEqualTo(FlexibleTimeWindowMode.OFF);
        assertThat(request.target().arn()).isEqualTo("<cluster/main id>");
        assertThat(request.target().roleArn()).isEqualTo("<role/scheduler arn>");
        assertThat(request.target().ecsParameters().taskDefinitionArn()).isEqualTo("arn:task");
        assertThat(request.target()
                        .ecsParameters()
                        .networkConfiguration()
                        .awsvpcConfiguration()
                        .subnets())
                .containsExactly("<subnet/public-1 id>", "<subnet/public-2 id>");
    }

    @Test
    void a_plan_says_that_no_running_task_runs_it() {
        assertThat(new Designed(SHOP + NIGHTLY + " }\n").findings())
                .filteredOn(finding -> finding.contains("cron."))
                .singleElement()
                .asString()
                .contains("APPROXIMATED", "cron.nightly.service", "a task of its own");
    }

    @Test
    void times_that_the_scheduler_lacks_are_refused_with_their_line() {
        Designed designed = new Designed(SHOP + "  a: { schedule: '*/5 0 3 * * *', image: i, command: x }\n"
                + "  b: { schedule: '0 0 13 * 5', image: i, command: x }\n");
        assertThat(designed.findings())
                .filteredOn(finding -> finding.contains("cron."))
                .satisfiesExactly(
                        seconds -> assertThat(seconds).contains("REFUSED", "cron.a.schedule", "no seconds", "17"),
                        days -> assertThat(days).contains("REFUSED", "cron.b.schedule", "make it two jobs", "18"));
    }

    @Test
    void a_role_for_the_scheduler_is_there_only_for_jobs() {
        assertThat(new Designed(SHOP + NIGHTLY + " }\n").fields("role/scheduler"))
                .containsEntry("trusts", "scheduler.amazonaws.com")
                .containsEntry("account", "<cluster/main account>");
        assertThat(new Designed("{ name: shop, infra: { provider: aws, region: eu-west-1 },"
                                + " services: { api: { image: i } } }")
                        .slots())
                .doesNotContain("role/scheduler");
    }
}
