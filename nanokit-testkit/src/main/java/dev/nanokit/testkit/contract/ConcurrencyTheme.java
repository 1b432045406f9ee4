package dev.nanokit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nanokit.Deployment;
import dev.nanokit.provider.Inventory;
import dev.nanokit.provider.Lifecycle;
import dev.nanokit.provider.PlatformId;
import dev.nanokit.provider.Resource;
import dev.nanokit.provider.Slot;
import dev.nanokit.provider.Wanted;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Several at once. */
abstract class ConcurrencyTheme extends Theme {

    private static final List<String> SCOPES = List.of(Bench.LOCAL, Bench.OTHER, Bench.THIRD);

    ConcurrencyTheme(Supplier<Bench> bench) {
        super(bench);
    }

    private void upTogether(String file) {
        List<Supplier<Deployment>> runs = new ArrayList<>();
        for (String environment : SCOPES) {
            runs.add(() -> bench().kit(file.replace("ENVIRONMENT", environment))
                    .environment(environment)
                    .up());
        }
        Parallel.all(bench(), runs);
    }

    @Test
    void several_scopes_come_up_at_the_same_time() {
        upTogether(app("instances: 2"));
        for (String environment : SCOPES) {
            Site site = bench().site(app("instances: 2"), bench().scope(environment));
            site.unit(APP).slots().forEach(slot -> assertThat(site.only(slot).state())
                    .isEqualTo(Lifecycle.RUNNING));
        }
    }

    @Test
    void several_scopes_that_come_up_at_the_same_time_share_one_gateway() {
        if (has(Ability.ROUTES)) {
            String file = web("one", "host: ENVIRONMENT.localhost");
            upTogether(file);
            for (String environment : SCOPES) {
                assertThat(bench().kit(file.replace("ENVIRONMENT", environment))
                                .environment(environment)
                                .plan()
                                .isEmpty())
                        .isTrue();
            }
            Site site = bench().site(web("one", "host: local.localhost"));
            site.slots(dev.nanokit.provider.ResourceKind.GATEWAY).forEach(site::only);
        }
    }

    @Test
    void several_scopes_go_down_at_the_same_time() {
        upTogether(rich().replace("web.localhost", "ENVIRONMENT.localhost"));
        List<Supplier<Deployment>> runs = new ArrayList<>();
        for (String environment : SCOPES) {
            runs.add(() ->
                    bench().kit("").environment(environment).deleteAllData().down());
        }
        Parallel.all(bench(), runs);
        bench().kit("").down();
        SCOPES.forEach(environment -> assertThat(
                        bench().site("", bench().scope(environment)).discover().resources())
                .isEmpty());
    }

    @Test
    void one_session_creates_several_things_at_once() {
        Site site = bench().site(app("instances: 4"));
        List<Supplier<Resource>> creates = new ArrayList<>();
        for (Slot slot : site.unit(APP).slots()) {
            Wanted wanted = site.wanted(slot);
            creates.add(() -> site.writes(slot).create(wanted, bench().operation()));
        }
        List<Resource> made = Parallel.all(bench(), creates);
        assertThat(made).extracting(Resource::id).doesNotHaveDuplicates();
        site.unit(APP).slots().forEach(site::only);
    }

    @Test
    void one_session_reads_while_it_writes() {
        Site site = bench().site(app("instances: 2"));
        List<Slot> slots = site.unit(APP).slots();
        Resource first = site.create(slots.get(0));
        List<Supplier<Boolean>> calls = new ArrayList<>();
        for (Slot slot : slots) {
            Wanted wanted = site.wanted(slot);
            calls.add(
                    () -> site.writes(slot).create(wanted, bench().operation()).state() == Lifecycle.RUNNING);
            calls.add(() -> site.discover().resources().stream()
                    .anyMatch(one -> one.id().equals(first.id())));
            calls.add(() -> site.look(List.of(first)).containsKey(first.id()));
        }
        assertThat(Parallel.all(bench(), calls)).hasSameSizeAs(calls).containsOnly(true);
    }

    @Test
    void what_is_deleted_by_two_at_once_is_gone() {
        Site site = bench().site(app());
        Resource made = site.create(site.of(APP));
        site.stop(made);
        Site other = site.by(bench().connect());
        Parallel.all(
                bench(),
                List.of(
                        () -> {
                            site.writes(made.slot()).delete(made, bench().operation());
                            return true;
                        },
                        () -> {
                            other.writes(made.slot()).delete(made, bench().operation());
                            return true;
                        }));
        assertThat(site.at(made.slot())).isEmpty();
    }

    @Test
    void two_ups_of_one_scope_end_in_one_world() {
        if (has(Ability.LEASES)) {
            List<Supplier<Deployment>> runs = List.of(
                    () -> bench().kit(app("env: { VERSION: one }")).up(),
                    () -> bench().kit(app("env: { VERSION: two }")).up());
            Parallel.all(bench(), runs);
            Site site = bench().site(app());
            site.only(site.of(APP));
            Inventory inventory = site.discover();
            assertThat(inventory.resources()).extracting(Resource::id).doesNotHaveDuplicates();
            assertThat(inventory.resources().stream().map(Resource::id).map(PlatformId::value))
                    .isNotEmpty();
        }
    }
}
