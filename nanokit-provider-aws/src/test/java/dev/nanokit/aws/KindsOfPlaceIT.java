package dev.nanokit.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.nanokit.aws.lab.OnMoto;
import dev.nanokit.failure.ProviderException;
import dev.nanokit.provider.Resource;
import dev.nanokit.provider.ResourceSpec;
import dev.nanokit.provider.Slot;
import dev.nanokit.provider.Wanted;
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
class KindsOfPlaceIT {

    private final MotoWire wire = MotoWire.shared();

    private PlaceSession session;

    @BeforeEach
    void connect() {
        wire.freshAccount();
        session = session();
    }

    @AfterEach
    void close() {
        session.close();
    }

    private PlaceSession session() {
        return new PlaceSession(wire, PlaceSpecs.scope());
    }

    static Stream<Slot> slots() {
        return PlaceSpecs.all().stream().map(ResourceSpec::slot);
    }

    /** One of each kind. */
    static Stream<Slot> kinds() {
        return Stream.of(
                AwsSlots.VPC,
                AwsSlots.INTERNET_GATEWAY,
                AwsSlots.publicSubnet(2),
                AwsSlots.ROUTE_TABLE,
                AwsSlots.SERVICE_GROUP,
                AwsSlots.CLUSTER,
                AwsSlots.EXECUTION_ROLE,
                AwsSlots.LOG_GROUP,
                AwsSlots.NAMESPACE,
                AwsSlots.secret("api"));
    }

    /** Makes what a spec refers to. {@return the spec} */
    private ResourceSpec prepared(Slot slot) {
        for (ResourceSpec spec : PlaceSpecs.all()) {
            if (spec.slot().equals(slot)) {
                return spec;
            }
            session.create(spec);
        }
        throw new AssertionError("no spec of " + slot);
    }

    private static ProviderException.Kind failure(Runnable call) {
        return catchThrowableOfType(ProviderException.class, call::run).kind();
    }

    @Test
    void all_of_it_is_found_by_another_session_with_every_fact() {
        List<Resource> made = PlaceSpecs.all().stream().map(session::create).toList();
        try (PlaceSession other = session()) {
            assertThat(other.discover())
                    .usingRecursiveFieldByFieldElementComparator()
                    .containsExactlyInAnyOrderElementsOf(made);
        }
    }

    @Test
    void all_of_it_is_found_by_as_many_calls_whatever_else_the_account_has() {
        PlaceSpecs.all().forEach(session::create);
        wire.forget();
        session.discover();
        assertThat(wire.calls().stream().filter(call -> !call.equals("GetResources")))
                .as("pages of the index aside")
                .containsExactlyInAnyOrder(
                        "DescribeVpcs",
                        "DescribeInternetGateways",
                        "DescribeSubnets",
                        "DescribeRouteTables",
                        "DescribeSecurityGroups",
                        "ListClusters",
                        "DescribeClusters",
                        "ListRoles",
                        "ListRoleTags",
                        "ListRoleTags",
                        "ListRoleTags",
                        "DescribeLogGroups",
                        "ListTagsForResource",
                        "ListNamespaces",
                        "ListTagsForResource",
                        "ListSecrets");
    }

    @Test
    void all_of_it_goes_in_the_opposite_order() {
        List<Resource> made = PlaceSpecs.all().stream().map(session::create).toList();
        for (int index = made.size() - 1; index >= 0; index--) {
            session.delete(made.get(index));
        }
        assertThat(session.discover()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("slots")
    void create_again_returns_what_is_there(Slot slot) {
        ResourceSpec spec = prepared(slot);
        Resource made = session.create(spec);
        wire.forget();
        assertThat(session.create(spec)).usingRecursiveComparison().isEqualTo(made);
        assertThat(wire.calls())
                .as("nothing is written")
                .allMatch(call -> call.startsWith("Describe") || call.startsWith("List") || call.startsWith("Get"));
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
        wire.forget();
        session.delete(session.create(spec));
        int calls = wire.calls().size();
        for (MotoWire.Cut how : MotoWire.Cut.values()) {
            for (int point = 0; point < calls; point++) {
                wire.cutAfter(point, how);
                boolean isCut = MotoWire.isCut(() -> session.create(spec));
                wire.mend();
                Resource made = session.create(spec);
                assertThat(made.recorded()).as("%s at %d", how, point).isPresent();
                assertThat(session.at(slot))
                        .as("%s at %d", how, point)
                        .usingRecursiveFieldByFieldElementComparator()
                        .containsExactly(made);
                session.delete(made);
                if (!isCut) {
                    break;
                }
            }
        }
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
