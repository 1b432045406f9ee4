package dev.nanokit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nanokit.failure.PlanRejectedException;
import dev.nanokit.plan.Action;
import dev.nanokit.plan.Step;
import dev.nanokit.testkit.FakeProvider;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The plan as a value: for people, for tools, for a pull request. */
final class PlanTest {

    private static final String OLD =
            """
            name: shop
            services:
              api:
                image: api:1
                expose: 8080
                host: api.localhost
                instances: 2
                updateStrategy: rolling
                env: { MODE: old, TOKEN: tok-4711 }
                depends_on: [main]
              job: { image: 'job:1' }
            databases:
              main: { engine: postgres, version: "15", rootPassword: pa55-w0rd }
            """;

    private static final String NEW = OLD.replace("api:1", "api:2")
            .replace("MODE: old, TOKEN: tok-4711", "MODE: new, EXTRA: more")
            .replace("  job: { image: 'job:1' }\n", "  web: { image: 'web:1', expose: 80, depends_on: [api] }\n");

    private static DeploymentPlan plan(Fakes kind) {
        FakeProvider fake = kind.make();
        Nanokit.load(OLD).provider(fake).up();
        return Nanokit.load(NEW).provider(fake).plan();
    }

    @ParameterizedTest
    @CsvSource({
        "INSTANCES, text, instances.txt",
        "INSTANCES, json, instances.json",
        "INSTANCES, mermaid, instances.mmd",
        "SERVICES, text, services.txt",
        "SERVICES, json, services.json",
        "SERVICES, mermaid, services.mmd"
    })
    void a_plan_is_written_as_it_always_was(Fakes kind, String form, String golden) throws IOException {
        DeploymentPlan plan = plan(kind);
        String text =
                switch (form) {
                    case "text" -> plan.text();
                    case "json" -> plan.json();
                    default -> plan.mermaid();
                };
        assertThat(text).isEqualToNormalizingNewlines(resource(golden));
    }

    private static String resource(String name) throws IOException {
        try (InputStream file = PlanTest.class.getResourceAsStream("/plans/" + name)) {
            return new String(Objects.requireNonNull(file, name).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @EnumSource
    void causes_name_each_field_and_no_secret(Fakes kind) {
        DeploymentPlan plan = plan(kind);
        assertThat(plan.text())
                .contains("~image=api:2", "~env.MODE", "-env.TOKEN", "+env.EXTRA")
                .doesNotContain("pa55-w0rd", "tok-4711");
        assertThat(plan.json()).doesNotContain("pa55-w0rd", "tok-4711");
        assertThat(plan.mermaid()).doesNotContain("pa55-w0rd", "tok-4711");
        FakeProvider fake = kind.make();
        Nanokit.load(OLD).provider(fake).up();
        DeploymentPlan password = Nanokit.load(OLD.replace("pa55-w0rd", "0ther-0ne"))
                .provider(fake)
                .plan();
        assertThat(password.isEmpty()).isFalse();
        assertThat(password.text() + password.json() + password.mermaid())
                .contains("env.MAIN_PASSWORD")
                .doesNotContain("0ther-0ne");
    }

    @ParameterizedTest
    @EnumSource
    void json_says_what_the_value_says(Fakes kind) throws IOException {
        DeploymentPlan plan = plan(kind);
        JsonNode root = new ObjectMapper().readTree(plan.json());
        assertThat(root.at("/scope/project").asText()).isEqualTo("shop");
        assertThat(root.get("empty").asBoolean()).isFalse();
        assertThat(root.get("steps")).hasSameSizeAs(plan.steps());
        for (int index = 0; index < plan.steps().size(); index++) {
            Step step = plan.steps().get(index);
            JsonNode node = root.get("steps").get(index);
            assertThat(node.get("id").asInt()).isEqualTo(step.id());
            assertThat(node.get("slot").asText()).isEqualTo(step.slot().toString());
            assertThat(node.get("change").asBoolean()).isEqualTo(step.action().isChange());
            assertThat(node.get("needs")).hasSameSizeAs(step.needs());
            assertThat(node.get("changes")).hasSameSizeAs(step.changes());
        }
    }

    @ParameterizedTest
    @EnumSource
    void each_step_needs_only_earlier_ones(Fakes kind) {
        Set<Integer> done = new HashSet<>();
        for (Step step : plan(kind).steps()) {
            assertThat(done).as(step.words()).containsAll(step.needs());
            done.add(step.id());
        }
    }

    @ParameterizedTest
    @EnumSource
    void no_plan_ends_with_a_step_that_changes_nothing_and_that_nobody_waits_for(Fakes kind) {
        FakeProvider fake = kind.make();
        Nanokit.load(OLD).provider(fake).up();
        List<Step> steps = Nanokit.load(OLD).provider(fake).down().plan().steps();
        Set<Integer> needed = new HashSet<>();
        steps.forEach(step -> needed.addAll(step.needs()));
        assertThat(steps)
                .filteredOn(step -> step.action() == Action.GATE)
                .hasSizeGreaterThanOrEqualTo(kind == Fakes.INSTANCES ? 1 : 0)
                .allSatisfy(gate -> assertThat(needed).contains(gate.id()));
    }

    @Test
    void an_empty_plan_says_so_in_every_form() {
        FakeProvider fake = FakeProvider.instances();
        Nanokit.load(OLD).provider(fake).up();
        DeploymentPlan plan = Nanokit.load(OLD).provider(fake).plan();
        assertThat(plan.text()).isEqualTo("plan for shop/local: nothing to change\n");
        assertThat(plan.mermaid()).contains("nothing to change");
        assertThat(plan.json()).contains("\"empty\" : true");
    }

    @ParameterizedTest
    @EnumSource
    void a_plan_is_refused_once_the_world_has_moved_and_applied_as_it_is_otherwise(Fakes kind) {
        FakeProvider fake = kind.make();
        Nanokit.load(OLD).provider(fake).up();
        DeploymentPlan plan = Nanokit.load(NEW).provider(fake).plan();
        fake.kill(kind == Fakes.INSTANCES ? "instance/api.2" : "service/job");
        int written = fake.journal().size();
        if (kind == Fakes.INSTANCES) {
            assertThatThrownBy(plan::apply)
                    .isInstanceOfSatisfying(PlanRejectedException.class, e -> assertThat(e.code())
                            .isEqualTo("plan.stale"))
                    .hasMessageContaining("It was:")
                    .hasMessageContaining("It would be now:");
            assertThat(fake.journal()).hasSize(written);
        } else {
            plan.apply();
            assertThat(fake.request("web")).as("what died was to go anyway").contains("web:1");
        }
    }

    @Test
    void a_targeted_plan_is_applied_to_its_targets() {
        FakeProvider fake = FakeProvider.instances();
        Nanokit.load(OLD).provider(fake).up();
        DeploymentPlan plan = Nanokit.load(NEW).provider(fake).plan("api");
        plan.apply();
        assertThat(fake.request("api")).contains("api:2");
        assertThat(fake.running("web")).isZero();
        assertThat(fake.running("job")).isEqualTo(1);
    }
}
