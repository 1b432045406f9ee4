package dev.nanokit.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.nanokit.Nanokit;
import dev.nanokit.aws.lab.OnMoto;
import dev.nanokit.failure.ProviderException;
import dev.nanokit.model.Project;
import dev.nanokit.provider.LabelCodec;
import dev.nanokit.provider.Resource;
import dev.nanokit.provider.ResourceKind;
import dev.nanokit.provider.ResourceSpec;
import dev.nanokit.provider.Scope;
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
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableDimension;
import software.amazon.awssdk.services.applicationautoscaling.model.ServiceNamespace;

/** What stands on services, and what runs beside them at set times, is handled by the rules that hold for every kind. */
@OnMoto
final class KindsAfterServicesIT {

    private static final String FILE =
            """
            name: shop
            environments: { stage: {} }
            infra: { provider: aws, region: eu-west-1 }
            services:
              api: { image: nginx, scale: { min: 2, max: 4, cpu_threshold: 60% } }
              web: { image: nginx, scale: { max: 3 } }
            cron:
              nightly: { schedule: "0 3 * * *", service: api, command: ./report }
              sweep: { schedule: "*/5 * * * *", image: alpine, command: ./sweep }
            """;

    private static final Slot SCALING = new Slot(AwsSlots.SCALING_KIND, "api");
    private static final Slot NIGHTLY = new Slot(ResourceKind.CRON, "nightly");

    private final MotoWire wire = MotoWire.shared();
    private final Project project = Nanokit.load(FILE).environment("stage").validate();
    private final List<ResourceSpec> specs = new AwsDesign(
                    project,
                    AwsSettings.of(project.infra().settings()),
                    new Surrounding(PlaceSession.REGION, List.of(), List.of()))
            .design()
            .resources();
    private PlaceSession session;

    @BeforeEach
    void connect() {
        wire.freshAccount();
        session = session();
        session.createAll(specs.stream().filter(spec -> !isAfterServices(spec)).toList());
    }

    private static boolean isAfterServices(ResourceSpec spec) {
        ResourceKind kind = spec.slot().kind();
        return kind.equals(ResourceKind.CRON) || kind.equals(AwsSlots.SCALING_KIND);
    }

    @AfterEach
    void close() {
        session.close();
    }

    private PlaceSession session() {
        return new PlaceSession(wire, Scope.of(project)).with(KindsAfterServicesIT::kinds);
    }

    private static List<AwsKind> kinds(AwsClients clients, LabelCodec codec) {
        TaskDefinitions definitions = new TaskDefinitions(clients);
        EcsServiceKind services =
                new EcsServiceKind(clients, codec, new EcsServices(clients), definitions, new DiscoveryNames(clients));
        return List.of(
                services,
                new CronKind(clients, codec, definitions, new EcsTasks(clients)),
                new ScalingKind(new Scalings(clients), services, codec));
    }

    static Stream<Slot> kinds() {
        return Stream.of(NIGHTLY, SCALING);
    }

    private ResourceSpec spec(Slot slot) {
        return specs.stream().filter(one -> one.slot().equals(slot)).findFirst().orElseThrow();
    }

    private static ProviderException.Kind failure(Runnable call) {
        return catchThrowableOfType(ProviderException.class, call::run).kind();
    }

    /** {@return the calls that passed, without the names in them} */
    private List<String> calls() {
        return wire.calls().stream()
                .map(call -> call.replaceAll("\\?.*", "").replaceAll("nk-[a-z0-9-]+|arn%3A.*", "x"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void what_is_made_is_found_by_another_session(Slot slot) {
        Resource made = session.create(spec(slot));
        try (PlaceSession other = session()) {
            assertThat(other.at(slot))
                    .usingRecursiveFieldByFieldElementComparator()
                    .containsExactly(made);
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void create_again_returns_what_is_there_and_writes_nothing(Slot slot) {
        Resource made = session.create(spec(slot));
        wire.forget();
        assertThat(session.create(spec(slot))).usingRecursiveComparison().isEqualTo(made);
        assertThat(wire.calls()).allMatch(call -> call.matches("(Describe|List|GET).*"));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void what_is_changed_keeps_its_id_and_has_the_new_fingerprint(Slot slot) {
        Resource made = session.create(spec(slot));
        ResourceSpec other = spec(slot).toBuilder().field("contract", "more").build();
        Resource changed = session.update(made, other);
        assertThat(changed.id()).isEqualTo(made.id());
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
        Wanted wanted = session.wanted(spec(slot));
        Map<String, String> begun =
                session.writes(slot).tags(wanted, wanted.labelled().unfinished());
        session.kind(slot).make(wanted, begun, session.operation());
        assertThat(session.at(slot)).singleElement().satisfies(one -> assertThat(one.recorded())
                .isEmpty());
        Resource finished = session.create(spec(slot));
        assertThat(finished.recorded()).isPresent();
        assertThat(session.at(slot))
                .usingRecursiveFieldByFieldElementComparator()
                .containsExactly(finished);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void what_is_foreign_and_has_the_name_is_refused_and_left(Slot slot) {
        Wanted wanted = session.wanted(spec(slot));
        session.kind(slot).make(wanted, Map.of(AwsTags.NAME, wanted.name()), session.operation());
        assertThat(failure(() -> session.create(spec(slot)))).isEqualTo(ProviderException.Kind.OWNERSHIP);
        assertThat(session.at(slot)).isEmpty();
        assertThat(session.kind(slot).named(wanted)).isPresent();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void what_is_deleted_is_gone_and_can_be_made_again(Slot slot) {
        Resource made = session.create(spec(slot));
        session.delete(made);
        assertThat(session.at(slot)).isEmpty();
        session.delete(made);
        assertThat(session.kind(slot).again(made.id())).isEmpty();
        Resource second = session.create(spec(slot));
        assertThat(session.at(slot))
                .usingRecursiveFieldByFieldElementComparator()
                .containsExactly(second);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void a_create_that_is_cut_at_any_call_is_finished_by_the_next(Slot slot) {
        wire.cutAtEachCall(() -> spec(slot), session::create, (wanted, cut) -> {
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
        ResourceSpec other = spec(slot).toBuilder().field("contract", "more").build();
        wire.cutAtEachCall(() -> session.create(spec(slot)), made -> session.update(made, other), (made, cut) -> {
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
        wire.cutAtEachCall(() -> session.create(spec(slot)), session::delete, (made, cut) -> {
            session.delete(made);
            assertThat(session.at(slot)).as("%s", cut).isEmpty();
        });
    }

    @Test
    void a_schedule_that_somebody_deleted_is_made_again() {
        Resource made = session.create(spec(NIGHTLY));
        session.looks().scheduler().deleteSchedule(request -> request.name(made.name())
                .groupName(made.name()));
        assertThat(session.at(NIGHTLY)).singleElement().satisfies(one -> assertThat(one.recorded())
                .isEmpty());
        session.update(made, spec(NIGHTLY));
        assertThat(session.at(NIGHTLY)).singleElement().satisfies(one -> assertThat(one.recorded())
                .isPresent());
    }

    @Test
    void jobs_are_found_by_two_lists_and_the_index_however_many_there_are() {
        session.createAll(specs);
        wire.forget();
        session.discover();
        assertThat(calls().stream().filter(call -> call.startsWith("GET")))
                .containsExactlyInAnyOrder("GET /schedule-groups", "GET /schedules");
    }

    @Test
    void an_index_that_lags_behind_a_change_is_not_believed() {
        Resource made = session.create(spec(NIGHTLY));
        String before = index(made);
        ResourceSpec other = spec(NIGHTLY).toBuilder().field("contract", "more").build();
        Resource changed = session.update(made, other);
        wire.answer("GetResources", 200, before);
        wire.forget();
        assertThat(session.at(NIGHTLY))
                .usingRecursiveFieldByFieldElementComparator()
                .containsExactly(changed);
        assertThat(calls()).contains("GET /tags/x");
    }

    /** {@return an answer of the index that tells of one group with the tags that it has now} */
    private String index(Resource made) {
        StringBuilder tags = new StringBuilder();
        new Schedules(session.clients()).tags(made.id().value()).orElseThrow().forEach((key, value) -> tags.append(
                        tags.isEmpty() ? "" : ",")
                .append("{\"Key\":" + JsonText.of(key) + ",\"Value\":" + JsonText.of(value) + "}"));
        return "{\"PaginationToken\":\"\",\"ResourceTagMappingList\":[{\"ResourceARN\":"
                + JsonText.of(made.id().value()) + ",\"Tags\":[" + tags + "]}]}";
    }

    @Test
    void what_is_scaled_is_found_by_two_lists_and_the_index_however_much_it_is() {
        session.createAll(specs);
        wire.forget();
        session.discover();
        assertThat(wire.calls())
                .filteredOn(call -> call.contains("Scal"))
                .containsExactlyInAnyOrder("DescribeScalableTargets", "DescribeScalingPolicies");
    }

    @Test
    void bounds_that_somebody_changed_and_a_policy_that_somebody_deleted_are_put_right() {
        Resource made = session.create(spec(SCALING));
        new Scalings(session.clients()).change(made.id().value(), 1, 9);
        assertThat(session.at(SCALING)).singleElement().satisfies(one -> assertThat(one.recorded())
                .isEmpty());
        session.update(made, spec(SCALING));
        assertThat(session.at(SCALING)).singleElement().satisfies(one -> assertThat(one.recorded())
                .isPresent());
        session.looks().scaling().deleteScalingPolicy(request -> request.serviceNamespace(ServiceNamespace.ECS)
                .resourceId(made.id().value())
                .scalableDimension(ScalableDimension.ECS_SERVICE_DESIRED_COUNT)
                .policyName(Scalings.POLICY));
        assertThat(session.at(SCALING)).singleElement().satisfies(one -> assertThat(one.recorded())
                .isEmpty());
    }

    @Test
    void a_stop_and_a_start_that_are_cut_at_any_call_are_finished_by_the_next() {
        Resource service = session.at(new Slot(ResourceKind.SERVICE, "api")).get(0);
        session.create(spec(SCALING));
        for (MotoWire.Cut how : MotoWire.Cut.values()) {
            boolean isCut = true;
            for (int point = 0; isCut; point++) {
                wire.cutAfter(point, how);
                boolean stopIsCut = MotoWire.isCut(() -> orchestration().stop(service, session.operation()));
                wire.mend();
                orchestration().stop(service, session.operation());
                assertThat(instances(service)).as("%s at %d", how, point).isZero();
                assertThat(isSuspended()).as("%s at %d", how, point).isTrue();
                wire.cutAfter(point, how);
                boolean startIsCut = MotoWire.isCut(() -> orchestration().start(service, session.operation()));
                wire.mend();
                if (!session.at(service.slot()).get(0).state().isRunning()) {
                    orchestration().start(service, session.operation());
                }
                assertThat(instances(service)).as("%s at %d", how, point).isEqualTo(2);
                assertThat(isSuspended()).as("%s at %d", how, point).isFalse();
                isCut = stopIsCut || startIsCut;
            }
        }
    }

    private EcsOrchestration orchestration() {
        AwsClients clients = session.clients();
        return new EcsOrchestration(
                clients,
                (EcsServiceKind) session.kind(new Slot(ResourceKind.SERVICE, "api")),
                new EcsServices(clients),
                new TaskDefinitions(clients),
                new LabelCodec(),
                new Scalings(clients));
    }

    private int instances(Resource service) {
        String arn = service.id().value();
        return new EcsServices(session.clients())
                .find(EcsServices.cluster(arn), arn)
                .orElseThrow()
                .desiredCount();
    }

    private boolean isSuspended() {
        return new Scalings(session.clients()).targets().stream().anyMatch(Scalings::isSuspended);
    }

    @Test
    void where_no_service_is_scaled_nothing_is_asked_about_it() {
        for (String name : List.of("api", "web")) {
            ResourceSpec plain = spec(new Slot(ResourceKind.SERVICE, name)).toBuilder()
                    .field("instances", "1")
                    .build();
            session.update(session.at(plain.slot()).get(0), plain);
        }
        wire.forget();
        session.discover();
        assertThat(wire.calls()).noneMatch(call -> call.contains("Scal"));
    }

    @Test
    void where_no_job_ever_was_the_scheduler_is_not_asked() {
        session.delete(session.at(AwsSlots.SCHEDULER_ROLE).get(0));
        wire.forget();
        session.discover();
        assertThat(wire.calls()).noneMatch(call -> call.startsWith("GET"));
    }
}
