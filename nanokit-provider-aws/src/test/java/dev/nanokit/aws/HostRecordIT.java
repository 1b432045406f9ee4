package dev.nanokit.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.nanokit.aws.lab.OnMoto;
import dev.nanokit.failure.ProviderException;
import dev.nanokit.provider.FieldChange;
import dev.nanokit.provider.Fingerprint;
import dev.nanokit.provider.Resource;
import dev.nanokit.provider.ResourceSpec;
import dev.nanokit.provider.Slot;
import dev.nanokit.provider.Verdict;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.Change;
import software.amazon.awssdk.services.route53.model.ChangeAction;
import software.amazon.awssdk.services.route53.model.RRType;
import software.amazon.awssdk.services.route53.model.ResourceRecord;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/** Entries in Route 53 and the certificates that they prove. */
@OnMoto
class HostRecordIT {

    private static final String FILE =
            """
            name: shop
            environments: { stage: {} }
            infra: { provider: aws, region: eu-west-1, dns: aws }
            services:
              web: { image: nginx, host: "shop.com, www.shop.com", expose: 8080 }
            """;

    private static final Slot CERTIFICATE = new Slot(AwsSlots.CERTIFICATE_KIND, "main");
    private static final Slot APEX = new Slot(AwsSlots.RECORD_KIND, "shop.com");
    private static final Slot WWW = new Slot(AwsSlots.RECORD_KIND, "www.shop.com");

    private final MotoWire wire = MotoWire.shared();
    private BalancerSession session;
    private Route53Client dns;

    @BeforeEach
    void connect() {
        wire.freshAccount();
        session = new BalancerSession(wire, FILE).ground();
        dns = session.looks().dns();
    }

    @AfterEach
    void close() {
        session.close();
    }

    private void balancer() {
        session.create(session.spec(CERTIFICATE));
        session.create(session.spec(AwsSlots.BALANCER));
    }

    private String zone() {
        return dns.listHostedZones().hostedZones().stream()
                .filter(zone -> zone.name().equals("shop.com."))
                .findFirst()
                .orElseThrow()
                .id();
    }

    private List<ResourceRecordSet> records(String name) {
        return dns.listResourceRecordSets(request -> request.hostedZoneId(zone())).resourceRecordSets().stream()
                .filter(set -> set.name().equals(name + "."))
                .filter(set -> set.type() != RRType.NS && set.type() != RRType.SOA)
                .toList();
    }

    private void enter(String name, String address) {
        ResourceRecordSet set = ResourceRecordSet.builder()
                .name(name)
                .type(RRType.A)
                .ttl(60L)
                .resourceRecords(ResourceRecord.builder().value(address).build())
                .build();
        dns.changeResourceRecordSets(request -> request.hostedZoneId(zone())
                .changeBatch(batch -> batch.changes(Change.builder()
                        .action(ChangeAction.UPSERT)
                        .resourceRecordSet(set)
                        .build())));
    }

    private static ProviderException failure(Runnable call) {
        return catchThrowableOfType(ProviderException.class, call::run);
    }

    @Test
    void a_host_leads_to_the_balancer_and_a_text_beside_it_says_whose_it_is() {
        balancer();
        session.create(session.spec(APEX));
        assertThat(records("shop.com")).singleElement().satisfies(set -> {
            assertThat(set.type()).isEqualTo(RRType.A);
            assertThat(set.aliasTarget().dnsName())
                    .startsWith(session.facts(AwsSlots.BALANCER).get("address"));
            assertThat(set.aliasTarget().hostedZoneId())
                    .isEqualTo(session.facts(AwsSlots.BALANCER).get("zone"));
        });
        assertThat(records("_nanokit.shop.com")).singleElement().satisfies(set -> assertThat(
                        RecordText.tags(set.resourceRecords().get(0).value()))
                .containsEntry("nanokit:scope", "shop/stage")
                .containsEntry("nanokit:slot", "dns-record/shop.com"));
    }

    @Test
    void an_address_of_somebody_elses_is_neither_overwritten_nor_deleted() {
        balancer();
        enter("shop.com", "192.0.2.1");
        assertThat(failure(() -> session.create(session.spec(APEX))).kind())
                .isEqualTo(ProviderException.Kind.OWNERSHIP);
        assertThat(records("shop.com").get(0).resourceRecords().get(0).value()).isEqualTo("192.0.2.1");
        assertThat(session.at(APEX)).isEmpty();
    }

    @Test
    void an_address_that_somebody_else_has_taken_over_is_left_for_good() {
        balancer();
        Resource made = session.create(session.spec(APEX));
        enter("shop.com", "192.0.2.1");
        assertThat(session.at(APEX)).singleElement().satisfies(one -> assertThat(one.recorded())
                .isEmpty());
        assertThat(failure(() -> session.update(made, session.spec(APEX))).kind())
                .isEqualTo(ProviderException.Kind.OWNERSHIP);
        session.delete(made);
        assertThat(records("shop.com").get(0).resourceRecords().get(0).value()).isEqualTo("192.0.2.1");
        assertThat(records("_nanokit.shop.com")).isEmpty();
    }

    @Test
    void what_somebody_enters_just_before_is_a_conflict() {
        balancer();
        session.create(session.spec(WWW));
        String entering = wire.calls().stream()
                .filter(call -> call.startsWith("POST") && call.contains("rrset"))
                .findFirst()
                .orElseThrow();
        wire.answer(
                entering,
                400,
                "<?xml version=\"1.0\"?><ErrorResponse xmlns=\"https://route53.amazonaws.com/doc/2013-04-01/\"><Error>"
                        + "<Type>Sender</Type><Code>InvalidChangeBatch</Code><Message>already exists</Message></Error>"
                        + "<RequestId>r</RequestId></ErrorResponse>");
        assertThat(failure(() -> session.create(session.spec(APEX))).kind()).isEqualTo(ProviderException.Kind.CONFLICT);
    }

    @Test
    void entries_that_lost_their_balancer_are_found_again_by_the_next() {
        balancer();
        session.create(session.spec(APEX));
        session.create(session.spec(WWW));
        session.looks()
                .balancing()
                .deleteLoadBalancer(request ->
                        request.loadBalancerArn(session.facts(AwsSlots.BALANCER).get("id")));
        assertThat(session.at(APEX)).isEmpty();
        ResourceSpec renamed = session.spec(AwsSlots.BALANCER).toBuilder()
                .field("contract", "another")
                .build();
        session.create(renamed);
        ResourceSpec changed =
                session.spec(APEX).toBuilder().field("contract", "another").build();
        assertThat(failure(() -> session.create(changed)).kind()).isEqualTo(ProviderException.Kind.CONFLICT);
        assertThat(session.discover()).extracting(Resource::slot).contains(APEX, WWW);
        session.update(session.at(APEX).get(0), changed);
        assertThat(records("shop.com").get(0).aliasTarget().dnsName())
                .startsWith(session.facts(AwsSlots.BALANCER).get("address"));
    }

    @Test
    void a_host_without_a_zone_is_an_error_that_says_what_to_do() {
        balancer();
        ResourceSpec other =
                session.spec(APEX).toBuilder().field("host", "www.other.co.uk").build();
        ProviderException failure = failure(() -> session.create(other));
        assertThat(failure.kind()).isEqualTo(ProviderException.Kind.BAD_CONFIGURATION);
        assertThat(failure).hasMessageContaining("other.co.uk").hasMessageContaining("autoCreateDomain");
    }

    @Test
    void a_zone_is_made_if_the_file_says_so_and_stays() {
        try (BalancerSession creating =
                new BalancerSession(wire, FILE.replace("dns: aws", "dns: aws, autoCreateDomain: true"))) {
            balancer();
            creating.knowing(session);
            ResourceSpec other = creating.spec(APEX).toBuilder()
                    .field("host", "www.other.co.uk")
                    .build();
            Resource made = creating.create(other);
            assertThat(dns.listHostedZones().hostedZones())
                    .extracting(zone -> zone.name())
                    .contains("other.co.uk.");
            creating.delete(made);
            creating.create(other);
            assertThat(dns.listHostedZones().hostedZones()).hasSize(2);
        }
    }

    @Test
    void a_zone_that_was_made_and_deleted_before_can_be_made_again() {
        try (BalancerSession creating =
                new BalancerSession(wire, FILE.replace("dns: aws", "dns: aws, autoCreateDomain: true"))) {
            balancer();
            creating.knowing(session);
            String making = "POST /2013-04-01/hostedzone";
            assertThat(wire.calls()).contains(making);
            wire.answer(
                    making,
                    409,
                    "<?xml version=\"1.0\"?><ErrorResponse xmlns=\"https://route53.amazonaws.com/doc/2013-04-01/\">"
                            + "<Error><Type>Sender</Type><Code>HostedZoneAlreadyExists</Code><Message>reference</Message>"
                            + "</Error><RequestId>r</RequestId></ErrorResponse>");
            creating.create(
                    creating.spec(APEX).toBuilder().field("host", "other.com").build());
            assertThat(dns.listHostedZones().hostedZones())
                    .filteredOn(zone -> zone.name().equals("other.com."))
                    .singleElement()
                    .satisfies(zone -> assertThat(zone.callerReference()).isEqualTo("nanokit-other.com-2"));
        }
    }

    @Test
    void two_public_zones_of_one_name_are_an_error() {
        dns.createHostedZone(request -> request.name("shop.com").callerReference("twin"));
        balancerWithoutCertificate();
        assertThat(failure(() -> session.create(session.spec(APEX))).kind())
                .isEqualTo(ProviderException.Kind.BAD_CONFIGURATION);
    }

    private void balancerWithoutCertificate() {
        ResourceSpec like = session.spec(AwsSlots.BALANCER);
        var spec = ResourceSpec.builder(like.slot());
        like.fields().forEach((field, value) -> {
            if (!field.equals("https") && !field.startsWith("certificate")) {
                spec.field(field, value);
            }
        });
        session.create(spec.build());
    }

    @Test
    void a_certificate_is_proved_by_records_and_waited_for() {
        wire.answer("DescribeCertificate", 200, pending(""));
        wire.answer("DescribeCertificate", 200, pending(proof("shop.com") + "," + proof("www.shop.com")));
        session.create(session.spec(CERTIFICATE));
        assertThat(records("_p.shop.com")).singleElement().satisfies(set -> {
            assertThat(set.type()).isEqualTo(RRType.CNAME);
            assertThat(set.resourceRecords().get(0).value()).isEqualTo("_v.acm-validations.aws.");
        });
        assertThat(records("_p.www.shop.com")).hasSize(1);
        assertThat(session.looks()
                        .certificates()
                        .describeCertificate(request -> request.certificateArn(
                                session.facts(CERTIFICATE).get("id")))
                        .certificate()
                        .subjectAlternativeNames())
                .containsExactlyInAnyOrder("shop.com", "www.shop.com");
    }

    private static String pending(String proofs) {
        return "{\"Certificate\":{\"CertificateArn\":\"a\",\"DomainName\":\"shop.com\",\"Status\":\"PENDING_VALIDATION\","
                + "\"SubjectAlternativeNames\":[\"shop.com\",\"www.shop.com\"],\"DomainValidationOptions\":[" + proofs
                + "]}}";
    }

    private static String proof(String host) {
        return "{\"DomainName\":\"" + host + "\",\"ResourceRecord\":{\"Name\":\"_p." + host
                + ".\",\"Type\":\"CNAME\",\"Value\":\"_v.acm-validations.aws.\"}}";
    }

    @Test
    void a_certificate_that_aws_does_not_issue_is_an_error_and_is_replaced_by_the_next_up() {
        Resource made = session.create(session.spec(CERTIFICATE));
        wire.answer(
                "DescribeCertificate",
                200,
                "{\"Certificate\":{\"CertificateArn\":\"a\",\"Status\":\"FAILED\",\"FailureReason\":\"CAA_ERROR\","
                        + "\"SubjectAlternativeNames\":[\"shop.com\"]}}");
        assertThat(failure(() -> session.kind(CERTIFICATE)
                        .change(
                                session.kind(CERTIFICATE)
                                        .named(session.wanted(session.spec(CERTIFICATE)))
                                        .orElseThrow(),
                                session.wanted(session.spec(CERTIFICATE)),
                                new PlainOperation())))
                .hasMessageContaining("CAA_ERROR");
        wire.answer(
                "ListCertificates",
                200,
                "{\"CertificateSummaryList\":[{\"CertificateArn\":\"" + made.id()
                        + "\",\"DomainName\":\"shop.com\",\"Status\":\"FAILED\"}]}");
        Resource shown = session.at(CERTIFICATE).get(0);
        Fingerprint wanted = session.wanted(session.spec(CERTIFICATE))
                .labelled()
                .fingerprint()
                .orElseThrow();
        var changes = shown.recorded().orElseThrow().changesTo(wanted);
        assertThat(changes).extracting(FieldChange::field).containsExactly("host.000", "host.001");
        assertThat(new AwsAssessment(AwsSlots.CERTIFICATE_KIND).of(session.spec(CERTIFICATE), shown, changes))
                .isEqualTo(new Verdict.Replace(Verdict.First.NEW));
    }
}
