package dev.nanokit.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nanokit.provider.ResourceSpec;
import dev.nanokit.provider.Slot;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What leads from the internet to services. */
final class BalancerDesignTest {

    private static final Set<String> KINDS = Set.of("balancer", "route", "port", "certificate", "dns-record");
    private static final String ARN = "arn:aws:acm:eu-west-1:123456789012:certificate/a1";

    private static Designed shop(String infra, String services) {
        return new Designed(
                "name: shop\ninfra: { provider: aws, region: eu-west-1" + infra + " }\nservices:\n" + services);
    }

    private static List<String> slots(Designed designed) {
        return designed.slots().stream()
                .filter(slot -> KINDS.contains(slot.substring(0, slot.indexOf('/'))))
                .toList();
    }

    private static List<String> needs(Designed designed, String slot) {
        return designed.spec(slot).needs().stream().map(Slot::toString).toList();
    }

    @Test
    void without_hosts_and_ports_there_is_no_balancer() {
        Designed designed = shop(", dns: aws", "  worker: { image: i }\n  api: { image: i, expose: 80 }\n");
        assertThat(slots(designed)).isEmpty();
        assertThat(designed.fields("service/api")).doesNotContainKey("target-group");
        assertThat(designed.findings()).isEmpty();
    }

    @Test
    void hosts_without_a_certificate_are_reached_by_http_and_the_plan_says_so() {
        Designed designed = shop("", "  web: { image: i, expose: 8080, host: 'shop.com, www.shop.com' }\n");
        assertThat(slots(designed)).containsExactly("balancer/main", "route/web");
        assertThat(designed.fields("balancer/main"))
                .isEqualTo(Map.of(
                        "vpc", "<vpc/main id>",
                        "subnet.1", "<subnet/public-1 id>",
                        "subnet.2", "<subnet/public-2 id>",
                        "group", "<security-group/balancer id>",
                        "http", "80"));
        assertThat(needs(designed, "balancer/main")).containsExactly("internet-gateway/main", "route-table/public");
        assertThat(designed.fields("route/web"))
                .isEqualTo(Map.ofEntries(
                        Map.entry("service", "web"),
                        Map.entry("port", "8080"),
                        Map.entry("host.000", "shop.com"),
                        Map.entry("host.001", "www.shop.com"),
                        Map.entry("vpc", "<vpc/main id>"),
                        Map.entry("balancer", "<balancer/main id>"),
                        Map.entry("listener", "<balancer/main http-listener>"),
                        Map.entry("drain", "5"),
                        Map.entry("check-path", "/"),
                        Map.entry("check-port", "traffic-port"),
                        Map.entry("check-codes", "200-499"),
                        Map.entry("check-interval", "5"),
                        Map.entry("check-timeout", "4"),
                        Map.entry("check-retries", "3")));
        assertThat(designed.fields("service/web")).containsEntry("target-group", "<route/web target-group>");
        assertThat(designed.findings())
                .singleElement()
                .asString()
                .contains("APPROXIMATED", "gateway.https", "infra.dns: aws", "infra.certificate");
    }

    @Test
    void local_hosts_want_no_certificate() {
        Designed designed =
                shop(", dns: aws", "  web: { image: i, expose: 80, host: 'a.localhost, b.stage, 10.0.0.1' }\n");
        assertThat(slots(designed)).containsExactly("balancer/main", "route/web");
        assertThat(designed.fields("route/web")).containsEntry("listener", "<balancer/main http-listener>");
        assertThat(designed.findings()).isEmpty();
    }

    @Test
    void a_certificate_of_the_users_is_shown_for_all_hosts() {
        Designed designed = shop(
                ", certificate: '" + ARN + "'",
                "  web: { image: i, expose: 80, host: shop.com }\n  old: { image: i, expose: 80, host: old.local }\n");
        assertThat(slots(designed)).containsExactly("balancer/main", "route/old", "route/web");
        assertThat(designed.fields("balancer/main"))
                .containsEntry("http", "80")
                .containsEntry("https", "443")
                .containsEntry("certificate", ARN);
        assertThat(designed.fields("route/web")).containsEntry("listener", "<balancer/main https-listener>");
        assertThat(designed.fields("route/old")).containsEntry("listener", "<balancer/main http-listener>");
        assertThat(designed.findings()).isEmpty();
    }

    @Test
    void with_dns_hosts_are_certified_and_entered_and_the_service_comes_after() {
        Designed designed = shop(
                ", dns: aws",
                "  web: { image: i, expose: 80, host: 'shop.com, www.shop.com, shop.local' }\n"
                        + "  api: { image: i, expose: 81, host: api.shop.com }\n");
        assertThat(slots(designed))
                .containsExactly(
                        "balancer/main",
                        "certificate/main",
                        "dns-record/api.shop.com",
                        "dns-record/shop.com",
                        "dns-record/www.shop.com",
                        "route/api",
                        "route/web");
        assertThat(designed.fields("certificate/main"))
                .isEqualTo(Map.of("host.000", "shop.com", "host.001", "www.shop.com", "host.002", "api.shop.com"));
        assertThat(designed.fields("balancer/main")).containsEntry("certificate", "<certificate/main id>");
        assertThat(designed.fields("dns-record/shop.com"))
                .isEqualTo(Map.of(
                        "host", "shop.com",
                        "balancer", "<balancer/main id>",
                        "address", "<balancer/main address>",
                        "zone", "<balancer/main zone>"));
        assertThat(needs(designed, "service/web")).contains("dns-record/shop.com", "dns-record/www.shop.com");
        assertThat(designed.findings()).isEmpty();
    }

    @Test
    void a_certificate_has_ten_names_and_another_the_rest() {
        String hosts = IntStream.range(0, 23)
                .mapToObj(number -> "h" + number + ".shop.com")
                .collect(Collectors.joining(", "));
        Designed designed = shop(", dns: aws", "  web: { image: i, expose: 80, host: '" + hosts + "' }\n");
        assertThat(designed.fields("certificate/main")).hasSize(10).containsEntry("host.009", "h9.shop.com");
        assertThat(designed.fields("certificate/main-2")).hasSize(10).containsEntry("host.000", "h10.shop.com");
        assertThat(designed.fields("certificate/main-3")).hasSize(3);
        assertThat(designed.fields("balancer/main"))
                .containsEntry("certificate", "<certificate/main id>")
                .containsEntry("certificate.02", "<certificate/main-2 id>")
                .containsEntry("certificate.03", "<certificate/main-3 id>");
    }

    @Test
    void without_https_names_are_entered_all_the_same() {
        Designed designed = new Designed("name: shop\ngateway: { https: false }\ngatewayPort: 8080\n"
                + "infra: { provider: aws, region: eu-west-1, dns: aws }\n"
                + "services: { web: { image: i, expose: 80, host: shop.com } }\n");
        assertThat(slots(designed)).containsExactly("balancer/main", "dns-record/shop.com", "route/web");
        assertThat(designed.fields("balancer/main"))
                .containsEntry("http", "8080")
                .doesNotContainKey("https");
        assertThat(designed.findings()).isEmpty();
    }

    @Test
    void a_fixed_port_is_a_listener_by_itself_and_the_plan_says_what_it_speaks() {
        Designed designed = shop("", "  raw: { image: i, expose: 7000, port: 7001 }\n");
        assertThat(slots(designed)).containsExactly("balancer/main", "port/7001", "route/raw");
        assertThat(designed.fields("balancer/main")).doesNotContainKeys("http", "https");
        assertThat(designed.fields("route/raw"))
                .containsEntry("port", "7000")
                .containsEntry("balancer", "<balancer/main id>")
                .doesNotContainKeys("listener", "host.000");
        assertThat(designed.fields("port/7001"))
                .isEqualTo(Map.of(
                        "balancer", "<balancer/main id>",
                        "port", "7001",
                        "target-group", "<route/raw target-group>"));
        assertThat(designed.fields("service/raw")).containsEntry("target-group", "<route/raw target-group>");
        assertThat(needs(designed, "service/raw")).contains("port/7001");
        assertThat(designed.findings())
                .singleElement()
                .asString()
                .contains("APPROXIMATED", "services.raw.port", "HTTP");
    }

    @Test
    void a_service_with_a_host_and_a_port_has_one_target_group() {
        Designed designed = shop("", "  web: { image: i, expose: 80, port: 9000, host: a.localhost }\n");
        assertThat(slots(designed)).containsExactly("balancer/main", "port/9000", "route/web");
        assertThat(designed.fields("port/9000")).containsEntry("target-group", "<route/web target-group>");
    }

    @Test
    void a_port_that_the_hosts_have_is_refused() {
        String services =
                "  web: { image: i, expose: 80, host: shop.com }\n  raw: { image: i, expose: 1, port: 443 }\n";
        assertThat(shop(", dns: aws", services).findings())
                .singleElement()
                .asString()
                .contains("REFUSED", "services.raw.port", "gatewayHttpsPort");
        assertThat(shop("", services).findings())
                .noneSatisfy(finding -> assertThat(finding).contains("REFUSED"));
    }

    @Test
    void an_http_check_is_the_balancers_within_its_limits_and_what_was_asked_for_is_compared() {
        Designed designed = shop(
                "",
                "  web: { image: i, expose: 80, host: a.localhost,"
                        + " healthcheck: { path: /up, port: 9000, interval: 2s, timeout: 10s, retries: 1 } }\n");
        assertThat(designed.fields("route/web"))
                .containsEntry("check-path", "/up")
                .containsEntry("check-port", "9000")
                .containsEntry("check-codes", "200-399")
                .containsEntry("check-interval", "5")
                .containsEntry("check-timeout", "4")
                .containsEntry("check-retries", "2");
        assertThat(designed.findings())
                .singleElement()
                .asString()
                .contains(
                        "APPROXIMATED", "services.web.healthcheck", "an interval of 5 s, a timeout of 4 s, 2 retries");
    }

    @Test
    void a_check_that_the_balancer_can_do_is_taken_as_it_is() {
        Designed designed = shop(
                "",
                "  web: { image: i, expose: 80, host: a.localhost,"
                        + " healthcheck: { path: /up, interval: 30s, timeout: 10s, retries: 4 } }\n");
        assertThat(designed.fields("route/web"))
                .containsEntry("check-port", "traffic-port")
                .containsEntry("check-interval", "30")
                .containsEntry("check-timeout", "10")
                .containsEntry("check-retries", "4");
        assertThat(designed.findings()).isEmpty();
    }

    @Test
    void an_adopted_network_has_its_own_way_to_the_internet() {
        Designed designed =
                shop(", vpc: vpc-0123456789abcdef0", "  web: { image: i, expose: 80, host: a.localhost }\n");
        assertThat(designed.fields("balancer/main"))
                .containsEntry("vpc", "vpc-0123456789abcdef0")
                .containsEntry("subnet.1", "subnet-a");
        assertThat(needs(designed, "balancer/main")).isEmpty();
    }

    @Test
    void more_services_than_a_balancer_leads_to_are_refused() {
        String services = IntStream.range(0, 101)
                .mapToObj(number -> "  s" + number + ": { image: i, expose: 80, host: h" + number + ".localhost }\n")
                .collect(Collectors.joining());
        assertThat(shop("", services).findings()).singleElement().asString().contains("REFUSED", "services.s100");
    }

    @Test
    void everything_that_is_referred_to_is_there() {
        Designed designed = shop(
                ", dns: aws",
                "  web: { image: i, expose: 80, port: 81, host: shop.com }\n  raw: { image: i, expose: 1, port: 82 }\n");
        Set<Slot> there = designed.blueprint().resources().stream()
                .map(ResourceSpec::slot)
                .collect(Collectors.toSet());
        designed.blueprint().resources().forEach(spec -> assertThat(there).containsAll(spec.needs()));
    }
}
