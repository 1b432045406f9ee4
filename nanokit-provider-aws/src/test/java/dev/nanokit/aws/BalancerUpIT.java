package dev.nanokit.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nanokit.Deployment;
import dev.nanokit.Nanokit;
import dev.nanokit.aws.lab.AwsLab;
import dev.nanokit.aws.lab.Call;
import dev.nanokit.aws.lab.OnMoto;
import dev.nanokit.aws.lab.wire.ApiRequest;
import dev.nanokit.aws.lab.wire.ApiResponse;
import dev.nanokit.aws.lab.wire.Stage;
import dev.nanokit.testkit.FakeProvider;
import dev.nanokit.time.TimeSource;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.acm.AcmClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.RRType;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/** What a user does with hosts and ports on AWS: they come, change, and go without a trace. */
@OnMoto
@Timeout(300)
final class BalancerUpIT {

    private static final String SHOP =
            """
            name: shop
            infra: { provider: aws, region: eu-west-1 }
            services:
              web: { image: 'web:1', host: 'shop.com, www.shop.com', expose: 8080 }
              raw: { image: 'raw:1', expose: 7000, port: 7001 }
            environments: { stage: {} }
            """;

    private static final String KNOWN = SHOP.replace("eu-west-1 }", "eu-west-1, dns: aws }");

    private final TimeSource time = FakeProvider.services().time().orElseThrow();
    private final AwsLab lab = new AwsLab(time).before(new Records());
    private final ElasticLoadBalancingV2Client elb = lab.client(ElasticLoadBalancingV2Client.builder());
    private final Route53Client dns = lab.client(Route53Client.builder());
    private final AcmClient acm = lab.client(AcmClient.builder());

    @AfterEach
    void close() {
        elb.close();
        dns.close();
        acm.close();
        lab.close();
    }

    /** A record that was created and deleted can be created again on AWS, and never on moto. */
    private static final class Records implements Stage {

        @Override
        public ApiResponse answer(ApiRequest request, Next next) {
            String body = new String(request.body(), StandardCharsets.UTF_8);
            boolean creates = request.target().contains("/rrset") && body.contains("<Action>CREATE</Action>");
            return next.answer(
                    creates
                            ? request.withBody(body.replace("<Action>CREATE</Action>", "<Action>UPSERT</Action>"))
                            : request);
        }
    }

    private Nanokit kit(String yaml) {
        return Nanokit.load(yaml).environment("stage").provider(OnLabTime.of(lab, time));
    }

    private List<ResourceRecordSet> records(String zone) {
        return dns.listResourceRecordSets(request -> request.hostedZoneId(zone)).resourceRecordSets().stream()
                .filter(set -> set.type() == RRType.A || set.type() == RRType.TXT)
                .toList();
    }

    @Test
    void hosts_and_ports_come_and_go() {
        Deployment shop = kit(SHOP).up();
        assertThat(elb.describeLoadBalancers().loadBalancers()).hasSize(1);
        String balancer = elb.describeLoadBalancers().loadBalancers().get(0).dnsName();
        assertThat(shop.endpoint("raw")).hasToString("http://" + balancer + ":7001");
        assertThat(shop.endpoint("web")).hasToString("http://shop.com");
        assertThat(elb.describeTargetGroups().targetGroups()).hasSize(2);
        assertThat(kit(SHOP).plan().isEmpty()).isTrue();
        lab.forgetCalls();
        assertThat(kit(SHOP).up().endpoints()).isEqualTo(shop.endpoints());
        assertThat(lab.calls().stream().filter(call -> !call.reads()).map(Call::operation))
                .as("an up without a change writes nothing to the balancer")
                .noneMatch(name -> name.contains("Listener") || name.contains("Rule") || name.contains("Target"));
        kit(SHOP).down();
        assertThat(elb.describeLoadBalancers().loadBalancers()).isEmpty();
        assertThat(elb.describeTargetGroups().targetGroups()).isEmpty();
        kit(SHOP).up();
        assertThat(kit(SHOP).plan().isEmpty()).isTrue();
    }

    @Test
    void hosts_become_known_and_safe_and_unknown_again() {
        String zone = dns.createHostedZone(request -> request.name("shop.com").callerReference("lab"))
                .hostedZone()
                .id();
        kit(SHOP).up();
        assertThat(Changes.of(kit(KNOWN).up().plan()))
                .containsExactlyInAnyOrder(
                        "balancer/main",
                        "certificate/main",
                        "dns-record/shop.com",
                        "dns-record/www.shop.com",
                        "route/web");
        assertThat(records(zone)).hasSize(4);
        assertThat(acm.listCertificates().certificateSummaryList()).hasSize(1);
        assertThat(kit(KNOWN).plan().isEmpty()).isTrue();
        String more =
                KNOWN.replace("www.shop.com", "www.shop.com, api.shop.com").replace("8080", "9090");
        kit(more).up();
        assertThat(records(zone)).hasSize(6);
        assertThat(acm.listCertificates().certificateSummaryList()).hasSize(1);
        assertThat(kit(more).plan().isEmpty()).isTrue();
        kit(SHOP).up();
        assertThat(records(zone)).isEmpty();
        assertThat(acm.listCertificates().certificateSummaryList()).isEmpty();
        assertThat(kit(SHOP).plan().isEmpty()).isTrue();
    }

    @Test
    void another_service_takes_over_a_port() {
        kit(SHOP).up();
        String other = SHOP.replace("  raw:", "  other:").replace("raw:1", "other:1");
        kit(other).up();
        assertThat(elb.describeTargetGroups().targetGroups()).hasSize(2);
        assertThat(kit(other).plan().isEmpty()).isTrue();
        kit(other).down();
        assertThat(elb.describeTargetGroups().targetGroups()).isEmpty();
    }
}
