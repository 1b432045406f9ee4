package dev.nanokit.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nanokit.aws.lab.OnMoto;
import dev.nanokit.provider.Resource;
import dev.nanokit.provider.ResourceKind;
import dev.nanokit.provider.ResourceSpec;
import dev.nanokit.provider.ResourceSpecBuilder;
import dev.nanokit.provider.Slot;
import dev.nanokit.provider.Value;
import dev.nanokit.provider.Wanted;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RuleCondition;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;

/** How hosts are led to a service. */
@OnMoto
class RouteRulesIT {

    private static final String FILE =
            """
            name: shop
            environments: { stage: {} }
            infra: { provider: aws, region: eu-west-1, dns: aws }
            services:
              web:
                image: nginx
                host: "shop.com, www.shop.com, a.shop.com, b.shop.com, c.shop.com, d.shop.com"
                expose: 8080
                healthcheck: { path: /up, interval: 30s, timeout: 10s, retries: 4 }
              api: { image: nginx, host: api.shop.com, expose: 8081 }
            """;

    private static final Slot WEB = new Slot(ResourceKind.ROUTE, "web");
    private static final Slot API = new Slot(ResourceKind.ROUTE, "api");
    private static final String TAKEN =
            "<ErrorResponse><Error><Type>Sender</Type><Code>PriorityInUse</Code><Message>no</Message></Error>"
                    + "<RequestId>r</RequestId></ErrorResponse>";

    private final MotoWire wire = MotoWire.shared();
    private BalancerSession session;
    private ElasticLoadBalancingV2Client elb;

    @BeforeEach
    void connect() {
        wire.freshAccount();
        session = new BalancerSession(wire, FILE).ground();
        elb = session.looks().balancing();
        session.create(session.spec(new Slot(AwsSlots.CERTIFICATE_KIND, "main")));
        session.create(session.spec(AwsSlots.BALANCER));
    }

    @AfterEach
    void close() {
        session.close();
    }

    private List<Rule> rules(String listener) {
        String arn = session.facts(AwsSlots.BALANCER).get(listener);
        return elb.describeRules(request -> request.listenerArn(arn)).rules().stream()
                .filter(rule -> !Boolean.TRUE.equals(rule.isDefault()))
                .toList();
    }

    private static Set<String> hosts(Rule rule) {
        return rule.conditions().stream()
                .flatMap(condition -> condition.hostHeaderConfig().values().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Set<String> led(String listener) {
        return rules(listener).stream()
                .flatMap(rule -> hosts(rule).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private ResourceSpec leading(String... hosts) {
        ResourceSpec like = session.spec(WEB);
        ResourceSpecBuilder spec = ResourceSpec.builder(WEB);
        like.fields().forEach((field, value) -> {
            if (!field.startsWith("host.")) {
                spec.field(field, value);
            }
        });
        for (int index = 0; index < hosts.length; index++) {
            spec.field("host.00" + index, hosts[index]);
        }
        return spec.build();
    }

    private TargetGroup group(Resource route) {
        return elb.describeTargetGroups(
                        request -> request.targetGroupArns(route.id().value()))
                .targetGroups()
                .get(0);
    }

    private void foreignRule(int priority) {
        String listener = session.facts(AwsSlots.BALANCER).get("https-listener");
        Action answer = Action.builder()
                .type(ActionTypeEnum.FIXED_RESPONSE)
                .fixedResponseConfig(config -> config.statusCode("200"))
                .build();
        elb.createRule(request -> request.listenerArn(listener)
                .priority(priority)
                .conditions(RuleCondition.builder()
                        .field("host-header")
                        .hostHeaderConfig(config -> config.values("foreign.com"))
                        .build())
                .actions(answer));
    }

    @Test
    void a_rule_leads_five_hosts_and_the_next_the_rest() {
        session.create(session.spec(WEB));
        session.create(session.spec(API));
        assertThat(rules("https-listener").stream().map(RouteRulesIT::hosts))
                .containsExactlyInAnyOrder(
                        Set.of("shop.com", "www.shop.com", "a.shop.com", "b.shop.com", "c.shop.com"),
                        Set.of("d.shop.com"),
                        Set.of("api.shop.com"));
        assertThat(rules("http-listener")).isEmpty();
    }

    @Test
    void a_target_group_has_the_services_check_and_drains_for_seconds() {
        Resource route = session.create(session.spec(WEB));
        TargetGroup group = group(route);
        assertThat(route.facts()).containsEntry("target-group", group.targetGroupArn());
        assertThat(group.targetTypeAsString()).isEqualTo("ip");
        assertThat(group.port()).isEqualTo(8080);
        assertThat(group.healthCheckPath()).isEqualTo("/up");
        assertThat(group.healthCheckPort()).isEqualTo("traffic-port");
        assertThat(group.matcher().httpCode()).isEqualTo("200-399");
        assertThat(group.healthCheckIntervalSeconds()).isEqualTo(30);
        assertThat(group.healthCheckTimeoutSeconds()).isEqualTo(10);
        assertThat(group.unhealthyThresholdCount()).isEqualTo(4);
        assertThat(group.healthyThresholdCount()).isEqualTo(2);
        assertThat(elb.describeTargetGroupAttributes(request -> request.targetGroupArn(group.targetGroupArn()))
                        .attributes())
                .anySatisfy(one -> {
                    assertThat(one.key()).isEqualTo("deregistration_delay.timeout_seconds");
                    assertThat(one.value()).isEqualTo("5");
                });
    }

    @Test
    void hosts_and_check_are_changed_where_they_stand() {
        Resource route = session.create(session.spec(WEB));
        foreignRule(7);
        Resource fewer = session.update(
                route,
                leading("shop.com", "new.shop.com").toBuilder()
                        .field("check-path", "/other")
                        .field("port", "9090")
                        .build());
        assertThat(fewer.facts()).isEqualTo(route.facts());
        assertThat(led("https-listener")).containsExactly("foreign.com", "new.shop.com", "shop.com");
        assertThat(rules("https-listener")).hasSize(2);
        assertThat(group(route).healthCheckPath()).isEqualTo("/other");
        session.update(fewer, session.spec(WEB));
        assertThat(led("https-listener")).hasSize(7);
    }

    @Test
    void what_is_so_already_is_left() {
        Resource route = session.create(session.spec(WEB));
        wire.forget();
        session.update(
                route, session.spec(WEB).toBuilder().field("contract", "more").build());
        assertThat(wire.calls())
                .filteredOn(call -> !call.startsWith("Describe"))
                .containsExactly("AddTags", "AddTags");
    }

    @Test
    void hosts_go_over_to_another_listener_and_the_group_stays() {
        Resource route = session.create(session.spec(WEB));
        Resource moved = session.update(
                route,
                session.spec(WEB).toBuilder()
                        .field("listener", new Value.Reference(AwsSlots.BALANCER, "http-listener"))
                        .build());
        assertThat(moved.id()).isEqualTo(route.id());
        assertThat(led("https-listener")).isEmpty();
        assertThat(led("http-listener")).hasSize(6);
    }

    @Test
    void a_number_that_another_takes_at_the_same_time_is_left_to_it() {
        wire.answer("CreateRule", 400, TAKEN);
        wire.answer("CreateRule", 400, TAKEN);
        session.create(session.spec(API));
        assertThat(led("https-listener")).containsExactly("api.shop.com");
    }

    @Test
    void a_number_that_is_taken_is_passed_over() {
        Wanted wanted = session.wanted(session.spec(API));
        int number = 1 + Math.floorMod(wanted.name().hashCode(), 50_000);
        foreignRule(number);
        wire.forget();
        session.create(session.spec(API));
        assertThat(wire.calls()).filteredOn("CreateRule"::equals).hasSize(1);
        assertThat(rules("https-listener"))
                .extracting(Rule::priority)
                .containsExactlyInAnyOrder(Integer.toString(number), Integer.toString(number + 1));
    }

    @Test
    void a_group_that_no_balancer_leads_to_has_lost_its_rules_and_is_shown_as_unfinished() {
        Resource route = session.create(session.spec(WEB));
        elb.deleteLoadBalancer(request ->
                request.loadBalancerArn(session.facts(AwsSlots.BALANCER).get("id")));
        assertThat(session.at(WEB)).singleElement().satisfies(one -> {
            assertThat(one.id()).isEqualTo(route.id());
            assertThat(one.recorded()).isEmpty();
            assertThat(one.slot()).isEqualTo(WEB);
        });
    }

    @Test
    void what_anothers_scope_has_is_not_shown() {
        session.create(session.spec(WEB));
        try (BalancerSession other = new BalancerSession(wire, FILE.replace("name: shop", "name: shop2"))) {
            assertThat(other.discover()).isEmpty();
        }
    }

    @Test
    void foreign_rules_outlive_a_route() {
        Resource route = session.create(session.spec(WEB));
        foreignRule(7);
        session.delete(route);
        assertThat(led("https-listener")).containsExactly("foreign.com");
    }
}
