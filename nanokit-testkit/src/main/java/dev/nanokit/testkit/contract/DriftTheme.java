package dev.nanokit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nanokit.provider.Health;
import dev.nanokit.provider.Lifecycle;
import dev.nanokit.provider.LiveSettings;
import dev.nanokit.provider.PlatformId;
import dev.nanokit.provider.Resolved;
import dev.nanokit.provider.Resource;
import dev.nanokit.provider.ResourceKind;
import dev.nanokit.provider.Slot;
import dev.nanokit.provider.Wanted;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What happens behind the engine's back is seen, and mended by the next up. */
abstract class DriftTheme extends Theme {

    DriftTheme(Supplier<Bench> bench) {
        super(bench);
    }

    @Test
    void live_settings_are_those_that_were_written() {
        if (has(Ability.LIVE_SETTINGS)) {
            Site site = bench().site(app("env: { COLOUR: blue }"));
            Wanted wanted = site.wanted(site.of(APP));
            Resource made = site.create(wanted);
            SortedMap<String, Resolved> live = settings(made);
            assertThat(live).isNotEmpty();
            live.forEach((field, value) -> assertThat(
                            Optional.ofNullable(wanted.values().get(field)).map(Resolved::text))
                    .as("%s, in the words in which it was written", field)
                    .contains(value.text()));
            assertThat(live.get("env.COLOUR")).extracting(Resolved::text).isEqualTo("blue");
        }
    }

    @Test
    void live_settings_of_what_is_gone_are_left_out() {
        if (has(Ability.LIVE_SETTINGS)) {
            Site site = bench().site(app() + Yaml.service("second", harness().idle("b")));
            Resource gone = site.create(site.of(APP));
            Resource stays = site.create(site.of("second"));
            site.end(gone);
            assertThat(bench().duty(LiveSettings.class).settings(List.of(gone, stays)))
                    .containsOnlyKeys(stays.id());
        }
    }

    private SortedMap<String, Resolved> settings(Resource made) {
        Map<PlatformId, SortedMap<String, Resolved>> all =
                bench().duty(LiveSettings.class).settings(List.of(made));
        assertThat(all).containsOnlyKeys(made.id());
        return Objects.requireNonNull(all.get(made.id()));
    }

    @Test
    void nothing_has_drifted_after_an_up() {
        if (has(Ability.LIVE_SETTINGS)) {
            bench().kit(rich()).up();
            assertThat(bench().kit(rich()).drift().text()).doesNotContain("env.");
            assertThat(bench().kit(rich()).drift().isEmpty())
                    .as(() -> bench().kit(rich()).drift().text())
                    .isTrue();
        }
    }

    @Test
    void what_was_stopped_is_started_by_up_as_the_same() {
        bench().kit(app()).up();
        Site site = bench().site(app());
        Resource before = site.only(site.of(APP));
        site.stop(before);
        assertThat(bench().kit(app()).plan().isEmpty()).isFalse();
        bench().kit(app()).up();
        assertThat(site.only(site.of(APP)).id()).isEqualTo(before.id());
        assertThat(site.only(site.of(APP)).state()).isEqualTo(Lifecycle.RUNNING);
    }

    @Test
    void what_was_taken_away_is_made_again_by_up() {
        bench().kit(app()).up();
        Site site = bench().site(app());
        site.end(site.only(site.of(APP)));
        bench().kit(app()).up();
        assertThat(site.only(site.of(APP)).state()).isEqualTo(Lifecycle.RUNNING);
    }

    @Test
    void what_ended_by_itself_is_seen_by_plan_and_by_status() {
        Site site = bench().site(Yaml.services(Yaml.service(APP, harness().exits(3, "bye"))));
        Resource made = site.create(site.of(APP));
        bench().await("it ends", () -> site.look(made) instanceof Health.Dead);
        String file = Yaml.services(Yaml.service(APP, harness().exits(3, "bye")));
        assertThat(bench().kit(file).status().isReady()).isFalse();
        assertThat(bench().kit(file).plan().isEmpty()).isFalse();
    }

    @Test
    void a_member_that_was_taken_out_is_put_in_again_by_up() {
        String file = web("one", "instances: 2", "updateStrategy: rolling");
        bench().kit(file).up();
        Site site = bench().site(file);
        site.unit(WEB).membership().ifPresent(slot -> {
            List<Resource> all = site.unit(WEB).slots().stream().map(site::only).toList();
            assertThat(site.members(slot)).hasSize(2);
            site.leave(slot, all.subList(1, 2), all.subList(0, 1));
            bench().kit(file).up();
            assertThat(site.members(slot)).hasSize(2);
        });
    }

    @Test
    void a_route_that_was_taken_away_is_made_again_by_up() {
        if (has(Ability.ROUTES)) {
            bench().kit(routed("one")).up();
            Site site = bench().site(routed("one"));
            List<Slot> routes = site.slots(ResourceKind.ROUTE);
            routes.forEach(route -> site.delete(site.only(route)));
            bench().kit(routed("one")).up();
            routes.forEach(site::only);
            assertThat(harness().request(WEB, bench().gatewayPort())).contains("one");
        }
    }
}
