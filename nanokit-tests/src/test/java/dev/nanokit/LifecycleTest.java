package dev.nanokit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nanokit.failure.InvalidSpecException;
import dev.nanokit.failure.PlanRejectedException;
import dev.nanokit.failure.ProviderException;
import dev.nanokit.failure.RolloutFailedException;
import dev.nanokit.failure.StepFailure;
import dev.nanokit.testkit.Behaviour;
import dev.nanokit.testkit.FakeProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What users do, on both kinds of platform. */
final class LifecycleTest {

    private static final String SHOP =
            """
            name: shop
            services:
              api:
                image: %s
                expose: 8080
                host: api.localhost
                instances: %d
                updateStrategy: %s
                depends_on: [main]
              web:
                image: web:1
                expose: 8080
                host: web.localhost
                depends_on: [api]
            databases:
              main: { engine: postgres, version: "15", rootPassword: secret }
            volumes:
              files: {}
            """;

    private static String shop(String image, int instances, String strategy) {
        return SHOP.formatted(image, instances, strategy);
    }

    private static Nanokit kit(String yaml, FakeProvider fake) {
        return Nanokit.load(yaml).provider(fake);
    }

    @ParameterizedTest
    @EnumSource
    void fresh_up_brings_everything_and_an_unchanged_up_writes_nothing(Fakes kind) {
        FakeProvider fake = kind.make();
        kit(shop("api:1", 2, "rolling"), fake).up();
        assertThat(fake.request("web")).contains("web:1");
        assertThat(fake.request("api")).contains("api:1");
        List<String> written = fake.journal();
        int reads = fake.reads();
        DeploymentPlan plan = kit(shop("api:1", 2, "rolling"), fake).plan();
        assertThat(plan.isEmpty()).as(plan.text()).isTrue();

        Deployment again = kit(shop("api:1", 2, "rolling"), fake).up();

        assertThat(again.plan().isEmpty()).isTrue();
        assertThat(fake.journal()).isEqualTo(written);
        assertThat(fake.reads() - reads)
                .as("a plan's discovery, a discovery, a look")
                .isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource
    void a_plan_is_equal_to_itself_and_writes_nothing(Fakes kind) {
        FakeProvider fake = kind.make();
        DeploymentPlan first = kit(shop("api:1", 2, "rolling"), fake).plan();
        DeploymentPlan second = kit(shop("api:1", 2, "rolling"), fake).plan();
        assertThat(second).isEqualTo(first).hasSameHashCodeAs(first);
        assertThat(second.text()).isEqualTo(first.text());
        assertThat(fake.journal()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void an_agreed_plan_is_carried_out(Fakes kind) {
        FakeProvider fake = kind.make();
        DeploymentPlan plan = kit(shop("api:1", 1, "rolling"), fake).plan();
        assertThat(plan.apply().plan().text()).isEqualTo(plan.text());
        assertThat(fake.request("web")).contains("web:1");
    }

    @ParameterizedTest
    @EnumSource
    void a_stale_plan_is_rejected_before_any_write(Fakes kind) {
        FakeProvider fake = kind.make();
        DeploymentPlan plan = kit(shop("api:1", 1, "rolling"), fake).plan();
        kit(shop("api:2", 1, "rolling"), fake).up();
        List<String> written = fake.journal();
        assertThatThrownBy(plan::apply).isInstanceOfSatisfying(PlanRejectedException.class, e -> assertThat(e.code())
                .isEqualTo("plan.stale"));
        assertThat(fake.journal()).isEqualTo(written);
    }

    @ParameterizedTest
    @EnumSource
    void rolling_never_serves_fewer_than_the_file_wants(Fakes kind) {
        FakeProvider fake = kind.make();
        kit(shop("api:1", 3, "rolling"), fake).up();
        int before = fake.answering("api");
        fake.watch("api");
        kit(shop("api:2", 3, "rolling"), fake).up();
        assertThat(fake.request("api")).contains("api:2");
        assertThat(fake.answering("api")).isEqualTo(before);
        assertThat(fake.fewestAnswering("api")).isEqualTo(before);
    }

    @Test
    void rolling_of_three_goes_in_two_waves() {
        FakeProvider fake = FakeProvider.instances();
        kit(shop("api:1", 3, "rolling"), fake).up();
        String text = kit(shop("api:2", 3, "rolling"), fake).plan().text();
        assertThat(text.lines()
                        .filter(line -> line.contains("switch members/api"))
                        .toList())
                .as(text)
                .hasSize(2);
    }

    @Test
    void recreate_stops_the_old_first_and_deletes_it_last() {
        FakeProvider fake = FakeProvider.instances();
        kit(shop("api:1", 1, "recreate"), fake).up();
        int before = fake.journal().size();
        kit(shop("api:2", 1, "recreate"), fake).up();
        List<String> verbs = fake.journal().subList(before, fake.journal().size()).stream()
                .filter(line -> line.contains("api"))
                .map(line -> line.substring(0, line.indexOf(' ')))
                .toList();
        assertThat(verbs).startsWith("stop").endsWith("delete").containsSubsequence("create", "start", "delete");
    }

    @ParameterizedTest
    @EnumSource
    void scales_up_and_down_and_to_nothing(Fakes kind) {
        FakeProvider fake = kind.make();
        for (int count : List.of(3, 5, 2, 1, 3, 0, 2)) {
            kit(shop("api:1", count, "rolling"), fake).up();
            if (kind == Fakes.INSTANCES) {
                assertThat(fake.running("api")).isEqualTo(count);
                assertThat(fake.answering("api")).isEqualTo(count);
            } else {
                assertThat(fake.values("service/api")).containsEntry("instances", Integer.toString(count));
            }
        }
    }

    @Test
    void scaling_touches_only_the_indexes_that_differ() {
        FakeProvider fake = FakeProvider.instances();
        kit(shop("api:1", 2, "rolling"), fake).up();
        int before = fake.journal().size();
        kit(shop("api:1", 3, "rolling"), fake).up();
        assertThat(fake.journal().subList(before, fake.journal().size())).allMatch(line -> line.contains("api.3"));
    }

    @ParameterizedTest
    @EnumSource
    void what_is_never_ready_fails_at_the_deadline_and_the_old_one_serves_on(Fakes kind) {
        FakeProvider fake = kind.make();
        fake.behave("api:bad", Behaviour.neverReady());
        kit(shop("api:1", 2, "rolling"), fake).up();
        int serving = fake.answering("api");
        fake.watch("api");

        assertThatThrownBy(() -> kit(shop("api:bad", 2, "rolling"), fake).up())
                .isInstanceOfSatisfying(RolloutFailedException.class, e -> {
                    StepFailure first = e.report().failures().get(0);
                    assertThat(first.code()).isEqualTo("health.deadline");
                    assertThat(first.logTail()).contains("still waiting");
                    assertThat(first.position()).isPresent();
                    assertThat(first.message()).contains("api");
                });
        assertThat(fake.request("api")).contains("api:1");
        assertThat(fake.fewestAnswering("api")).isEqualTo(serving);

        assertThatThrownBy(() -> kit(shop("api:bad", 2, "rolling"), fake).up())
                .as("the same bad version again")
                .isInstanceOf(RolloutFailedException.class);
        assertThat(fake.request("api")).contains("api:1");

        kit(shop("api:1", 2, "rolling"), fake).up();
        assertThat(fake.request("api")).contains("api:1");
        kit(shop("api:2", 2, "rolling"), fake).up();
        assertThat(fake.request("api")).contains("api:2");
        assertThat(fake.fewestAnswering("api")).isEqualTo(serving);
    }

    @ParameterizedTest
    @EnumSource
    void what_exits_ends_the_wait_at_once_with_exit_code_and_log(Fakes kind) {
        FakeProvider fake = kind.make();
        fake.behave("api:bad", Behaviour.exits(Duration.ofMillis(200), 7, "no config", "bye"));
        assertThatThrownBy(() -> kit(shop("api:bad", 1, "rolling"), fake).up())
                .isInstanceOfSatisfying(RolloutFailedException.class, e -> {
                    StepFailure first = e.report().failures().get(0);
                    assertThat(first.code()).isEqualTo("health.dead");
                    assertThat(first.exitCode()).hasValue(7);
                    assertThat(first.logTail()).containsExactly("no config", "bye");
                    assertThat(e.report().skipped()).as("web depends on api").isNotEmpty();
                    assertThat(e).hasMessageContaining("exit code 7").hasMessageContaining("| bye");
                });
    }

    @ParameterizedTest
    @EnumSource
    void returning_to_the_old_file_after_a_failed_recreate_is_a_start(Fakes kind) {
        FakeProvider fake = kind.make();
        fake.behave("api:bad", Behaviour.neverReady());
        kit(shop("api:1", 2, "recreate"), fake).up();
        assertThatThrownBy(() -> kit(shop("api:bad", 2, "recreate"), fake).up())
                .isInstanceOf(RolloutFailedException.class);
        int before = fake.journal().size();
        kit(shop("api:1", 2, "recreate"), fake).up();
        assertThat(fake.request("api")).contains("api:1");
        if (kind == Fakes.INSTANCES) {
            assertThat(fake.journal().subList(before, fake.journal().size()))
                    .noneMatch(line -> line.startsWith("create"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void what_ended_by_itself_is_started_again(Fakes kind) {
        FakeProvider fake = kind.make();
        kit(shop("api:1", 1, "rolling"), fake).up();
        String slot = kind == Fakes.INSTANCES ? "instance/api.1" : "service/api";
        fake.kill(slot);
        DeploymentPlan plan = kit(shop("api:1", 1, "rolling"), fake).plan();
        assertThat(plan.text()).contains("start " + slot).contains("has ended by itself");
        kit(shop("api:1", 1, "rolling"), fake).up();
        assertThat(fake.request("api")).contains("api:1");
    }

    @ParameterizedTest
    @EnumSource
    void what_is_sick_between_runs_is_reported_and_not_replaced(Fakes kind) {
        FakeProvider fake = kind.make();
        kit(shop("api:1", 1, "rolling"), fake).up();
        fake.sicken(kind == Fakes.INSTANCES ? "instance/web.1" : "service/web");
        List<String> written = fake.journal();
        assertThat(kit(shop("api:1", 1, "rolling"), fake).plan().isEmpty()).isTrue();
        assertThatThrownBy(() -> kit(shop("api:1", 1, "rolling"), fake).up())
                .isInstanceOf(RolloutFailedException.class)
                .hasMessageContaining("web");
        assertThat(fake.journal()).isEqualTo(written);
        assertThat(kit(shop("api:1", 1, "rolling"), fake).status().isReady()).isFalse();
    }

    @Test
    void one_sick_replica_does_not_block_the_switch_of_new_ones() {
        FakeProvider fake = FakeProvider.instances();
        kit(shop("api:1", 2, "rolling"), fake).up();
        fake.sicken("instance/api.2");
        assertThatThrownBy(() -> kit(shop("api:1", 3, "rolling"), fake).up())
                .isInstanceOf(RolloutFailedException.class);
        assertThat(fake.answering("api")).as("1 and 3 serve").isEqualTo(2);
    }

    @Test
    void a_route_and_a_member_that_were_taken_away_come_back() {
        FakeProvider fake = FakeProvider.instances();
        kit(shop("api:1", 2, "rolling"), fake).up();
        String whole = fake.dump();
        fake.remove("route/api");
        fake.removeMember("instance/api.2");
        kit(shop("api:1", 2, "rolling"), fake).up();
        assertThat(fake.dump()).isEqualTo(whole);
    }

    @ParameterizedTest
    @EnumSource
    void a_replaced_foundation_takes_what_stands_on_it_along(Fakes kind) {
        FakeProvider fake = kind.make();
        kit(shop("api:1", 2, "rolling"), fake).up();
        fake.networkRange("10.1.0.0/16");
        DeploymentPlan plan = kit(shop("api:1", 2, "rolling"), fake).plan();
        assertThat(plan.text()).contains(">network");
        kit(shop("api:1", 2, "rolling"), fake).up();
        assertThat(fake.dump()
                        .lines()
                        .filter(line -> line.startsWith("network/"))
                        .count())
                .isEqualTo(1);
        assertThat(kit(shop("api:1", 2, "rolling"), fake).plan().isEmpty()).isTrue();
        assertThat(fake.request("web")).contains("web:1");
    }

    @ParameterizedTest
    @EnumSource
    void another_major_version_of_a_database_is_refused_without_leave(Fakes kind) {
        FakeProvider fake = kind.make();
        String old = shop("api:1", 1, "rolling");
        String newer = old.replace("\"15\"", "\"16\"");
        kit(old, fake).up();
        List<String> written = fake.journal();
        assertThatThrownBy(() -> kit(newer, fake).up()).isInstanceOfSatisfying(PlanRejectedException.class, e -> {
            assertThat(e.code()).isEqualTo("plan.data-protected");
            assertThat(e).hasMessageContaining(".deleteData(\"main\")");
        });
        assertThat(fake.journal()).isEqualTo(written);
        kit(newer, fake).deleteData("main").up();
        assertThat(kit(newer, fake).plan().isEmpty()).isTrue();
        assertThat(fake.request("web")).contains("web:1");
    }

    @ParameterizedTest
    @EnumSource
    void what_the_file_no_longer_names_is_deleted_but_not_data(Fakes kind) {
        FakeProvider fake = kind.make();
        kit(shop("api:1", 2, "rolling"), fake).up();
        String little = "name: shop\nservices:\n  web: { image: 'web:1', expose: 8080, host: web.localhost }\n";
        Deployment now = kit(little, fake).up();
        assertThat(fake.dump()).doesNotContain("api").contains("volume/files");
        assertThat(now.plan().kept()).isNotEmpty();
        kit(little, fake).deleteAllData().up();
        assertThat(fake.dump()).doesNotContain("volume/").doesNotContain("database/");
    }

    @ParameterizedTest
    @EnumSource
    void down_deletes_everything_but_data_and_may_be_repeated(Fakes kind) {
        FakeProvider fake = kind.make();
        Nanokit kit = kit(shop("api:1", 2, "rolling"), fake);
        kit.up();
        kit.down();
        assertThat(fake.dump().lines().map(line -> line.substring(0, line.indexOf('/'))))
                .isSubsetOf("volume", "database", "network");
        assertThat(fake.dump()).contains("volume/files");
        int before = fake.journal().size();
        kit.down();
        assertThat(fake.journal()).hasSize(before);
        kit.deleteAllData().down();
        assertThat(fake.dump()).isBlank();
    }

    @ParameterizedTest
    @EnumSource
    void stop_and_start_keep_everything(Fakes kind) {
        FakeProvider fake = kind.make();
        Nanokit kit = kit(shop("api:1", 2, "rolling"), fake);
        kit.up();
        String running = fake.dump();
        kit.stop();
        assertThat(fake.request("web")).isEmpty();
        assertThat(fake.running("api")).isZero();
        kit.start();
        assertThat(fake.dump()).isEqualTo(running);
        assertThat(fake.request("web")).contains("web:1");
        kit.stop();
        kit.up();
        assertThat(fake.dump()).isEqualTo(running);
    }

    @Test
    void two_services_may_swap_their_ports_and_a_port_may_move_to_a_new_service() {
        FakeProvider fake = FakeProvider.instances();
        String one = "name: p\nservices:\n  a: { image: 'a:1', port: 8001 }\n  b: { image: 'b:1', port: 8002 }\n";
        String swapped = "name: p\nservices:\n  a: { image: 'a:1', port: 8002 }\n  b: { image: 'b:1', port: 8001 }\n";
        String moved = "name: p\nservices:\n  c: { image: 'c:1', port: 8002 }\n  b: { image: 'b:1', port: 8001 }\n";
        kit(one, fake).up();
        kit(swapped, fake).up();
        assertThat(fake.running("a") + fake.running("b")).isEqualTo(2);
        kit(moved, fake).up();
        assertThat(fake.running("c")).isEqualTo(1);
        assertThat(fake.dump()).doesNotContain("instance/a.1");
    }

    @Test
    void rolling_with_a_fixed_host_port_is_refused_by_the_reader_of_the_file() {
        String yaml = "name: p\nservices:\n  a: { image: 'a:1', port: 8001, updateStrategy: rolling }\n";
        assertThatThrownBy(() -> kit(yaml, FakeProvider.instances()).up())
                .isInstanceOf(InvalidSpecException.class)
                .hasMessageContaining("services.a");
    }

    @Test
    void a_gateway_that_two_projects_share_follows_the_last_one() {
        FakeProvider fake = FakeProvider.instances();
        Nanokit shop = kit(shop("api:1", 1, "rolling"), fake);
        Nanokit blog = kit("name: blog\nservices:\n  site: { image: 'site:1', expose: 80, host: b.localhost }\n", fake);
        shop.up();
        blog.up();
        assertThat(fake.dump().lines().filter(line -> line.startsWith("gateway/")))
                .hasSize(1);
        shop.down();
        assertThat(fake.dump()).contains("gateway/");
        assertThat(fake.request("site")).contains("site:1");
        blog.down();
        assertThat(fake.dump()).doesNotContain("gateway/");
    }

    @ParameterizedTest
    @EnumSource
    void a_write_that_fails_in_passing_is_repeated(Fakes kind) {
        FakeProvider fake = kind.make();
        fake.fail("create", ProviderException.Kind.UNAVAILABLE, 3);
        kit(shop("api:1", 1, "rolling"), fake).up();
        assertThat(fake.request("web")).contains("web:1");
    }

    @ParameterizedTest
    @EnumSource
    void a_conflict_makes_the_engine_look_and_plan_again(Fakes kind) {
        FakeProvider fake = kind.make();
        fake.fail("create", ProviderException.Kind.CONFLICT, 1);
        kit(shop("api:1", 1, "rolling"), fake).up();
        assertThat(fake.request("web")).contains("web:1");
        fake.fail("", ProviderException.Kind.CONFLICT, 100);
        assertThatThrownBy(() -> kit(shop("api:2", 1, "rolling").replace("web:1", "web:2"), fake)
                        .up())
                .as("not for ever")
                .isInstanceOfAny(RolloutFailedException.class, ProviderException.class);
    }

    @ParameterizedTest
    @EnumSource
    void variables_tell_of_the_surroundings(Fakes kind) {
        FakeProvider fake = kind.make();
        kit(shop("api:1", 1, "rolling"), fake).up();
        var values = fake.values(kind == Fakes.INSTANCES ? "instance/api.1" : "service/api");
        assertThat(values)
                .containsEntry("env.NANOKIT_PROJECT", "shop")
                .containsEntry("env.NANOKIT_ENV", "local")
                .containsEntry("env.NANOKIT_SERVICE", "api")
                .containsEntry("env.NANOKIT_PROVIDER", "fake")
                .containsKey("env.MAIN_URL")
                .containsKey("env.DATABASE_URL");
        assertThat(values.get("env.MAIN_URL"))
                .startsWith("postgres://nanokit:secret@")
                .endsWith("/main");
    }

    @ParameterizedTest
    @EnumSource
    void adding_a_service_touches_no_other(Fakes kind) {
        FakeProvider fake = kind.make();
        kit(shop("api:1", 1, "rolling"), fake).up();
        int before = fake.journal().size();
        kit(shop("api:1", 1, "rolling") + "  # more\n", fake).up();
        String more = shop("api:1", 1, "rolling").replace("databases:", "  mail: { image: 'mail:1' }\ndatabases:");
        kit(more, fake).up();
        assertThat(fake.journal().subList(before, fake.journal().size())).allMatch(line -> line.contains("mail"));
    }

    @ParameterizedTest
    @EnumSource
    void a_secret_is_nowhere_to_be_seen(Fakes kind) {
        FakeProvider fake = kind.make();
        List<String> heard = new ArrayList<>();
        Nanokit kit = kit(shop("api:1", 1, "rolling").replace("secret", "pa55-w0rd"), fake)
                .listener(event -> heard.add(event.toString()));
        fake.behave("api:1", Behaviour.exits(Duration.ofMillis(100), 1));
        String plan = kit.plan().text();
        assertThatThrownBy(kit::up).message().doesNotContain("pa55-w0rd");
        assertThat(plan).doesNotContain("pa55-w0rd");
        assertThat(heard.stream().collect(Collectors.joining())).isNotEmpty().doesNotContain("pa55-w0rd");
        assertThat(kit.validate().toString()).doesNotContain("pa55-w0rd");
    }

    @ParameterizedTest
    @EnumSource
    void a_thousand_instances_wait_without_a_thread_each(Fakes kind) {
        FakeProvider fake = kind.make();
        fake.behave("api:1", Behaviour.readyAfter(Duration.ofSeconds(20)));
        String yaml =
                "name: big\nservices:\n  api: { image: 'api:1', expose: 80, instances: 200, updateStrategy: rolling }\n";
        int threads = Thread.activeCount();
        int[] most = new int[1];
        kit(yaml, fake)
                .listener(event -> most[0] = Math.max(most[0], Thread.activeCount()))
                .up();
        assertThat(most[0] - threads).isLessThan(20);
        assertThat(fake.answering("api")).isEqualTo(kind == Fakes.INSTANCES ? 200 : 1);
    }

    @ParameterizedTest
    @EnumSource
    void down_needs_no_more_of_the_file_than_its_name(Fakes kind) {
        FakeProvider fake = kind.make();
        kit(shop("api:1", 2, "rolling"), fake).up();
        kit("name: shop\n", fake).deleteAllData().down();
        assertThat(fake.dump()).isBlank();
    }

    @Test
    void of_twins_one_is_kept() {
        FakeProvider fake = FakeProvider.instances();
        kit(shop("api:1", 2, "rolling"), fake).up();
        String whole = fake.dump();
        fake.twin("instance/api.1");
        fake.watch("api");
        kit(shop("api:1", 2, "rolling"), fake).up();
        assertThat(fake.dump()).isEqualTo(whole);
        assertThat(fake.fewestAnswering("api")).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void long_names_differ_where_the_platform_cuts_them(Fakes kind) {
        FakeProvider fake = kind.make();
        String stem = "a-very-long-name-of-a-service-that-no-platform-takes-whole-";
        String yaml = "name: a-project-with-a-long-name\nservices:\n  " + stem + "1: { image: 'i:1' }\n  " + stem
                + "2: { image: 'i:1' }\n";
        kit(yaml, fake).up();
        assertThat(fake.running(stem + "1") + fake.running(stem + "2")).isEqualTo(2);
        assertThat(kit(yaml, fake).plan().isEmpty()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void three_thousand_services_are_planned_in_seconds(Fakes kind) {
        StringBuilder yaml = new StringBuilder("name: big\nservices:\n");
        for (int number = 0; number < 3_000; number++) {
            yaml.append("  s").append(number).append(": { image: 'i:1', expose: 80");
            yaml.append(number < 600 ? " }\n" : ", depends_on: [s" + (number - 600) + "] }\n");
        }
        long begun = System.nanoTime();
        assertThat(kit(yaml.toString(), kind.make()).plan().steps()).hasSizeGreaterThan(6_000);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(15));
    }

    @Test
    void a_port_may_move_to_what_its_holder_depends_on() {
        FakeProvider fake = FakeProvider.instances();
        String one =
                "name: p\nservices:\n  a: { image: 'a:1', port: 8001 }\n  b: { image: 'b:1', port: 8002, depends_on: [a] }\n";
        kit(one, fake).up();
        kit(one.replace("8001", "8000").replace("8002", "8001").replace("8000", "8002"), fake)
                .up();
        assertThat(fake.running("a") + fake.running("b")).isEqualTo(2);
    }

    @Test
    void on_a_platform_that_changes_services_in_place_a_port_moves_once_it_is_given_up() {
        FakeProvider fake = FakeProvider.services();
        kit("name: p\nservices:\n  a: { image: 'a:1', port: 8001 }\n  b: { image: 'b:1', port: 8002 }\n", fake)
                .up();
        kit("name: p\nservices:\n  a: { image: 'a:1', port: 8003 }\n  b: { image: 'b:1', port: 8001 }\n", fake)
                .up();
        assertThat(fake.values("service/b")).containsEntry("port", "8001");
        assertThatThrownBy(() -> kit(
                                "name: p\nservices:\n  a: { image: 'a:1', port: 8001 }\n  b: { image: 'b:1', port: 8003 }\n",
                                fake)
                        .up())
                .isInstanceOf(PlanRejectedException.class)
                .hasMessageContaining("change one after the other");
    }
}
