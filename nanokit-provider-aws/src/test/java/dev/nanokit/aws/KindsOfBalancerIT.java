package dev.nanokit.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.nanokit.aws.lab.OnMoto;
import dev.nanokit.failure.ProviderException;
import dev.nanokit.provider.Resource;
import dev.nanokit.provider.ResourceKind;
import dev.nanokit.provider.ResourceSpec;
import dev.nanokit.provider.Slot;
import dev.nanokit.provider.Wanted;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every kind: it is made, found, finished, changed, refused and deleted by the same rules. */
@OnMoto
class KindsOfBalancerIT {

    private static final String FILE =
            """
            name: shop
            environments: { stage: {} }
            infra: { provider: aws, region: eu-west-1, dns: aws }
            services:
              web:
                image: nginx
                host: "shop.com, www.shop.com, a.shop.com, b.shop.com, c.shop.com, d.shop.com, web.localhost"
                expose: 8080
                healthcheck: { path: /up, port: 9000 }
              raw: { image: nginx, expose: 7000, port: 7001 }
            """;

    private static final Slot WEB = new Slot(ResourceKind.ROUTE, "web");
    private static final Slot RAW = new Slot(ResourceKind.ROUTE, "raw");
    private static final Slot PORT = new Slot(AwsSlots.PORT_KIND, "7001");
    private static final Slot CERTIFICATE = new Slot(AwsSlots.CERTIFICATE_KIND, "main");
    private static final Slot RECORD = new Slot(AwsSlots.RECORD_KIND, "shop.com");

    private final MotoWire wire = MotoWire.shared();
    private BalancerSession session;

    @BeforeEach
    void connect() {
        wire.freshAccount();
        session = new BalancerSession(wire, FILE).ground();
    }

    @AfterEach
    void close() {
        session.close();
    }

    static Stream<Slot> kinds() {
        return Stream.of(CERTIFICATE, AwsSlots.BALANCER, WEB, RAW, PORT, RECORD);
    }

    /** Makes what a spec refers to. {@return the spec} */
    private ResourceSpec prepared(Slot slot) {
        for (ResourceSpec spec : session.specs()) {
            if (spec.slot().equals(slot)) {
                return spec;
            }
            session.create(spec);
        }
        throw new AssertionError("no spec of " + slot);
    }

    private List<Resource> all() {
        List<Resource> made = new ArrayList<>();
        session.specs().forEach(spec -> made.add(session.create(spec)));
        return made;
    }

    private static ProviderException.Kind failure(Runnable call) {
        return catchThrowableOfType(ProviderException.class, call::run).kind();
    }

    @Test
    void all_of_it_is_found_by_another_session_with_every_fact() {
        List<Resource> made = all();
        try (BalancerSession other = new BalancerSession(wire, FILE)) {
            assertThat(other.discover())
                    .usingRecursiveFieldByFieldElementComparator()
                    .containsExactlyInAnyOrderElementsOf(made);
        }
    }

    @Test
    void all_of_it_is_found_by_as_many_calls_however_many_there_are() {
        all();
        wire.forget();
        session.discover();
        assertThat(wire.calls().stream()
                        .filter(call -> !call.equals("GetResources"))
                        .map(call -> call.replaceAll("hostedzone/[^/]*/", "hostedzone/Z/")))
                .as("pages of the index aside")
                .containsExactlyInAnyOrder(
                        "DescribeLoadBalancers",
                        "DescribeTags",
                        "DescribeListeners",
                        "DescribeTargetGroups",
                        "DescribeTags",
                        "DescribeTags",
                        "ListCertificates",
                        "ListTagsForCertificate",
                        "GET /2013-04-01/hostedzone/Z/rrset");
    }

    @Test
    void where_nothing_is_only_lists_are_read() {
        wire.forget();
        session.discover();
        assertThat(wire.calls())
                .containsExactlyInAnyOrder("GetResources", "DescribeLoadBalancers", "DescribeTargetGroups");
    }

    @Test
    void all_of_it_goes_in_the_opposite_order() {
        List<Resource> made = all();
        Collections.reverse(made);
        made.forEach(session::delete);
        assertThat(session.discover()).isEmpty();
    }

    @Test
    void routes_go_before_all_else_as_engines_have_it() {
        List<Resource> made = all();
        made.stream()
                .filter(one -> one.slot().kind().equals(ResourceKind.ROUTE))
                .forEach(session::delete);
        assertThat(session.at(PORT))
                .as("a listener that leads nowhere goes along")
                .isEmpty();
        Collections.reverse(made);
        made.forEach(session::delete);
        assertThat(session.discover()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void create_again_returns_what_is_there(Slot slot) {
        ResourceSpec spec = prepared(slot);
        Resource made = session.create(spec);
        wire.forget();
        assertThat(session.create(spec)).usingRecursiveComparison().isEqualTo(made);
        assertThat(wire.calls())
                .as("nothing is written but the balancer's mark of zones")
                .allMatch(call -> call.startsWith("Describe")
                        || call.startsWith("List")
                        || call.startsWith("GET")
                        || (slot.equals(RECORD) && call.equals("AddTags")));
        assertThat(session.at(slot)).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void what_is_changed_keeps_its_id_and_has_the_new_fingerprint(Slot slot) {
        ResourceSpec spec = prepared(slot);
        Resource made = session.create(spec);
        ResourceSpec other = spec.toBuilder().field("contract", "more").build();
        Resource changed = session.update(made, other);
        assertThat(changed.id()).isEqualTo(made.id());
        assertThat(changed.facts()).isEqualTo(made.facts());
        assertThat(changed.recorded())
                .isEqualTo(session.wanted(other).labelled().fingerprint())
                .isNotEqualTo(made.recorded());
        assertThat(session.at(slot))
                .usingRecursiveFieldByFieldElementComparator()
                .containsExactly(changed);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void what_was_begun_is_shown_as_unfinished_and_finished_by_the_next_create(Slot slot) {
        ResourceSpec spec = prepared(slot);
        Wanted wanted = session.wanted(spec);
        Map<String, String> begun =
                session.writes(slot).tags(wanted, wanted.labelled().unfinished());
        session.kind(slot).make(wanted, begun, new PlainOperation());
        assertThat(session.at(slot)).singleElement().satisfies(one -> assertThat(one.recorded())
                .isEmpty());
        Resource finished = session.create(spec);
        assertThat(finished.recorded()).isPresent();
        assertThat(session.at(slot))
                .usingRecursiveFieldByFieldElementComparator()
                .containsExactly(finished);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void what_is_foreign_and_has_the_name_is_refused_and_left(Slot slot) {
        ResourceSpec spec = prepared(slot);
        Wanted wanted = session.wanted(spec);
        session.kind(slot).make(wanted, Map.of(AwsTags.NAME, wanted.name()), new PlainOperation());
        assertThat(failure(() -> session.create(spec))).isEqualTo(ProviderException.Kind.OWNERSHIP);
        assertThat(session.at(slot)).isEmpty();
        assertThat(session.kind(slot).named(wanted)).isPresent();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void what_is_ours_and_different_is_a_conflict(Slot slot) {
        ResourceSpec spec = prepared(slot);
        session.create(spec);
        Wanted other = session.wanted(spec.toBuilder().field("contract", "more").build());
        Wanted sameName = new Wanted(
                other.spec(),
                other.edition(),
                session.wanted(spec).name(),
                other.labelled(),
                other.labels(),
                other.values());
        assertThat(failure(() -> session.writes(slot).create(sameName, new PlainOperation())))
                .isEqualTo(ProviderException.Kind.CONFLICT);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void what_is_deleted_is_gone_and_deleting_it_again_is_done(Slot slot) {
        Resource made = session.create(prepared(slot));
        session.delete(made);
        assertThat(session.at(slot)).isEmpty();
        session.delete(made);
        assertThat(session.kind(slot).again(made.id())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void what_is_deleted_can_be_made_again(Slot slot) {
        ResourceSpec spec = prepared(slot);
        session.delete(session.create(spec));
        Resource second = session.create(spec);
        assertThat(session.at(slot))
                .usingRecursiveFieldByFieldElementComparator()
                .containsExactly(second);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void a_create_that_is_cut_at_any_call_is_finished_by_the_next(Slot slot) {
        ResourceSpec spec = prepared(slot);
        wire.cutAtEachCall(() -> spec, session::create, (wanted, cut) -> {
            Resource made = session.create(wanted);
            assertThat(made.recorded()).as("%s", cut).isPresent();
            assertThat(session.at(slot))
                    .as("%s", cut)
                    .usingRecursiveFieldByFieldElementComparator()
                    .containsExactly(made);
            session.delete(made);
        });
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void a_change_that_is_cut_at_any_call_is_finished_by_the_next(Slot slot) {
        ResourceSpec spec = prepared(slot);
        ResourceSpec other = spec.toBuilder().field("contract", "more").build();
        wire.cutAtEachCall(() -> session.create(spec), made -> session.update(made, other), (made, cut) -> {
            Resource changed = session.update(made, other);
            assertThat(session.at(slot))
                    .as("%s", cut)
                    .usingRecursiveFieldByFieldElementComparator()
                    .containsExactly(changed);
            session.delete(changed);
        });
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void a_delete_that_is_cut_at_any_call_is_finished_by_the_next(Slot slot) {
        ResourceSpec spec = prepared(slot);
        wire.cutAtEachCall(() -> session.create(spec), session::delete, (made, cut) -> {
            session.delete(made);
            assertThat(session.at(slot)).as("%s", cut).isEmpty();
        });
    }
}
