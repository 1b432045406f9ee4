package dev.nanokit.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nanokit.provider.Scope;
import dev.nanokit.provider.Slot;
import dev.nanokit.provider.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a project stands on, as its file says. */
class FoundationsTest {

    private static final List<String> OWN_NETWORK = List.of(
            "internet-gateway/main",
            "route-table/public",
            "subnet/private-1",
            "subnet/private-2",
            "subnet/public-1",
            "subnet/public-2",
            "vpc/main");

    private static final List<String> ALWAYS = List.of(
            "cluster/main",
            "log-group/main",
            "namespace/main",
            "role/execution",
            "role/task",
            "security-group/services");

    private static final String WORKER = "services: { api: { image: nginx, expose: 8081 } }\n";

    private static Designed designed(String rest) {
        return new Designed("name: shop\nenvironments: { stage: {} }\n" + rest, "stage");
    }

    private static List<String> foundations(Designed designed) {
        return designed.slots().stream()
                .filter(slot -> !slot.startsWith("service/"))
                .filter(slot -> OWN_NETWORK.contains(slot)
                        || ALWAYS.contains(slot)
                        || slot.startsWith("security-group/")
                        || slot.startsWith("role/"))
                .toList();
    }

    private static List<String> and(List<String> some, String... more) {
        List<String> all = new ArrayList<>(some);
        all.addAll(List.of(more));
        return all;
    }

    @Test
    void a_worker_stands_on_a_network_of_its_own() {
        assertThat(foundations(designed(WORKER)))
                .containsExactlyInAnyOrderElementsOf(and(OWN_NETWORK, ALWAYS.toArray(new String[0])));
    }

    @Test
    void in_a_network_that_is_there_none_is_made() {
        Designed designed = designed("infra: { vpc: vpc-0a1b2c3d }\n" + WORKER);
        assertThat(foundations(designed)).containsExactlyInAnyOrderElementsOf(ALWAYS);
        assertThat(designed.fields("security-group/services")).containsEntry("vpc", "vpc-0a1b2c3d");
        assertThat(designed.fields("namespace/main")).containsEntry("vpc", "vpc-0a1b2c3d");
        assertThat(designed.fields("service/api"))
                .containsEntry("subnet.1", "subnet-a")
                .containsEntry("subnet.2", "subnet-b");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "services: { web: { image: nginx, host: a.example, expose: 80 } } | security-group/balancer",
                "services: { web: { image: nginx, port: 5000 } } | security-group/balancer",
                "databases: { main: { engine: postgres, rootPassword: none-of-it } } | security-group/databases",
                "volumes: { files: {} } | security-group/files"
            })
    void what_the_file_has_brings_its_group(String rest, String slot) {
        assertThat(foundations(designed(rest + "\n"))).contains(slot);
        assertThat(foundations(designed(WORKER))).doesNotContain(slot);
    }

    @Test
    void everything_in_the_network_refers_to_it() {
        Designed designed = designed(WORKER);
        for (String slot : List.of(
                "internet-gateway/main",
                "route-table/public",
                "subnet/public-1",
                "subnet/private-2",
                "security-group/services",
                "namespace/main")) {
            assertThat(designed.fields(slot)).as(slot).containsEntry("vpc", "<vpc/main id>");
        }
        assertThat(designed.fields("route-table/public"))
                .containsEntry("gateway", "<internet-gateway/main id>")
                .containsEntry("subnet.1", "<subnet/public-1 id>")
                .containsEntry("subnet.2", "<subnet/public-2 id>")
                .doesNotContainValue("<subnet/private-1 id>");
    }

    @Test
    void the_four_subnets_share_half_of_the_addresses_in_two_zones() {
        Designed designed = designed("infra: { cidr: 172.20.0.0/20 }\n" + WORKER);
        assertThat(designed.fields("vpc/main")).containsEntry("cidr", "172.20.0.0/20");
        assertThat(List.of("subnet/public-1", "subnet/public-2", "subnet/private-1", "subnet/private-2"))
                .extracting(slot -> designed.fields(slot))
                .extracting(fields -> fields.get("zone") + " " + fields.get("cidr") + " " + fields.get("public"))
                .containsExactly(
                        "1 172.20.0.0/23 true",
                        "2 172.20.2.0/23 true",
                        "1 172.20.4.0/23 false",
                        "2 172.20.6.0/23 false");
    }

    @Test
    void the_balancer_is_open_on_its_ports_and_services_to_it_alone() {
        Designed designed = designed(
                """
                gatewayPort: 8080
                gatewayHttpsPort: 8443
                services:
                  web: { image: nginx, host: a.example, expose: 3000, healthcheck: { path: /, port: 3001 } }
                  raw: { image: nginx, port: 5000, expose: 4000 }
                  api: { image: nginx, expose: 9000 }
                  job: { image: nginx }
                """);
        assertThat(open(designed, "security-group/balancer"))
                .isEqualTo(Map.of(
                        "from.8080.all", "0.0.0.0/0", "from.8443.all", "0.0.0.0/0", "from.5000.all", "0.0.0.0/0"));
        String balancer = "<security-group/balancer id>";
        assertThat(open(designed, "security-group/services"))
                .isEqualTo(Map.of(
                        "from.3000.services",
                        "itself",
                        "from.3000.balancer",
                        balancer,
                        "from.3001.balancer",
                        balancer,
                        "from.4000.services",
                        "itself",
                        "from.4000.balancer",
                        balancer,
                        "from.9000.services",
                        "itself"));
    }

    private static Map<String, String> open(Designed designed, String group) {
        Map<String, String> open = designed.fields(group);
        open.keySet().removeIf(field -> !field.startsWith("from."));
        return open;
    }

    @Test
    void databases_and_files_are_open_to_services_alone() {
        Designed designed = designed(
                """
                volumes: { files: {} }
                databases:
                  main: { engine: postgres, rootPassword: none-of-it }
                  second: { engine: postgres, rootPassword: none-of-it }
                  cache: { engine: redis }
                services:
                  api: { image: nginx, expose: 9000, depends_on: [main, second, cache], volumes: [files:/files] }
                """);
        String services = "<security-group/services id>";
        assertThat(open(designed, "security-group/databases"))
                .isEqualTo(Map.of("from.5432.services", services, "from.6379.services", services));
        assertThat(open(designed, "security-group/files")).isEqualTo(Map.of("from.2049.services", services));
    }

    @Test
    void no_group_is_open_to_the_internet_but_the_balancers() {
        Designed designed = designed(
                """
                volumes: { files: {} }
                databases: { main: { engine: postgres, rootPassword: none-of-it } }
                services: { web: { image: nginx, host: a.example, expose: 80, depends_on: [main] } }
                """);
        assertThat(designed.slots())
                .filteredOn(slot -> slot.startsWith("security-group/") && !slot.endsWith("/balancer"))
                .isNotEmpty()
                .allSatisfy(slot -> assertThat(designed.fields(slot)).doesNotContainValue(Foundations.ANYWHERE));
    }

    @Test
    void every_reference_leads_to_a_spec_that_is_there() {
        Designed designed = designed("volumes: { files: {} }\n"
                + "databases: { main: { engine: postgres, rootPassword: none-of-it } }\n"
                + "services: { web: { image: nginx, host: a.example, expose: 80, depends_on: [main] } }\n");
        designed.blueprint().resources().forEach(spec -> spec.fields().values().stream()
                .flatMap(value -> value.parts().stream())
                .filter(Value.Reference.class::isInstance)
                .map(value -> ((Value.Reference) value).slot())
                .map(Slot::toString)
                .forEach(slot -> assertThat(designed.slots()).contains(slot)));
    }

    @Test
    void the_domain_is_that_of_component_environment_and_project() {
        assertThat(Foundations.domain(Scope.of(PlaceSpecs.project(
                        "name: My_shop\ncomponent: Front.v2\nenvironments: { stage: {} }\n" + WORKER))))
                .isEqualTo("front-v2.stage.my-shop.nanokit");
        assertThat(designed(WORKER).fields("namespace/main")).containsEntry("domain", "stage.shop.nanokit");
    }

    @Test
    void two_designs_of_one_file_are_equal() {
        assertThat(designed(WORKER).blueprint().resources())
                .usingRecursiveComparison()
                .isEqualTo(designed(WORKER).blueprint().resources());
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/16,0,10.0.0.0/19",
        "10.0.0.0/16,7,10.0.224.0/19",
        "10.0.0.0/17,3,10.0.48.0/20",
        "192.168.255.0/24,7,192.168.255.224/27",
        "192.168.255.0/24,0,192.168.255.0/27",
        "255.255.0.0/16,7,255.255.224.0/19",
        "10.0.77.5/16,1,10.0.32.0/19"
    })
    void a_range_is_cut_into_eighths(String cidr, int part, String cut) {
        assertThat(Foundations.part(cidr, part)).isEqualTo(cut);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/16", "172.31.128.0/18", "10.255.255.0/24"})
    void eighths_fill_the_range_and_do_not_overlap(String cidr) {
        int bits = Integer.parseInt(cidr.substring(cidr.indexOf('/') + 1)) + 3;
        long size = 1L << (32 - bits);
        List<Long> begins = IntStream.range(0, 8)
                .mapToObj(part -> begin(Foundations.part(cidr, part)))
                .toList();
        for (int part = 0; part < 8; part++) {
            assertThat(Foundations.part(cidr, part)).endsWith("/" + bits);
            assertThat(begins.get(part)).isEqualTo(begin(cidr) + part * size);
        }
    }

    private static long begin(String cidr) {
        long begin = 0;
        for (String octet : cidr.substring(0, cidr.indexOf('/')).split("\\.", -1)) {
            begin = begin * 256 + Long.parseLong(octet);
        }
        return begin;
    }
}
