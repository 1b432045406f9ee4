package dev.nanokit.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nanokit.aws.lab.OnMoto;
import dev.nanokit.failure.ProviderException;
import dev.nanokit.provider.Resource;
import dev.nanokit.provider.ResourceSpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.servicediscovery.model.ServiceSummary;
import software.amazon.awssdk.services.servicediscovery.model.Tag;

/** What a namespace really is on AWS: a domain in a VPC, made and deleted in Cloud Map's own time. */
@OnMoto
class NamespaceIT {

    private static final String UNDER_WAY = "{\"Operation\":{\"Id\":\"op-1\",\"Status\":\"PENDING\"}}";

    private final MotoWire wire = MotoWire.shared();
    private PlaceSession session;

    @BeforeEach
    void connect() {
        wire.freshAccount();
        session = new PlaceSession(wire, PlaceSpecs.scope());
        session.create(PlaceSpecs.of(AwsSlots.VPC));
    }

    @AfterEach
    void close() {
        session.close();
    }

    private Resource create() {
        return session.create(PlaceSpecs.of(AwsSlots.NAMESPACE));
    }

    private void service(String name, Resource namespace, String scope) {
        Tag tag = Tag.builder().key(AwsTags.SCOPE).value(scope).build();
        session.looks().names().createService(request -> request.name(name)
                .namespaceId(namespace.id().value())
                .tags(tag));
    }

    @Test
    void its_domain_is_that_of_the_scope_and_its_name_stands_in_a_tag() {
        Resource made = create();
        assertThat(made.id().value()).startsWith("ns-");
        assertThat(made.facts().get("arn")).endsWith("namespace/" + made.id());
        assertThat(made.name()).startsWith("nk-shop-stage-namespace-main-");
        assertThat(session.looks()
                        .names()
                        .getNamespace(request -> request.id(made.id().value()))
                        .namespace()
                        .name())
                .isEqualTo("stage.shop.nanokit");
    }

    @Test
    void cloud_map_is_waited_for() {
        wire.answer("GetOperation", 200, UNDER_WAY);
        wire.answer("GetOperation", 200, UNDER_WAY);
        wire.forget();
        create();
        assertThat(wire.calls().stream().filter("GetOperation"::equals)).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource({
        "ACCESS_DENIED,DENIED",
        "EXPIRED_TOKEN,DENIED",
        "THROTTLED_REQUEST,THROTTLED",
        "INTERNAL_FAILURE,UNAVAILABLE",
        "CANNOT_CREATE_HOSTED_ZONE,FAILED"
    })
    void what_cloud_map_fails_at_is_told(String code, ProviderException.Kind kind) {
        wire.answer(
                "GetOperation",
                200,
                "{\"Operation\":{\"Id\":\"op-1\",\"Status\":\"FAIL\",\"ErrorCode\":\"" + code
                        + "\",\"ErrorMessage\":\"the zone\"}}");
        assertThatThrownBy(this::create)
                .isInstanceOfSatisfying(
                        ProviderException.class, e -> assertThat(e.kind()).isEqualTo(kind))
                .hasMessageContaining("create namespace stage.shop.nanokit in vpc-")
                .hasMessageContaining(code + ": the zone");
    }

    @Test
    void what_is_under_way_already_is_waited_for() {
        Resource made = create();
        wire.answer("ListNamespaces", 200, "{\"Namespaces\":[]}");
        wire.answer(
                "CreatePrivateDnsNamespace",
                400,
                "{\"__type\":\"DuplicateRequest\",\"message\":\"in progress\",\"DuplicateOperationId\":\"op-7\"}");
        wire.answer(
                "GetOperation",
                200,
                "{\"Operation\":{\"Id\":\"op-7\",\"Status\":\"SUCCESS\",\"Targets\":{\"NAMESPACE\":\"" + made.id()
                        + "\"}}}");
        assertThat(create()).usingRecursiveComparison().isEqualTo(made);
    }

    @Test
    void one_of_the_same_domain_in_another_vpc_stands_beside_it_while_it_is_ours() {
        create();
        String other = session.looks()
                .ec2()
                .createVpc(request -> request.cidrBlock("10.9.0.0/16"))
                .vpc()
                .vpcId();
        ResourceSpec moved = PlaceSpecs.of(AwsSlots.NAMESPACE).toBuilder()
                .field(Foundations.VPC, other)
                .build();
        session.create(moved);
        assertThat(session.at(AwsSlots.NAMESPACE)).hasSize(2);
    }

    @Test
    void one_of_the_same_domain_that_is_not_ours_is_refused() {
        String other = session.looks()
                .ec2()
                .createVpc(request -> request.cidrBlock("10.9.0.0/16"))
                .vpc()
                .vpcId();
        session.looks().names().createPrivateDnsNamespace(request -> request.name("stage.shop.nanokit")
                .vpc(other));
        assertThatThrownBy(this::create).isInstanceOfSatisfying(ProviderException.class, e -> assertThat(e.kind())
                .isEqualTo(ProviderException.Kind.OWNERSHIP));
    }

    @Test
    void a_vpc_that_has_the_domain_already_is_a_conflict() {
        wire.answer("CreatePrivateDnsNamespace", 400, "{\"__type\":\"ConflictingDomainExists\",\"message\":\"no\"}");
        assertThatThrownBy(this::create).isInstanceOfSatisfying(ProviderException.class, e -> assertThat(e.kind())
                .isEqualTo(ProviderException.Kind.CONFLICT));
    }

    @Test
    void with_it_go_names_that_a_dead_run_left_in_it() {
        Resource made = create();
        service("left", made, "shop/stage");
        service("theirs", made, "other/stage");
        String other = session.looks()
                .ec2()
                .createVpc(request -> request.cidrBlock("10.9.0.0/16"))
                .vpc()
                .vpcId();
        Resource beside = session.create(PlaceSpecs.of(AwsSlots.NAMESPACE).toBuilder()
                .field(Foundations.VPC, other)
                .build());
        service("beside", beside, "shop/stage");
        assertThatThrownBy(() -> session.delete(made))
                .as("a name of others in it is not taken away, and keeps it")
                .isInstanceOfSatisfying(
                        ProviderException.class, e -> assertThat(e.kind()).isEqualTo(ProviderException.Kind.IN_USE));
        assertThat(session.looks().names().listServices().services())
                .extracting(ServiceSummary::name)
                .containsExactlyInAnyOrder("theirs", "beside");
    }

    @Test
    void one_that_still_holds_something_is_in_use() {
        Resource made = create();
        wire.answer("DeleteNamespace", 400, "{\"__type\":\"ResourceInUse\",\"message\":\"no\"}");
        assertThatThrownBy(() -> session.delete(made))
                .isInstanceOfSatisfying(
                        ProviderException.class, e -> assertThat(e.kind()).isEqualTo(ProviderException.Kind.IN_USE));
    }
}
