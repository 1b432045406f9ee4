package dev.nanokit.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.Secret;

/** What a service or job becomes on Fargate. */
final class TaskDesignTest {

    private static final String SHOP = "name: shop\ninfra: { provider: aws, region: eu-west-1 }\nservices:\n";

    private static RegisterTaskDefinitionRequest request(Designed designed, String slot) {
        return new TaskTemplate(designed.wanted(slot), Designed.REGION).request("family", Map.of());
    }

    private static ContainerDefinition container(Designed designed, String slot) {
        return request(designed, slot).containerDefinitions().get(0);
    }

    private static String family(String service) {
        return new TaskTemplate(new Designed(SHOP + service).wanted("service/web"), Designed.REGION).family();
    }

    @Test
    void a_size_that_fargate_lacks_is_the_next_larger_one_and_the_plan_says_so() {
        Designed designed = new Designed(SHOP + "  web: { image: i, cpu: 0.3, memory: 700mb }\n");
        assertThat(designed.fields("service/web"))
                .containsEntry("fargate-cpu", "512")
                .containsEntry("fargate-memory", "1024")
                .doesNotContainKeys("cpu", "memory");
        assertThat(designed.findings())
                .singleElement()
                .asString()
                .contains("APPROXIMATED", "services.web.cpu", "0.5 vCPU with 1gb");
    }

    @Test
    void a_size_that_fargate_has_is_taken_as_it_is() {
        Designed designed = new Designed(SHOP + "  web: { image: i, cpu: 1, memory: 3gb }\n");
        assertThat(designed.fields("service/web"))
                .containsEntry("fargate-cpu", "1024")
                .containsEntry("fargate-memory", "3072");
        assertThat(designed.findings()).isEmpty();
    }

    @Test
    void a_size_larger_than_any_is_refused() {
        assertThat(new Designed(SHOP + "  web: { image: i, memory: 200gb }\n").findings())
                .singleElement()
                .asString()
                .contains("REFUSED", "services.web.memory");
    }

    @Test
    void secrets_stand_in_secrets_manager_and_the_task_gets_their_place() {
        Designed designed = new Designed(SHOP
                + "  web: { image: i, depends_on: [main], env: { COLOUR: blue } }\n"
                + "databases:\n  main: { engine: postgres, version: '16', rootPassword: very-secret }\n");
        assertThat(designed.fields("secret/web"))
                .containsEntry("env.MAIN_PASSWORD", "***")
                .containsKey("env.MAIN_URL");
        assertThat(designed.fields("service/web"))
                .containsKey("secret.MAIN_PASSWORD")
                .containsEntry("env.COLOUR", "blue")
                .doesNotContainKeys("env.MAIN_PASSWORD", "env.MAIN_URL");
        assertThat(request(designed, "service/web").toString()).doesNotContain("very-secret");
        assertThat(container(designed, "service/web").secrets())
                .contains(Secret.builder()
                        .name("MAIN_PASSWORD")
                        .valueFrom("arn:secret/web:MAIN_PASSWORD::v1")
                        .build());
    }

    @Test
    void a_job_runs_in_the_same_place_with_the_same_secrets_and_its_own_command() {
        Designed designed = new Designed(SHOP
                + "  web: { image: i, start: [serve], depends_on: [main], hooks: { prestart: migrate now } }\n"
                + "databases:\n  main: { engine: postgres, version: '16', rootPassword: very-secret }\n");
        ContainerDefinition job = container(designed, "job/web.prestart-1");
        assertThat(job.entryPoint()).containsExactly("/bin/sh");
        assertThat(job.command()).containsExactly("-c", "migrate now");
        assertThat(job.secrets()).extracting(Secret::name).contains("MAIN_PASSWORD");
        assertThat(TaskPlace.ofLabels(job.dockerLabels()))
                .isEqualTo(TaskPlace.of(designed.wanted("service/web").values()));
    }

    @Test
    void a_command_takes_the_place_of_the_images_own() {
        ContainerDefinition container =
                container(new Designed(SHOP + "  web: { image: i, start: 'a b' }\n"), "service/web");
        assertThat(container.entryPoint()).containsExactly("/bin/sh");
        assertThat(container.command()).containsExactly("-c", "a b");
    }

    @Test
    void what_is_known_of_the_platform_is_told_to_the_program() {
        ContainerDefinition container = container(new Designed(SHOP + "  web: { image: i }\n"), "service/web");
        assertThat(container.environment())
                .extracting(KeyValuePair::name)
                .contains(
                        "NANOKIT_PROJECT",
                        "NANOKIT_ENV",
                        "NANOKIT_SERVICE",
                        "NANOKIT_PROVIDER",
                        "NANOKIT_REGION",
                        "NANOKIT_CLUSTER",
                        "NANOKIT_ACCOUNT");
    }

    @Test
    void siblings_are_found_by_a_name_that_is_known_in_the_vpc() {
        Designed designed =
                new Designed(SHOP + "  web: { image: i, depends_on: [api] }\n  api: { image: i, expose: 9000 }\n");
        assertThat(designed.fields("service/web"))
                .containsEntry("env.NANOKIT_ADDRESS_API", "api.local.shop.nanokit:9000")
                .containsEntry("env.NANOKIT_INTERNAL_URL_API", "http://api.local.shop.nanokit:9000");
        assertThat(designed.fields("namespace/main")).containsEntry("domain", "local.shop.nanokit");
    }

    @Test
    void the_family_follows_what_is_run_and_nothing_else() {
        String one = family("  web: { image: i, instances: 2 }\n");
        assertThat(family("  web: { image: i, instances: 5 }\n"))
                .as("the number of instances")
                .isEqualTo(one);
        assertThat(family("  web: { image: i, instances: 2 }\n  api: { image: j, expose: 80 }\n"))
                .as("a sibling")
                .isEqualTo(one);
        assertThat(family("  web: { image: j, instances: 2 }\n"))
                .as("the image")
                .isNotEqualTo(one);
        assertThat(family("  web: { image: i, env: { A: b } }\n"))
                .as("a variable")
                .isNotEqualTo(one);
    }

    @Test
    void what_no_balancer_asks_is_asked_in_its_container() {
        Designed designed =
                new Designed(SHOP + "  web: { image: i, expose: 8080, healthcheck: { path: /up, interval: 1s } }\n");
        assertThat(container(designed, "service/web").healthCheck().command())
                .first()
                .isEqualTo("CMD-SHELL");
        assertThat(container(designed, "service/web").healthCheck().command().get(1))
                .contains("http://127.0.0.1:8080/up");
        assertThat(container(designed, "service/web").healthCheck().interval())
                .as("ECS takes no shorter one")
                .isEqualTo(5);
        assertThat(designed.findings()).singleElement().asString().contains("APPROXIMATED", "services.web.healthcheck");
    }

    @Test
    void a_command_that_checks_is_run_by_ecs_as_it_stands() {
        Designed designed = new Designed(SHOP + "  web: { image: i, healthcheck: { command: [check, it] } }\n");
        assertThat(container(designed, "service/web").healthCheck().command()).containsExactly("CMD", "check", "it");
    }
}
