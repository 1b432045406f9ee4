package dev.nanokit.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.nanokit.model.Branching;
import dev.nanokit.model.Database;
import dev.nanokit.model.DatabaseEngine;
import dev.nanokit.model.MemorySize;
import dev.nanokit.model.Name;
import dev.nanokit.model.Positions;
import dev.nanokit.model.Project;
import dev.nanokit.model.SecretValue;
import dev.nanokit.model.Service;
import dev.nanokit.model.SourcePosition;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Databases on a platform that runs them by itself. */
final class ManagedDatabaseTest {

    private static final Slot SLOT = new Slot(ResourceKind.DATABASE, "main-db");
    private static final Slot WEB = new Slot(ResourceKind.SERVICE, "web");
    private static final SecretValue OWN = SecretValue.of("p@ss/w0rd");
    private static final Positions PLACE = new Positions(
            new SourcePosition("nanokit.yml", 7, 3), Map.of("engine", new SourcePosition("nanokit.yml", 8, 5)));

    private static final PlatformTraits ALL =
            PlatformTraits.of("cloud", RunKind.SERVICES).withManagedEngines(EnumSet.allOf(DatabaseEngine.class));
    private static final PlatformTraits KEEPS = ALL.withFeatures(EnumSet.of(Feature.MANAGED_PASSWORDS));

    private static Database database(DatabaseEngine engine, SecretValue password, Map<String, String> env) {
        return new Database(
                Name.of("main-db"),
                engine,
                engine.standardVersion(),
                Optional.empty(),
                Optional.empty(),
                env,
                password,
                Branching.none(),
                PLACE);
    }

    private static Database database(DatabaseEngine engine, SecretValue password) {
        return database(engine, password, Map.of());
    }

    private static Blueprint design(PlatformTraits platform, Database database, String environment) {
        Service web = Service.builder(Name.of("web"), "web:1")
                .dependsOn(List.of(database.name()))
                .build();
        return new StandardDesign(platform)
                .design(Project.builder(Name.of("shop"), Name.of(environment))
                        .database(database)
                        .service(web)
                        .build());
    }

    private static Blueprint design(PlatformTraits platform, Database database) {
        return design(platform, database, "local");
    }

    private static ResourceSpec spec(Blueprint blueprint, Slot slot) {
        return blueprint.resources().stream()
                .filter(spec -> spec.slot().equals(slot))
                .findFirst()
                .orElseThrow();
    }

    private static SortedMap<String, Value> variables(Blueprint blueprint) {
        SortedMap<String, Value> variables = new TreeMap<>();
        spec(blueprint, WEB).fields().forEach((field, value) -> {
            if (field.startsWith("env.")) {
                variables.put(field.substring("env.".length()), value);
            }
        });
        return variables;
    }

    /** As it reads once a database stands at db.internal:1. */
    private static String text(Value value) {
        StringBuilder text = new StringBuilder();
        for (Value part : value.parts()) {
            if (part instanceof Value.Literal literal) {
                text.append(literal.text());
            } else if (part instanceof Value.Secret secret) {
                text.append(secret.value().reveal());
            } else if (part instanceof Value.Reference reference) {
                assertThat(reference.slot()).isEqualTo(SLOT);
                text.append(reference.fact().equals("address") ? "db.internal:1" : "<" + reference.fact() + ">");
            }
        }
        return text.toString();
    }

    private static SortedMap<String, Resolved> resolved(ResourceSpec spec) {
        SortedMap<String, Resolved> values = new TreeMap<>();
        spec.fields()
                .forEach((field, value) -> values.put(
                        field,
                        value instanceof Value.Secret ? Resolved.secret(text(value)) : Resolved.plain(text(value))));
        return values;
    }

    @ParameterizedTest
    @CsvSource({
        "POSTGRES, postgres://nanokit:p%40ss%2Fw0rd@db.internal:1/main_db",
        "MYSQL, mysql://nanokit:p%40ss%2Fw0rd@db.internal:1/main_db",
        "MONGO, mongodb://nanokit:p%40ss%2Fw0rd@db.internal:1/main_db?authSource=admin",
        "REDIS, redis://:p%40ss%2Fw0rd@db.internal:1"
    })
    void a_dependent_gets_the_address_in_the_form_of_the_engine(DatabaseEngine engine, String url) {
        SortedMap<String, Value> variables = variables(design(ALL, database(engine, OWN)));
        assertThat(text(variables.get("MAIN_DB_URL"))).isEqualTo(url);
        assertThat(variables.get("DATABASE_URL")).isEqualTo(variables.get("MAIN_DB_URL"));
        assertThat(variables.get("MAIN_DB_PASSWORD")).isEqualTo(new Value.Secret(OWN));
        assertThat(variables.containsKey("MAIN_DB_USER")).isEqualTo(engine != DatabaseEngine.REDIS);
        assertThat(text(variables.get("NANOKIT_ADDRESS_MAIN_DB"))).isEqualTo("db.internal:1");
    }

    @ParameterizedTest
    @EnumSource
    void the_spec_says_what_the_file_says(DatabaseEngine engine) {
        ResourceSpec spec = spec(design(ALL, database(engine, OWN, Map.of("TZ", "UTC"))), SLOT);
        ManagedDatabase read = ManagedDatabase.of(resolved(spec));
        assertThat(read.engine()).isEqualTo(engine);
        assertThat(read.version()).isEqualTo(engine.standardVersion());
        assertThat(read.user()).isEqualTo(engine == DatabaseEngine.REDIS ? "" : "nanokit");
        assertThat(read.schema()).isEqualTo(engine == DatabaseEngine.REDIS ? "" : "main_db");
        assertThat(read.password().orElseThrow().text()).isEqualTo(OWN.reveal());
        assertThat(read.passwordKept()).isFalse();
        assertThat(read.env().get("TZ").text()).isEqualTo("UTC");
        assertThat(read.toString()).doesNotContain(OWN.reveal());
        assertThat(spec.traits()).contains(Trait.HOLDS_DATA);
        assertThat(spec.fields().containsKey("user")).isEqualTo(engine != DatabaseEngine.REDIS);
    }

    @Test
    void users_and_schemas_are_those_of_the_engine_s_own_variables() {
        Map<String, String> mysql = Map.of("MYSQL_USER", "ann", "MYSQL_DATABASE", "ledger", "POSTGRES_USER", "no");
        assertThat(text(variables(design(ALL, database(DatabaseEngine.MYSQL, OWN, mysql)))
                        .get("MAIN_DB_URL")))
                .isEqualTo("mysql://ann:p%40ss%2Fw0rd@db.internal:1/ledger");
        Map<String, String> mongo = Map.of("MONGO_INITDB_ROOT_USERNAME", "ann", "MONGO_INITDB_DATABASE", "ledger");
        assertThat(text(variables(design(ALL, database(DatabaseEngine.MONGO, OWN, mongo)))
                        .get("MAIN_DB_URL")))
                .startsWith("mongodb://ann:")
                .contains("/ledger?");
    }

    @Test
    void plan_and_storage_are_written_where_the_platform_knows_them_and_refused_elsewhere() {
        Database large = new Database(
                Name.of("main-db"),
                DatabaseEngine.POSTGRES,
                "16",
                Optional.of("db.t4g.medium"),
                Optional.of(MemorySize.parse("20gb")),
                Map.of(),
                OWN,
                Branching.none(),
                PLACE);
        ManagedDatabase read = ManagedDatabase.of(
                resolved(spec(design(ALL.withFeatures(EnumSet.of(Feature.DATABASE_PLANS)), large), SLOT)));
        assertThat(read.plan()).contains("db.t4g.medium");
        assertThat(read.storage()).contains(MemorySize.parse("20gb"));
        Blueprint without = design(ALL, large);
        assertThat(spec(without, SLOT).fields()).doesNotContainKeys("plan", "storage");
        assertThat(without.findings())
                .extracting(finding -> finding.problem().key())
                .containsExactly("databases.main-db.plan", "databases.main-db.storage");
    }

    @Test
    void an_engine_that_the_platform_does_not_run_is_refused_with_its_line() {
        PlatformTraits standard = PlatformTraits.of("cloud", RunKind.SERVICES);
        assertThat(design(standard, database(DatabaseEngine.POSTGRES, OWN)).findings())
                .isEmpty();
        assertThat(design(standard, database(DatabaseEngine.MYSQL, OWN)).findings())
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.kind()).isEqualTo(Finding.Kind.REFUSED);
                    assertThat(finding.problem().position().line()).isEqualTo(8);
                    assertThat(finding.problem().message()).contains("engine mysql");
                });
        assertThat(design(ALL.withDatabases(PlatformTraits.Databases.INSTANCE), database(DatabaseEngine.MYSQL, OWN))
                        .findings())
                .as("instances are postgres only, whatever runs as a managed one")
                .extracting(finding -> finding.problem().key())
                .containsExactly("databases.main-db.engine");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "REDIS")
    void a_platform_that_keeps_passwords_makes_the_one_that_nobody_gives(DatabaseEngine engine) {
        Blueprint blueprint = design(KEEPS, database(engine, Database.PUBLIC_PASSWORD), "production");
        ManagedDatabase read = ManagedDatabase.of(resolved(spec(blueprint, SLOT)));
        assertThat(read.passwordKept()).isTrue();
        assertThat(read.password()).isEmpty();
        SortedMap<String, Value> variables = variables(blueprint);
        assertThat(variables.get("MAIN_DB_PASSWORD")).isEqualTo(new Value.Reference(SLOT, "password"));
        assertThat(text(variables.get("MAIN_DB_URL"))).contains("://nanokit@db.internal:1/main_db");
        assertThat(variables.get("DATABASE_URL")).isEqualTo(variables.get("MAIN_DB_URL"));
        assertThat(variables.get("MAIN_DB_USER")).isEqualTo(Value.of("nanokit"));
        assertThat(spec(blueprint, WEB).needs()).contains(SLOT);
        assertThat(blueprint.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(Finding.Kind.APPROXIMATED);
            assertThat(finding.problem().position().line()).isEqualTo(7);
            assertThat(finding.problem().message())
                    .isEqualTo("main-db's password is kept by the platform and may rotate: the URL has none, it stands"
                            + " in MAIN_DB_PASSWORD");
        });
    }

    @Test
    void a_password_that_is_kept_is_no_finding_where_nothing_depends_on_it() {
        Project alone = Project.builder(Name.of("shop"), Name.of("production"))
                .database(database(DatabaseEngine.POSTGRES, Database.PUBLIC_PASSWORD))
                .build();
        assertThat(new StandardDesign(KEEPS).design(alone).findings()).isEmpty();
    }

    @Test
    void a_password_of_the_file_is_never_replaced_by_one_of_the_platform() {
        assertThat(design(KEEPS, database(DatabaseEngine.POSTGRES, OWN))).satisfies(blueprint -> {
            assertThat(spec(blueprint, SLOT).fields())
                    .containsEntry("password", new Value.Secret(OWN))
                    .doesNotContainKey("password-kept");
            assertThat(blueprint.findings()).isEmpty();
        });
    }

    @Test
    void a_password_that_everybody_knows_is_for_local_only() {
        Database open = database(DatabaseEngine.POSTGRES, Database.PUBLIC_PASSWORD);
        assertThat(open.hasOwnPassword()).isFalse();
        assertThat(database(DatabaseEngine.POSTGRES, OWN).hasOwnPassword()).isTrue();
        assertThat(design(ALL, open).findings()).isEmpty();
        for (PlatformTraits platform : List.of(
                ALL,
                PlatformTraits.of("near", RunKind.INSTANCES),
                KEEPS.withDatabases(PlatformTraits.Databases.INSTANCE))) {
            assertThat(design(platform, open, "stage").findings())
                    .as("%s", platform)
                    .singleElement()
                    .satisfies(finding -> {
                        assertThat(finding.kind()).isEqualTo(Finding.Kind.REFUSED);
                        assertThat(finding.problem().text()).contains("main-db", "rootPassword", "7");
                    });
        }
    }

    @Test
    void a_redis_without_a_password_has_none_whatever_the_platform_keeps() {
        for (PlatformTraits platform : List.of(ALL, KEEPS)) {
            Blueprint blueprint =
                    design(platform, database(DatabaseEngine.REDIS, Database.PUBLIC_PASSWORD), "production");
            assertThat(blueprint.findings()).isEmpty();
            assertThat(spec(blueprint, SLOT).fields()).containsOnlyKeys("engine", "version");
            SortedMap<String, Value> variables = variables(blueprint);
            assertThat(text(variables.get("MAIN_DB_URL"))).isEqualTo("redis://db.internal:1");
            assertThat(variables).doesNotContainKeys("MAIN_DB_USER", "MAIN_DB_PASSWORD");
        }
    }

    @Test
    void siblings_reach_a_database_at_the_port_of_its_engine() {
        Project project = Project.builder(Name.of("shop"), Name.of("local"))
                .database(database(DatabaseEngine.REDIS, OWN))
                .build();
        assertThat(StandardDesign.addressByName(project, Name.of("main-db"))).isEqualTo("main-db:6379");
    }

    @Test
    void fields_of_something_else_are_no_database() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ManagedDatabase.of(new TreeMap<>()))
                .withMessageContaining("engine");
    }
}
