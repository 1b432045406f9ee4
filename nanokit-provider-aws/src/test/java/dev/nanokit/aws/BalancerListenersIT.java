package dev.nanokit.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nanokit.aws.lab.OnMoto;
import dev.nanokit.provider.Resource;
import dev.nanokit.provider.ResourceKind;
import dev.nanokit.provider.ResourceSpec;
import dev.nanokit.provider.Slot;
import dev.nanokit.provider.Value;
import dev.nanokit.provider.Wanted;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Certificate;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;

/** The balancer itself, its listeners, and those of fixed ports. */
@OnMoto
class BalancerListenersIT {

    private static final String FILE =
            """
            name: shop
            environments: { stage: {} }
            infra: { provider: aws, region: eu-west-1, dns: aws }
            services:
              web: { image: nginx, host: shop.com, expose: 8080 }
              one: { image: nginx, expose: 7000, port: 7001 }
              two: { image: nginx, expose: 7000, port: 7002 }
            """;

    private static final Slot CERTIFICATE = new Slot(AwsSlots.CERTIFICATE_KIND, "main");
    private static final String NOT_YET =
            "<ErrorResponse><Error><Type>Sender</Type><Code>LoadBalancerNotFound</Code><Message>no</Message></Error>"
                    + "<RequestId>r</RequestId></ErrorResponse>";

    private final MotoWire wire = MotoWire.shared();
    private BalancerSession session;
    private ElasticLoadBalancingV2Client elb;

    @BeforeEach
    void connect() {
        wire.freshAccount();
        session = new BalancerSession(wire, FILE).ground();
        elb = session.looks().balancing();
        session.create(session.spec(CERTIFICATE));
    }

    @AfterEach
    void close() {
        session.close();
    }

    private Resource balancer() {
        return session.create(session.spec(AwsSlots.BALANCER));
    }

    private ResourceSpec with(Map<String, String> fields, String... without) {
        ResourceSpec like = session.spec(AwsSlots.BALANCER);
        var spec = ResourceSpec.builder(like.slot());
        like.fields().forEach((field, value) -> {
            if (!List.of(without).contains(field)) {
                spec.field(field, value);
            }
        });
        fields.forEach(spec::field);
        return spec.build();
    }

    private Listener listener(String arn) {
        return elb.describeListeners(request -> request.listenerArns(arn))
                .listeners()
                .get(0);
    }

    private List<Listener> listeners(Resource balancer) {
        return elb.describeListeners(
                        request -> request.loadBalancerArn(balancer.id().value()))
                .listeners();
    }

    private LoadBalancer shown(Resource balancer) {
        return elb.describeLoadBalancers(
                        request -> request.loadBalancerArns(balancer.id().value()))
                .loadBalancers()
                .get(0);
    }

    private String certificate(String host) {
        return session.looks()
                .certificates()
                .requestCertificate(request -> request.domainName(host))
                .certificateArn();
    }

    private static Action first(Listener listener) {
        return listener.defaultActions().get(0);
    }

    @Test
    void http_sends_to_https_which_leads_nobody_where_no_host_is_known() {
        Map<String, String> facts = balancer().facts();
        Listener http = listener(facts.get("http-listener"));
        assertThat(http.port()).isEqualTo(80);
        assertThat(first(http).redirectConfig().port()).isEqualTo("443");
        assertThat(first(http).redirectConfig().statusCodeAsString()).isEqualTo("HTTP_301");
        Listener https = listener(facts.get("https-listener"));
        assertThat(https.port()).isEqualTo(443);
        assertThat(https.sslPolicy()).isEqualTo("ELBSecurityPolicy-TLS13-1-2-2021-06");
        assertThat(https.certificates())
                .extracting(Certificate::certificateArn)
                .contains(session.facts(CERTIFICATE).get("id"));
        assertThat(first(https).fixedResponseConfig().statusCode()).isEqualTo("404");
    }

    @Test
    void a_balancer_is_open_to_the_world_in_the_public_subnets() {
        Resource balancer = balancer();
        LoadBalancer shown = shown(balancer);
        assertThat(shown.schemeAsString()).isEqualTo("internet-facing");
        assertThat(shown.securityGroups())
                .containsExactly(session.facts(AwsSlots.BALANCER_GROUP).get("id"));
        assertThat(shown.availabilityZones())
                .extracting(zone -> zone.subnetId())
                .containsExactlyInAnyOrder(
                        session.facts(AwsSlots.publicSubnet(1)).get("id"),
                        session.facts(AwsSlots.publicSubnet(2)).get("id"));
        assertThat(balancer.facts())
                .containsEntry("address", shown.dnsName())
                .containsEntry("zone", shown.canonicalHostedZoneId());
    }

    @Test
    void without_https_http_leads_nobody_where_no_host_is_known() {
        Resource before = balancer();
        Resource after = session.update(before, with(Map.of(), "https", "certificate"));
        assertThat(after.facts()).doesNotContainKey("https-listener");
        assertThat(after.facts().get("http-listener")).isEqualTo(before.facts().get("http-listener"));
        assertThat(listeners(after)).singleElement().satisfies(listener -> assertThat(
                        first(listener).fixedResponseConfig().statusCode())
                .isEqualTo("404"));
        assertThat(session.update(after, with(Map.of())).facts()).containsKey("https-listener");
    }

    @Test
    void other_ports_are_other_ports_of_the_same_listeners() {
        Resource before = balancer();
        Resource after = session.update(before, with(Map.of("http", "8080", "https", "8443")));
        assertThat(after.facts()).isEqualTo(before.facts());
        assertThat(listener(after.facts().get("http-listener")).port()).isEqualTo(8080);
        assertThat(first(listener(after.facts().get("http-listener")))
                        .redirectConfig()
                        .port())
                .isEqualTo("8443");
        assertThat(listener(after.facts().get("https-listener")).port()).isEqualTo(8443);
    }

    @Test
    void more_certificates_stand_beside_the_first_and_go_again() {
        Resource balancer = balancer();
        String second = certificate("second.com");
        String third = certificate("third.com");
        session.update(balancer, with(Map.of("certificate.02", second, "certificate.03", third)));
        String https = balancer.facts().get("https-listener");
        assertThat(elb.describeListenerCertificates(request -> request.listenerArn(https))
                        .certificates())
                .extracting(Certificate::certificateArn)
                .contains(second, third);
        session.update(balancer, with(Map.of("certificate", third, "certificate.02", second)));
        assertThat(listener(https).certificates())
                .extracting(Certificate::certificateArn)
                .contains(third);
        session.update(balancer, with(Map.of("certificate", third)));
        assertThat(elb.describeListenerCertificates(request -> request.listenerArn(https))
                        .certificates())
                .extracting(Certificate::certificateArn)
                .doesNotContain(second);
    }

    @Test
    void subnets_and_the_group_are_changed_where_it_stands() {
        Resource balancer = balancer();
        String other = session.facts(AwsSlots.publicSubnet(3)).get("id");
        String group = session.facts(AwsSlots.SERVICE_GROUP).get("id");
        Resource after = session.update(balancer, with(Map.of("subnet.2", other, "group", group)));
        assertThat(after.id()).isEqualTo(balancer.id());
        assertThat(shown(after).securityGroups()).containsExactly(group);
        assertThat(shown(after).availabilityZones())
                .extracting(zone -> zone.subnetId())
                .contains(other);
    }

    @Test
    void what_is_so_already_is_left() {
        Resource balancer = balancer();
        wire.forget();
        session.update(balancer, with(Map.of("contract", "more")));
        assertThat(wire.calls())
                .filteredOn(call -> !call.startsWith("Describe"))
                .containsExactly("AddTags", "AddTags");
    }

    @Test
    void a_balancer_that_lost_a_listener_is_unfinished_and_gets_it_back() {
        Resource balancer = balancer();
        elb.deleteListener(request -> request.listenerArn(balancer.facts().get("http-listener")));
        Resource shown = session.at(AwsSlots.BALANCER).get(0);
        assertThat(shown.recorded()).isEmpty();
        assertThat(shown.facts()).doesNotContainKey("http-listener");
        assertThat(session.update(shown, session.spec(AwsSlots.BALANCER)).facts())
                .containsKey("http-listener");
        assertThat(session.at(AwsSlots.BALANCER).get(0).recorded()).isPresent();
    }

    @Test
    void what_was_just_made_may_not_be_known_yet() {
        ResourceSpec spec = session.spec(AwsSlots.BALANCER);
        Wanted wanted = session.wanted(spec);
        Found made = session.kind(spec.slot()).make(wanted, Map.of(), new PlainOperation());
        wire.answer("DescribeLoadBalancers", 400, NOT_YET);
        wire.answer("DescribeListeners", 400, NOT_YET);
        wire.answer("CreateListener", 400, NOT_YET);
        PlainOperation operation = new PlainOperation();
        assertThat(session.kind(spec.slot()).change(made, wanted, operation).facts())
                .containsKeys("http-listener", "https-listener");
        assertThat(operation.pauses()).hasSize(3);
    }

    @Test
    void services_that_swap_their_ports_swap_what_two_listeners_lead_to() {
        balancer();
        Slot one = new Slot(AwsSlots.PORT_KIND, "7001");
        Slot two = new Slot(AwsSlots.PORT_KIND, "7002");
        session.create(session.spec(new Slot(ResourceKind.ROUTE, "one")));
        session.create(session.spec(new Slot(ResourceKind.ROUTE, "two")));
        Resource first = session.create(session.spec(one));
        Resource second = session.create(session.spec(two));
        session.update(first, leading(one, "two"));
        session.update(second, leading(two, "one"));
        assertThat(group(first))
                .isEqualTo(session.facts(new Slot(ResourceKind.ROUTE, "two")).get("target-group"));
        assertThat(group(second))
                .isEqualTo(session.facts(new Slot(ResourceKind.ROUTE, "one")).get("target-group"));
        assertThat(session.at(one)).hasSize(1);
    }

    private ResourceSpec leading(Slot port, String service) {
        return session.spec(port).toBuilder()
                .field("target-group", new Value.Reference(new Slot(ResourceKind.ROUTE, service), "target-group"))
                .build();
    }

    private String group(Resource port) {
        Listener listener = listener(port.id().value());
        assertThat(first(listener).type()).isEqualTo(ActionTypeEnum.FORWARD);
        return first(listener).targetGroupArn();
    }

    @Test
    void a_port_that_hosts_have_is_not_taken_from_them() {
        Resource balancer = balancer();
        session.create(session.spec(new Slot(ResourceKind.ROUTE, "one")));
        ResourceSpec port = session.spec(new Slot(AwsSlots.PORT_KIND, "7001")).toBuilder()
                .field("port", "80")
                .build();
        assertThat(session.kind(port.slot()).named(session.wanted(port)))
                .hasValueSatisfying(found -> assertThat(found.tags()).isEmpty());
        assertThat(listeners(balancer)).hasSize(2);
    }
}
