package dev.nanokit.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nanokit.Deployment;
import dev.nanokit.Nanokit;
import dev.nanokit.failure.RolloutFailedException;
import dev.nanokit.provider.Slot;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The verbs on real containers. */
@OnDocker
final class DockerLifecycleIT {

    private final Lab lab = new Lab("life");

    @AfterEach
    void cleanUp() {
        lab.close();
    }

    private String shop(String version) {
        return "services:\n"
                + Lab.page("api", "api " + version, "")
                + Lab.page(
                        "web",
                        "web " + version,
                        "    host: web.localhost\n    instances: 2\n    updateStrategy: rolling\n    depends_on: [api]\n");
    }

    @Test
    void up_answers_through_the_gateway_and_a_second_up_writes_nothing() {
        Deployment first = lab.kit(shop("1")).up();
        assertThat(lab.get("web.localhost")).startsWith("HTTP/1.1 200").contains("web 1");
        assertThat(lab.get("nobody.localhost")).startsWith("HTTP/1.1 404");
        assertThat(first.endpoint("web")).hasToString("http://web.localhost:" + lab.gatewayPort());
        List<String> before = lab.everything();

        List<String> calls = CountingTransport.list();
        Deployment second = Nanokit.load(lab.yaml(shop("1")))
                .provider(CountingTransport.provider(calls))
                .up();

        assertThat(second.plan().isEmpty()).as(second.plan().text()).isTrue();
        assertThat(calls).as("%s", calls).hasSizeLessThanOrEqualTo(7).allMatch(call -> call.startsWith("GET"));
        assertThat(lab.everything()).isEqualTo(before);
    }

    @Test
    void an_unchanged_up_makes_as_many_calls_for_many_services_as_for_one() {
        StringBuilder many = new StringBuilder("services:\n");
        for (int number = 1; number <= 6; number++) {
            many.append(Lab.page("s" + number, "hello", "    host: s" + number + ".localhost\n"));
        }
        lab.kit(many.toString()).up();
        try (Lab other = new Lab("other")) {
            other.kit("services:\n" + Lab.page("site", "other", "    host: site.localhost\n"))
                    .up();
            List<String> calls = CountingTransport.list();
            Nanokit.load(lab.yaml(many.toString()))
                    .provider(CountingTransport.provider(calls))
                    .up();
            assertThat(calls).as("%s", calls).hasSizeLessThanOrEqualTo(7);
        }
    }

    @Test
    void data_in_a_volume_that_an_image_declares_is_not_deleted_with_the_container() {
        String service = "services:\n  db:\n    image: postgres:15\n    env: { POSTGRES_PASSWORD: x, ROUND: '%d' }\n";
        lab.kit(service.formatted(1)).up();
        String unnamed = lab.containers().get(0).getMounts().get(0).getName();
        lab.kit(service.formatted(2)).up();
        try {
            assertThat(lab.client().inspectVolumeCmd(unnamed).exec().getName()).isEqualTo(unnamed);
        } finally {
            lab.client().removeVolumeCmd(unnamed).exec();
            String second = lab.containers().get(0).getMounts().get(0).getName();
            lab.kit("").down();
            lab.client().removeVolumeCmd(second).exec();
        }
    }

    @Test
    void a_change_of_one_service_touches_no_other() {
        lab.kit(shop("1")).up();
        List<String> api =
                lab.names().stream().filter(name -> name.contains("api")).toList();
        lab.kit(shop("1").replace("web 1", "web 2")).up();
        assertThat(lab.get("web.localhost")).contains("web 2");
        assertThat(lab.names()).containsAll(api);
        assertThat(lab.names().stream().filter(name -> name.contains("-web-"))).hasSize(2);
    }

    @Test
    void scales_and_removes_what_the_file_no_longer_names() {
        lab.kit(shop("1")).up();
        lab.kit(shop("1").replace("instances: 2", "instances: 3")).up();
        assertThat(lab.names().stream().filter(name -> name.contains("-web-"))).hasSize(3);
        lab.kit("services:\n" + Lab.page("api", "api 1", "")).up();
        assertThat(lab.names()).as("and the gateway that nobody needs").hasSize(1);
    }

    @Test
    void stop_start_and_logs() {
        Nanokit kit = lab.kit("services:\n  talker:\n    image: busybox:latest\n"
                + "    start: echo one; sleep 0.3; echo two >&2; sleep 0.1; touch /ready; exec sleep 1000\n"
                + "    healthcheck: { command: [test, -f, /ready] }\n");
        kit.up();
        assertThat(kit.logs("talker", 10)).isEqualTo(Map.of(Slot.parse("instance/talker.1"), List.of("one", "two")));
        kit.stop();
        assertThat(kit.status().isReady()).isFalse();
        assertThat(kit.status().text()).contains("talker").contains("stopped");
        kit.start();
        assertThat(kit.status().isReady()).isTrue();
        kit.stop();
        assertThat(kit.up().plan().text()).contains("start instance/talker.1");
        assertThat(kit.status().isReady()).isTrue();
    }

    @Test
    void stopping_a_program_that_hears_no_signal_does_not_take_the_whole_grace_period() {
        Nanokit kit = lab.kit("services:\n  deaf:\n    image: busybox:latest\n    start: sleep 1000; echo never\n");
        kit.up();
        long begun = System.nanoTime();
        kit.stop();
        assertThat((System.nanoTime() - begun) / 1e9).isLessThan(8.0);
    }

    @Test
    void down_leaves_nothing_and_may_be_repeated() {
        Nanokit kit = lab.kit(shop("1"));
        kit.up();
        kit.down();
        assertThat(lab.everything()).isEmpty();
        assertThat(kit.down().plan().isEmpty()).isTrue();
    }

    @Test
    void variables_tell_an_instance_where_it_is() {
        lab.kit(shop("1")).up();
        String name = lab.names().stream()
                .filter(one -> one.contains("-web-2"))
                .findFirst()
                .orElseThrow();
        Map<String, String> env = lab.env(name);
        String inspected = lab.client()
                .inspectContainerCmd(name)
                .exec()
                .getNetworkSettings()
                .getNetworks()
                .values()
                .iterator()
                .next()
                .getIpAddress();
        assertThat(env)
                .containsEntry("NANOKIT_PROJECT", lab.project())
                .containsEntry("NANOKIT_ENV", "local")
                .containsEntry("NANOKIT_SERVICE", "web")
                .containsEntry("NANOKIT_PROVIDER", "docker")
                .containsEntry("NANOKIT_INSTANCE_NAME", "web-2")
                .containsEntry("NANOKIT_PRIVATE_IP", inspected)
                .containsEntry("NANOKIT_ADDRESS_API", "api:8080")
                .containsEntry("NANOKIT_INTERNAL_URL_API", "http://api:8080")
                .containsEntry("NANOKIT_URL_WEB", "http://web.localhost:" + lab.gatewayPort());
        assertThat(env.get("NANOKIT_INSTANCE_ID")).startsWith("web-2-");
        assertThat(lab.client().inspectContainerCmd(name).exec().getConfig().getHostName())
                .isEqualTo(env.get("NANOKIT_INSTANCE_ID"));
    }

    @Test
    void siblings_reach_each_other_by_name_and_only_those_that_are_ready() {
        lab.kit("services:\n"
                        + Lab.page("back", "from behind", "    updateStrategy: rolling\n")
                        + "  front:\n    image: busybox:latest\n    depends_on: [back]\n    host: front.localhost\n"
                        + "    start: mkdir -p /www && wget -qO /www/index.html \"$NANOKIT_INTERNAL_URL_BACK\" && exec httpd -f -p 80 -h /www\n"
                        + "    expose: 80\n    healthcheck: { path: / }\n")
                .up();
        assertThat(lab.get("front.localhost")).contains("from behind");
    }

    @Test
    void limits_and_mounts_reach_the_container() {
        lab.kit(
                        "services:\n  a:\n    image: busybox:latest\n    start: exec sleep 1000\n    cpu: 0.5\n    memory: 64mb\n"
                                + "    volumes: ['data:/data', '/etc:/host:ro']\nvolumes: { data: {} }\n")
                .up();
        var host = lab.client().inspectContainerCmd(lab.names().get(0)).exec().getHostConfig();
        assertThat(host.getNanoCPUs()).isEqualTo(500_000_000L);
        assertThat(host.getMemory()).isEqualTo(64L * 1024 * 1024);
        assertThat(host.getBinds()).hasSize(2);
        lab.kit("services:\n  a: { image: 'busybox:latest', start: exec sleep 1000 }\n")
                .down();
        assertThat(lab.everything()).as("the data stays").hasSize(1);
    }

    @Test
    void a_database_keeps_its_data_and_tells_its_dependents_where_it_is() {
        String yaml = "services:\n  app:\n    image: postgres:15\n    depends_on: [main]\n"
                + "    start: psql \"$DATABASE_URL\" -c 'create table if not exists seen (at timestamptz default now())' -c 'insert into seen default values' && exec sleep 1000\n"
                + "databases:\n  main: { engine: postgres, version: '15', rootPassword: 'p@ss/w0rd' }\n";
        Nanokit kit = lab.kit(yaml);
        kit.up();
        kit.down();
        assertThat(lab.everything()).as("the volume").hasSize(1);
        kit.up();
        String database = lab.names().stream()
                .filter(name -> name.contains("-main-"))
                .findFirst()
                .orElseThrow();
        try (DockerCalls calls =
                new EngineConnection().open(new DockerSettings(java.util.Optional.empty(), "caddy:2", List.of()))) {
            var counted = calls.exec(
                    database,
                    List.of("psql", "-U", "nanokit", "-d", "main", "-tc", "select count(*) from seen"),
                    java.time.Duration.ofSeconds(20));
            assertThat(counted).isPresent();
            assertThat(Integer.parseInt(counted.get().output().strip())).isGreaterThanOrEqualTo(2);
        }
        assertThat(lab.names().toString()).doesNotContain("p@ss");
        assertThat(lab.containers().toString()).as("labels").doesNotContain("p@ss/w0rd");
    }

    @Test
    void two_projects_share_the_gateway_and_the_last_one_takes_it_down() {
        try (Lab other = new Lab("other")) {
            String rest = "services:\n" + Lab.page("site", "other", "    host: site.localhost\n");
            lab.kit(shop("1")).up();
            Nanokit second = Nanokit.load(
                            "name: " + other.project() + "\ngatewayPort: " + lab.gatewayPort() + "\n" + rest)
                    .provider(new DockerProvider());
            second.up();
            assertThat(lab.get("site.localhost")).contains("other");
            lab.kit(shop("1")).down();
            assertThat(lab.get("site.localhost")).contains("other");
            assertThat(lab.get("web.localhost")).startsWith("HTTP/1.1 404");
            Nanokit thief = Nanokit.load("name: " + lab.project() + "\ngatewayPort: " + lab.gatewayPort() + "\n" + rest)
                    .provider(new DockerProvider());
            assertThatThrownBy(thief::up)
                    .isInstanceOf(RolloutFailedException.class)
                    .hasMessageContaining("host site.localhost already leads to " + other.project());
            thief.down();
            second.down();
            assertThat(other.everything()).isEmpty();
        }
    }

    @Test
    void a_gateway_that_was_stopped_or_removed_comes_back_with_its_routes() {
        lab.kit(shop("1")).up();
        String gateway = lab.names().stream()
                .filter(name -> name.startsWith("nk-gateway"))
                .findFirst()
                .orElseThrow();
        lab.client().stopContainerCmd(gateway).withTimeout(1).exec();
        lab.kit(shop("1")).up();
        assertThat(lab.get("web.localhost")).contains("web 1");
        lab.client().removeContainerCmd(gateway).withForce(true).exec();
        lab.kit(shop("1")).up();
        assertThat(lab.get("web.localhost")).contains("web 1");
    }
}
