package dev.nanokit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nanokit.failure.PlanRejectedException;
import dev.nanokit.model.SecretValue;
import dev.nanokit.secret.SecretReference;
import dev.nanokit.secret.SecretSource;
import dev.nanokit.testkit.FakeProvider;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Values that come from elsewhere, as what runs sees them. */
final class ValuesOnThePlatformTest {

    private static final String WEB = "name: p\nservices:\n  web:\n    image: i\n    ";

    @Test
    void secrets_come_from_variables_from_the_top_of_the_file_and_from_sources_of_the_caller() {
        SecretSource mine = new SecretSource() {
            @Override
            public String scheme() {
                return "mine";
            }

            @Override
            public Optional<SecretValue> find(SecretReference reference) {
                return Optional.of(
                        SecretValue.of(reference.path() + "/" + reference.key().orElse("-")));
            }
        };
        String yaml =
                "name: p\nsecrets: {TOP: 'env://ONE'}\nservices:\n  web:\n    image: i\n    secrets: {A: 'env://ONE', TOP: {}, B: 'mine://x#y'}\n";
        FakeProvider fake = FakeProvider.instances();
        Nanokit kit = Nanokit.load(yaml).variable("ONE", "first").secrets(mine).provider(fake);
        kit.up();
        assertThat(fake.values("instance/web.1"))
                .containsEntry("env.A", "first")
                .containsEntry("env.TOP", "first")
                .containsEntry("env.B", "x/y");
        assertThat(kit.resolve().toString()).doesNotContain("first");
        assertThat(kit.plan().text()).doesNotContain("first");
        assertThat(Nanokit.load(yaml).secrets(mine).validate().services())
                .as("validate asks nobody")
                .hasSize(1);
    }

    @Test
    void a_link_to_a_database_is_its_address_and_a_dependency() {
        FakeProvider fake = FakeProvider.instances();
        Nanokit.load(WEB
                        + "env: {REPORTS: 'db://main-db'}\ndatabases: {main-db: {engine: postgres, rootPassword: x}}\n")
                .provider(fake)
                .up();
        assertThat(fake.values("instance/web.1"))
                .containsEntry("env.REPORTS", "postgres://nanokit:x@main-db:5432/main_db")
                .containsKey("env.MAIN_DB_URL");
    }

    @Test
    void databases_that_the_platform_runs_are_reached_in_the_form_of_their_engine() {
        FakeProvider fake = FakeProvider.services();
        Nanokit kit = Nanokit.load(WEB
                        + "depends_on: [ledger, cache]\ndatabases:\n"
                        + "  ledger: {engine: mysql, rootPassword: x, storage: 20gb}\n  cache: {engine: redis}\n")
                .provider(fake);
        kit.up();
        assertThat(fake.values("database/ledger"))
                .containsEntry("engine", "mysql")
                .containsEntry("storage", "21474836480");
        assertThat(fake.values("service/web").get("env.LEDGER_URL"))
                .matches("mysql://nanokit:x@10\\.0\\.0\\.\\d+/ledger");
        assertThat(fake.values("service/web").get("env.CACHE_URL")).matches("redis://10\\.0\\.0\\.\\d+");
        assertThat(fake.values("service/web")).doesNotContainKeys("env.CACHE_PASSWORD", "env.DATABASE_URL");
        assertThat(kit.plan().isEmpty()).isTrue();
    }

    @Test
    void a_database_without_a_password_is_refused_with_its_line_outside_of_local() {
        Nanokit kit = Nanokit.load(
                        WEB + "expose: 80\ndatabases:\n  main: {engine: postgres}\nenvironments: {stage: {}}\n")
                .provider(FakeProvider.instances());
        assertThat(kit.plan().isEmpty()).isFalse();
        assertThatThrownBy(() -> kit.environment("stage").plan())
                .isInstanceOf(PlanRejectedException.class)
                .hasMessageContaining("needs a rootPassword outside the environment local")
                .hasMessageContaining(":7:");
    }

    @Test
    void keys_for_another_provider_are_left_out_and_named_and_ones_own_are_errors() {
        String yaml = WEB + "start: x\ninfra: {provider: aws, region: eu}\n"
                + "environments: {mine: {infra: {provider: strict, size: 3}}, other: {infra: {provider: strict}}}\n";
        Nanokit kit = Nanokit.load(yaml);
        assertThat(kit.environment("other").validate().infra().inherited()).containsExactly("region");
        assertThat(kit.environment("mine").validate().infra().inherited()).containsExactly("region");
        assertThat(kit.environment("mine").validate().infra().settings().entries())
                .containsOnlyKeys("region", "size");
        assertThat(kit.environment("other")
                        .provider(new StrictProvider(FakeProvider.instances()))
                        .plan()
                        .text())
                .contains("does not know this key")
                .contains("[infra.region]");
    }
}
