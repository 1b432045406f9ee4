package dev.nanokit.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nanokit.aws.lab.OnMoto;
import dev.nanokit.failure.ProviderException;
import dev.nanokit.provider.Resource;
import dev.nanokit.provider.Slot;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;

/** What a secret really is on AWS: one JSON object, whose version is part of what tasks are given. */
@OnMoto
class SecretIT {

    private static final Slot SLOT = AwsSlots.secret("api");

    private final MotoWire wire = MotoWire.shared();
    private PlaceSession session;

    @BeforeEach
    void connect() {
        wire.freshAccount();
        session = new PlaceSession(wire, PlaceSpecs.scope());
    }

    @AfterEach
    void close() {
        session.close();
    }

    private Resource create() {
        return session.create(PlaceSpecs.secret(PlaceSpecs.WORD));
    }

    private GetSecretValueResponse value(Resource secret) {
        return session.looks()
                .secrets()
                .getSecretValue(request -> request.secretId(secret.id().value()));
    }

    private static SecretPointer pointer(Resource secret) {
        return SecretPointer.parse(Objects.requireNonNull(secret.facts().get(SecretPointer.FACT)))
                .orElseThrow();
    }

    @Test
    void it_holds_the_values_by_the_names_of_the_variables() throws Exception {
        Resource made = create();
        GetSecretValueResponse value = value(made);
        assertThat(new ObjectMapper().readTree(value.secretString()).toString())
                .isEqualTo(new ObjectMapper()
                        .createObjectNode()
                        .put("PASSWORD", PlaceSpecs.WORD)
                        .put("URL", "x://" + PlaceSpecs.WORD)
                        .toString());
        assertThat(pointer(made)).isEqualTo(new SecretPointer(made.id().value(), "", value.versionId()));
        assertThat(pointer(made).valueFrom("URL")).isEqualTo(made.id() + ":URL::" + value.versionId());
    }

    @Test
    void another_value_is_another_version() {
        Resource made = create();
        Resource changed = session.update(made, PlaceSpecs.secret("another"));
        assertThat(value(changed).secretString()).contains("another");
        assertThat(pointer(changed).version())
                .isEqualTo(value(changed).versionId())
                .isNotEqualTo(pointer(made).version());
        assertThat(session.at(SLOT))
                .usingRecursiveFieldByFieldElementComparator()
                .containsExactly(changed);
    }

    @Test
    void an_equal_value_is_the_same_version() {
        Resource made = create();
        Resource changed = session.update(
                made,
                PlaceSpecs.secret(PlaceSpecs.WORD).toBuilder()
                        .field("contract", "more")
                        .build());
        assertThat(changed.facts()).isEqualTo(made.facts());
        assertThat(wire.calls()).doesNotContain("PutSecretValue");
    }

    @Test
    void a_list_that_is_late_is_made_up_for_by_the_index() {
        Resource made = create();
        wire.answer("ListSecrets", 200, "{\"SecretList\":[]}");
        assertThat(session.at(SLOT))
                .usingRecursiveFieldByFieldElementComparator()
                .containsExactly(made);
    }

    @Test
    void an_index_that_shows_what_is_gone_proves_nothing() {
        Resource made = create();
        String arn = made.id().value();
        session.delete(made);
        wire.answer(
                "GetResources",
                200,
                "{\"PaginationToken\":\"\",\"ResourceTagMappingList\":[{\"ResourceARN\":\"" + arn
                        + "\",\"Tags\":[{\"Key\":\"nanokit:scope\",\"Value\":\"shop/stage\"}]}]}");
        assertThat(session.at(SLOT)).isEmpty();
    }

    @Test
    void what_the_list_and_the_index_say_differently_is_asked_for() {
        Resource made = create();
        wire.answer(
                "ListSecrets",
                200,
                "{\"SecretList\":[{\"ARN\":\"" + made.id() + "\",\"Name\":\"" + made.name()
                        + "\",\"Tags\":[{\"Key\":\"nanokit:scope\",\"Value\":\"shop/stage\"}],"
                        + "\"SecretVersionsToStages\":{\"old\":[\"AWSCURRENT\"]}}]}");
        assertThat(session.at(SLOT))
                .usingRecursiveFieldByFieldElementComparator()
                .containsExactly(made);
    }

    @Test
    void a_secret_of_a_scope_whose_name_begins_alike_is_not_shown() {
        create();
        try (PlaceSession other = new PlaceSession(
                wire,
                dev.nanokit.provider.Scope.of(PlaceSpecs.project("name: shop\nenvironments: { stage: {} }\n"
                        + "component: stage\nservices: { web: { image: nginx } }\n")))) {
            other.create(PlaceSpecs.secret("theirs"));
            assertThat(session.at(SLOT)).hasSize(1);
            assertThat(other.at(SLOT)).hasSize(1);
        }
    }

    @Test
    void a_name_in_its_recovery_window_is_in_use_and_it_is_said_what_to_do() {
        String name = session.wanted(PlaceSpecs.secret(PlaceSpecs.WORD)).name();
        session.looks().secrets().createSecret(request -> request.name(name).secretString("old"));
        session.looks().secrets().deleteSecret(request -> request.secretId(name).recoveryWindowInDays(7L));
        assertThatThrownBy(this::create)
                .isInstanceOfSatisfying(
                        ProviderException.class, e -> assertThat(e.kind()).isEqualTo(ProviderException.Kind.IN_USE))
                .hasMessageContaining("--force-delete-without-recovery --secret-id " + name);
    }

    @Test
    void a_name_that_is_just_being_freed_is_in_use() {
        wire.answer(
                "CreateSecret",
                400,
                "{\"__type\":\"InvalidRequestException\",\"message\":\"already scheduled for deletion\"}");
        assertThatThrownBy(this::create).isInstanceOfSatisfying(ProviderException.class, e -> assertThat(e.kind())
                .isEqualTo(ProviderException.Kind.IN_USE));
    }

    @Test
    void one_that_is_to_be_deleted_by_and_by_counts_as_gone() {
        Resource made = create();
        session.looks()
                .secrets()
                .deleteSecret(request -> request.secretId(made.id().value()).recoveryWindowInDays(7L));
        assertThat(session.at(SLOT)).isEmpty();
        session.delete(made);
    }

    @ParameterizedTest
    @ValueSource(strings = {"CreateSecret", "DescribeSecret"})
    void no_failure_says_a_value(String action) {
        wire.answer(action, 400, "{\"__type\":\"InvalidParameterException\",\"message\":\"no\"}");
        assertThatThrownBy(this::create).satisfies(SecretIT::saysNothing);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GetSecretValue", "PutSecretValue", "TagResource"})
    void no_failure_of_a_change_says_a_value(String action) {
        Resource made = create();
        wire.answer(action, 400, "{\"__type\":\"InvalidParameterException\",\"message\":\"no\"}");
        assertThatThrownBy(() -> session.update(made, PlaceSpecs.secret("Tr0ub4dor&3 again")))
                .satisfies(SecretIT::saysNothing);
    }

    @Test
    void what_is_too_long_is_refused_before_anything_is_called() {
        String word = "Tr0ub4dor".repeat(7_000);
        wire.forget();
        assertThatThrownBy(() -> session.create(PlaceSpecs.secret(word)))
                .hasMessageContaining("64 KiB")
                .satisfies(SecretIT::saysNothing);
        assertThat(wire.calls()).containsExactly("DescribeSecret");
    }

    private static void saysNothing(Throwable failure) {
        StringWriter all = new StringWriter();
        failure.printStackTrace(new PrintWriter(all, true));
        assertThat(all.toString()).doesNotContain("Tr0ub4dor");
    }
}
