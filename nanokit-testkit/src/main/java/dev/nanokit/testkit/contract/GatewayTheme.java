package dev.nanokit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nanokit.provider.PlatformId;
import dev.nanokit.provider.Resource;
import dev.nanokit.provider.ResourceKind;
import dev.nanokit.provider.Slot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Routes, who is in the rotation, and the gateway that scopes share. */
abstract class GatewayTheme extends Theme {

    GatewayTheme(Supplier<Bench> bench) {
        super(bench);
    }

    private String unrouted() {
        return web("one", "instances: 2", "updateStrategy: rolling");
    }

    /** {@return the membership of the service; empty where the platform minds the rotation by itself} */
    private static Optional<Slot> membership(Site site) {
        return site.unit(WEB).membership();
    }

    private static Set<PlatformId> ids(List<Resource> resources) {
        return resources.stream().map(Resource::id).collect(java.util.stream.Collectors.toSet());
    }

    private static List<Resource> instances(Site site) {
        List<Resource> all = new ArrayList<>();
        site.unit(WEB).slots().forEach(slot -> all.add(site.create(slot)));
        return all;
    }

    @Test
    void who_enters_is_a_member() {
        Site site = bench().site(unrouted());
        membership(site).ifPresent(slot -> {
            List<Resource> all = instances(site);
            assertThat(site.members(slot)).isEmpty();
            site.enter(slot, all, all);
            assertThat(site.members(slot)).isEqualTo(ids(all));
        });
    }

    @Test
    void who_leaves_is_no_member_and_the_others_stay() {
        Site site = bench().site(unrouted());
        membership(site).ifPresent(slot -> {
            List<Resource> all = instances(site);
            site.enter(slot, all, all);
            List<Resource> rest = List.of(site.only(all.get(1).slot()));
            site.leave(slot, rest, List.of(site.only(all.get(0).slot())));
            assertThat(site.members(slot)).isEqualTo(ids(rest));
            assertThat(site.only(all.get(0).slot()).state())
                    .isEqualTo(all.get(0).state());
        });
    }

    @Test
    void a_switch_said_twice_is_done_once() {
        Site site = bench().site(unrouted());
        membership(site).ifPresent(slot -> {
            List<Resource> all = instances(site);
            site.enter(slot, all, all);
            site.enter(slot, all, all);
            assertThat(site.members(slot)).isEqualTo(ids(all));
            List<Resource> rest = all.subList(1, 2);
            site.leave(slot, rest, all.subList(0, 1));
            site.leave(slot, rest, all.subList(0, 1));
            assertThat(site.members(slot)).isEqualTo(ids(rest));
        });
    }

    @Test
    void who_is_deleted_is_no_member() {
        Site site = bench().site(unrouted());
        membership(site).ifPresent(slot -> {
            List<Resource> all = instances(site);
            site.enter(slot, all, all);
            site.end(site.only(all.get(0).slot()));
            assertThat(site.members(slot)).isEqualTo(ids(all.subList(1, 2)));
        });
    }

    @Test
    void another_session_sees_the_members() {
        Site site = bench().site(unrouted());
        membership(site).ifPresent(slot -> {
            List<Resource> all = instances(site);
            site.enter(slot, all, all);
            assertThat(site.by(bench().connect()).members(slot)).isEqualTo(ids(all));
        });
    }

    @Test
    void members_of_other_services_are_left_alone() {
        String two = unrouted() + Yaml.page(harness(), "second", "two", "instances: 2", "updateStrategy: rolling");
        Site site = bench().site(two);
        membership(site).ifPresent(slot -> {
            List<Resource> all = instances(site);
            Slot other = site.unit("second").membership().orElseThrow();
            List<Resource> others = List.of(site.create(site.of("second")));
            site.enter(slot, all, all);
            site.enter(other, others, others);
            site.leave(
                    slot,
                    List.of(),
                    all.stream().map(one -> site.only(one.slot())).toList());
            assertThat(site.members(slot)).isEmpty();
            assertThat(site.members(other)).isEqualTo(ids(others));
        });
    }

    @Test
    void a_route_is_found() {
        if (has(Ability.ROUTES)) {
            Site site = bench().site(routed("one"));
            List<Slot> routes = site.slots(ResourceKind.ROUTE);
            assertThat(routes).isNotEmpty();
            routes.forEach(route -> {
                Resource made = site.create(route);
                assertThat(site.only(route).id()).isEqualTo(made.id());
            });
        }
    }

    @Test
    void a_service_is_answered_for_by_the_gateway() {
        if (has(Ability.ROUTES)) {
            bench().kit(routed("one")).up();
            assertThat(request()).contains("one");
        }
    }

    @Test
    void a_new_version_takes_the_place_of_the_old_one() {
        if (has(Ability.ROUTES)) {
            bench().kit(routed("one")).up();
            bench().kit(routed("two")).up();
            assertThat(request()).contains("two");
            Site site = bench().site(routed("two"));
            site.unit(WEB).slots().forEach(site::only);
            membership(site).ifPresent(slot -> assertThat(site.members(slot)).hasSize(2));
        }
    }

    @Test
    void without_its_route_a_service_is_not_answered_for() {
        if (has(Ability.ROUTES)) {
            String second = Yaml.page(harness(), "second", "stays", "host: second.localhost");
            bench().kit(routed("one") + second).up();
            bench().kit(unrouted() + second).up();
            Site site = bench().site(routed("one"));
            assertThat(site.slots(ResourceKind.ROUTE))
                    .allSatisfy(route -> assertThat(site.at(route)).isEmpty());
            assertThat(harness().request("second", bench().gatewayPort())).contains("stays");
        }
    }

    @Test
    void scopes_share_a_gateway_and_the_last_one_takes_it_away() {
        if (has(Ability.ROUTES)) {
            bench().kit(routed("one")).up();
            String other = Yaml.services(Yaml.page(harness(), "second", "stays", "host: second.localhost"));
            bench().kit(other).environment(Bench.OTHER).up();
            assertThat(request()).contains("one");
            bench().kit("").down();
            assertThat(harness().request("second", bench().gatewayPort())).contains("stays");
            bench().kit("").environment(Bench.OTHER).down();
            assertThat(bench().site("").discover().resources()).isEmpty();
            assertThat(bench().site("", bench().scope(Bench.OTHER)).discover().resources())
                    .isEmpty();
        }
    }

    @Test
    void what_is_shared_is_shown_to_all_and_it_is_told_whether_others_use_it() {
        if (has(Ability.ROUTES)) {
            Site site = bench().site(routed("one"));
            for (Slot gateway : site.slots(ResourceKind.GATEWAY)) {
                site.create(gateway);
                site.slots(ResourceKind.ROUTE).forEach(site::create);
                Site other = bench().site("", bench().scope(Bench.OTHER));
                assertThat(site.only(gateway).usedByOthers()).isFalse();
                assertThat(other.only(gateway).usedByOthers()).isTrue();
                assertThat(other.only(gateway).traits())
                        .isEqualTo(site.only(gateway).traits());
            }
        }
    }

    private String request() {
        return harness().request(WEB, bench().gatewayPort());
    }
}
