package dev.nanokit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nanokit.failure.PlanRejectedException;
import dev.nanokit.failure.ProviderException;
import dev.nanokit.failure.RolloutFailedException;
import dev.nanokit.provider.ProgramResult;
import dev.nanokit.testkit.Behaviour;
import dev.nanokit.testkit.ConnectionCutException;
import dev.nanokit.testkit.FakeProvider;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The verbs beside up and down. */
@Timeout(60)
final class VerbTest {

    private static final String FILE =
            """
            name: shop
            services:
              api:
                image: 'api:1'
                expose: 80
                instances: 2
                updateStrategy: rolling
                memory: 512mb
                secrets: { KEY: env://SHOP_KEY }
              web: { image: 'web:1', expose: 80, host: web.localhost, depends_on: [api] }
            """;

    private static Nanokit kit(FakeProvider fake) {
        return Nanokit.load(FILE).variable("SHOP_KEY", "k3y").provider(fake);
    }

    private static String slot(Fakes kind, String service) {
        return kind == Fakes.INSTANCES ? "instance/" + service + ".1" : "service/" + service;
    }

    private static List<String> since(FakeProvider fake, int before) {
        return fake.journal().subList(before, fake.journal().size());
    }

    @ParameterizedTest
    @EnumSource
    void restart_replaces_what_runs_by_the_same_and_is_never_away(Fakes kind) {
        FakeProvider fake = kind.make();
        kit(fake).up();
        int serving = fake.answering("api");
        fake.watch("api");
        int before = fake.journal().size();
        Deployment done = kit(fake).restart("api");
        assertThat(done.plan().text()).contains("a restart was asked for");
        assertThat(since(fake, before)).isNotEmpty().allMatch(line -> line.contains("api"));
        assertThat(fake.answering("api")).isEqualTo(serving);
        assertThat(fake.fewestAnswering("api")).isEqualTo(serving);
        assertThat(kit(fake).plan().isEmpty()).isTrue();
        assertThatThrownBy(() -> kit(fake).restart()).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> kit(fake).restart("nobody")).isInstanceOf(PlanRejectedException.class);
    }

    @ParameterizedTest
    @EnumSource
    void scale_sets_the_number_until_the_next_up(Fakes kind) {
        FakeProvider fake = kind.make();
        kit(fake).up();
        for (int count : List.of(4, 1, 0, 3)) {
            int before = fake.journal().size();
            kit(fake).scale("api", count);
            assertThat(since(fake, before)).allMatch(line -> line.contains("api"));
            if (kind == Fakes.INSTANCES) {
                assertThat(fake.running("api")).isEqualTo(count);
            } else {
                assertThat(fake.values("service/api")).containsEntry("instances", Integer.toString(count));
            }
        }
        kit(fake).up();
        assertThat(
                        kind == Fakes.INSTANCES
                                ? fake.running("api")
                                : Integer.parseInt(fake.values("service/api").get("instances")))
                .isEqualTo(2);
        assertThatThrownBy(() -> kit(fake).scale("apj", 2))
                .isInstanceOf(PlanRejectedException.class)
                .hasMessageContaining("apj");
        assertThatThrownBy(() -> kit(fake).scale("api", -1)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @EnumSource
    void exec_runs_a_command_in_what_runs(Fakes kind) {
        FakeProvider fake = kind.make().answerExec("api", 3, "no such file");
        kit(fake).up();
        ProgramResult result = kit(fake).exec("api", "cat", "/nothing");
        assertThat(result).isEqualTo(new ProgramResult(3, List.of("no such file")));
        assertThat(result.isSuccess()).isFalse();
        assertThatThrownBy(() -> kit(fake).exec("mail", "true"))
                .isInstanceOfSatisfying(
                        ProviderException.class, e -> assertThat(e.kind()).isEqualTo(ProviderException.Kind.NOT_FOUND))
                .hasMessageContaining("api, web");
        assertThatThrownBy(() -> kit(fake).exec("api")).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @EnumSource
    void run_runs_a_command_beside_a_service_and_leaves_nothing(Fakes kind) {
        FakeProvider fake =
                kind.make().behave("api.run", Behaviour.exits(Duration.ofSeconds(3), 5, "half way", "done"));
        kit(fake).up();
        String before = fake.dump();
        ProgramResult result = kit(fake).run("api", "migrate", "--all");
        assertThat(result).isEqualTo(new ProgramResult(5, List.of("half way", "done")));
        assertThat(fake.dump()).isEqualTo(before);
        assertThat(fake.journal()).anyMatch(line -> line.startsWith("run job/api.run-"));
        assertThat(kit(fake).plan().isEmpty()).isTrue();
        assertThatThrownBy(() -> kit(fake).run("mail", "true")).isInstanceOf(PlanRejectedException.class);
    }

    @Test
    void an_up_leaves_a_job_alone_that_somebody_runs_and_takes_away_what_a_dead_program_left() {
        FakeProvider fake = FakeProvider.instances().behave("api.run", Behaviour.exits(Duration.ofMinutes(10), 0));
        kit(fake).up();
        int before = fake.journal().size();
        fake.cutAfter(2);
        assertThatThrownBy(() -> kit(fake).run("api", "migrate")).isInstanceOf(ConnectionCutException.class);
        fake.repair();
        assertThat(since(fake, before)).hasSize(2);
        kit(fake).up();
        assertThat(fake.dump()).as("it still runs").contains("job/api.run-");
        fake.elapse(Duration.ofMinutes(11));
        kit(fake).up();
        assertThat(fake.dump()).doesNotContain("job/");
    }

    @ParameterizedTest
    @EnumSource
    void drift_compares_what_is_really_there_and_restart_mends_it(Fakes kind) {
        FakeProvider fake = kind.make();
        kit(fake).up();
        assertThat(kit(fake).drift().isEmpty()).isTrue();
        String slot = slot(kind, "api");
        fake.drift(slot, "memory", "1073741824");
        fake.drift(slot, "env.KEY", "another-k3y");
        assertThat(kit(fake).plan().isEmpty()).as("labels do not tell").isTrue();
        Drift drift = kit(fake).drift();
        assertThat(drift.isEmpty()).isFalse();
        assertThat(drift.differences())
                .containsExactly(
                        new Drift.Difference(
                                dev.nanokit.provider.Slot.parse(slot), "env.KEY", "(not told)", "(not told)"),
                        new Drift.Difference(
                                dev.nanokit.provider.Slot.parse(slot), "memory", "536870912", "1073741824"));
        assertThat(drift.text())
                .contains("memory: was made '536870912', is '1073741824'")
                .doesNotContain("k3y");
        kit(fake).restart("api");
        assertThat(kit(fake).drift().isEmpty()).isTrue();
        fake.kill(slot);
        assertThat(kit(fake).drift().plan().text()).contains("start " + slot);
    }

    @ParameterizedTest
    @EnumSource
    void many_verbs_go_over_one_connection(Fakes kind) {
        FakeProvider fake = kind.make();
        Stack stack = kit(fake).open();
        stack.up();
        stack.scale("api", 3);
        stack.exec("api", "true");
        stack.run("api", "true");
        assertThat(stack.status().services()).isNotEmpty();
        stack.stop();
        stack.start();
        stack.restart("web");
        assertThat(stack.logs("web", 3)).isNotEmpty();
        assertThat(stack.upAsync().join().endpoints()).containsKey("web");
        DeploymentPlan plan = stack.plan();
        assertThat(plan.apply().plan().isEmpty()).isTrue();
        stack.close();
        assertThat(fake.request("web")).as("closing ends nothing").contains("web:1");
        stack.close();
        assertThatThrownBy(stack::up).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @EnumSource
    void what_is_ephemeral_is_gone_at_the_end_with_its_data(Fakes kind) {
        FakeProvider fake = kind.make();
        kit(fake).up();
        String lasting = fake.dump();
        Nanokit shortLived = Nanokit.load(
                        "name: shop\nservices:\n  api: { image: 'api:9', volumes: ['v:/d'] }\nvolumes: { v: {} }\n")
                .provider(fake)
                .ephemeral();
        try (Deployment one = shortLived.up();
                Deployment two = shortLived.up()) {
            assertThat(one.resources()).isNotEmpty();
            assertThat(two.resources()).isNotEmpty();
            assertThat(fake.dump().lines().filter(line -> line.startsWith("volume/v")))
                    .as("each has a scope of its own")
                    .hasSize(2);
            assertThat(one.status().isReady()).isTrue();
        }
        assertThat(fake.dump()).isEqualTo(lasting);
        try (Stack stack = shortLived.open()) {
            stack.up();
            assertThat(stack.plan().isEmpty()).isTrue();
        }
        assertThat(fake.dump()).isEqualTo(lasting);
        assertThat(shortLived.plan().isEmpty()).isFalse();
        assertThatThrownBy(shortLived::down).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @EnumSource
    void an_ephemeral_up_that_fails_leaves_nothing(Fakes kind) {
        FakeProvider fake = kind.make().behave("web", Behaviour.exits(Duration.ofSeconds(1), 1));
        assertThatThrownBy(() -> kit(fake).ephemeral().up()).isInstanceOf(RolloutFailedException.class);
        assertThat(fake.dump()).isBlank();
    }

    @ParameterizedTest
    @EnumSource
    void what_a_dead_program_left_is_swept_by_any_later_run_once_its_time_is_over(Fakes kind) {
        FakeProvider fake = kind.make();
        String yaml = "name: test\nservices:\n  api: { image: 'api:9', volumes: ['v:/d'] }\nvolumes: { v: {} }\n";
        Deployment forgotten = Nanokit.load(yaml)
                .provider(fake)
                .ephemeral(Duration.ofMinutes(30))
                .up();
        assertThat(forgotten.plan().scope().component()).isPresent();
        kit(fake).up();
        assertThat(fake.dump()).as("its time is not over").contains("volume/v");
        fake.elapse(Duration.ofMinutes(31));
        Nanokit.load(FILE.replace("web:1", "web:2"))
                .variable("SHOP_KEY", "k3y")
                .provider(fake)
                .up();
        assertThat(fake.dump()).doesNotContain("volume/v");
        assertThat(fake.request("web")).contains("web:2");
        assertThat(fake.dump().lines().map(line -> line.replaceAll("@.*", "")).collect(Collectors.toSet()))
                .isEqualTo(fresh(kind));
    }

    private static java.util.Set<String> fresh(Fakes kind) {
        FakeProvider fake = kind.make();
        kit(fake).up();
        return fake.dump().lines().map(line -> line.replaceAll("@.*", "")).collect(Collectors.toSet());
    }

    @Test
    void that_sweeping_fails_does_not_fail_the_run_that_does_it() {
        FakeProvider fake = FakeProvider.instances();
        Deployment forgotten = Nanokit.load("name: test\nservices:\n  old: { image: 'old:9' }\n")
                .provider(fake)
                .ephemeral(Duration.ofMinutes(1))
                .up();
        assertThat(forgotten.resources()).isNotEmpty();
        fake.elapse(Duration.ofMinutes(2));
        fake.fail("stop instance/old", ProviderException.Kind.FAILED, 1);
        kit(fake).up();
        assertThat(fake.request("web")).contains("web:1");
    }
}
