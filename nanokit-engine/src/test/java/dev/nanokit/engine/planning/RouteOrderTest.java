package dev.nanokit.engine.planning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nanokit.model.Name;
import dev.nanokit.plan.Action;
import dev.nanokit.provider.Blueprint;
import dev.nanokit.provider.Fingerprint;
import dev.nanokit.provider.Inventory;
import dev.nanokit.provider.Labelled;
import dev.nanokit.provider.Lifecycle;
import dev.nanokit.provider.PlatformId;
import dev.nanokit.provider.ProviderProfile;
import dev.nanokit.provider.Resource;
import dev.nanokit.provider.ResourceKind;
import dev.nanokit.provider.ResourceSpec;
import dev.nanokit.provider.RunKind;
import dev.nanokit.provider.Scope;
import dev.nanokit.provider.Slot;
import dev.nanokit.provider.Strategy;
import dev.nanokit.provider.Unit;
import dev.nanokit.provider.Value;
import dev.nanokit.provider.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Which of the two changes first, a service or the route that leads to it. */
final class RouteOrderTest {

    private static final Scope SCOPE = new Scope(Name.of("shop"), Optional.empty(), Name.of("stage"));
    private static final Slot ROUTE = new Slot(ResourceKind.ROUTE, "web");
    private static final Slot SERVICE = new Slot(ResourceKind.SERVICE, "web");

    private final Planner planner = new Planner(
            SCOPE,
            new PlatformRules(
                    "cloud",
                    new ProviderProfile(RunKind.SERVICES, 4, 63),
                    (wanted, found, changes) -> new Verdict.InPlace(Set.of())),
            new Fingerprints(SCOPE));

    private static Resource found(Slot slot, Lifecycle state) {
        Fingerprint old = new Fingerprint(1, new TreeMap<>(Map.of("port", "of-before")));
        Labelled labels =
                new Labelled(SCOPE, slot, "0a1b2c3d", Optional.of(old), Map.of(), Set.of(), 1, Set.of(), List.of());
        return Resource.builder(new PlatformId(slot.toString()), labels)
                .name(slot.name())
                .state(state)
                .fact("target-group", "arn")
                .build();
    }

    private List<Slot> updated(ResourceSpec service) {
        Blueprint blueprint = new Blueprint(
                List.of(ResourceSpec.builder(ROUTE).field("port", "81").build(), service),
                List.of(new Unit(Name.of("web"), new Strategy.Platform(true), List.of(SERVICE), Optional.empty())),
                List.of());
        Inventory inventory =
                new Inventory(List.of(found(ROUTE, Lifecycle.PRESENT), found(SERVICE, Lifecycle.RUNNING)), Map.of());
        return planner.up(blueprint, inventory, UpRequest.nothing()).steps().stream()
                .filter(step -> step.action() == Action.UPDATE)
                .map(step -> step.slot())
                .toList();
    }

    @Test
    void a_route_waits_for_those_who_are_to_answer() {
        assertThat(updated(ResourceSpec.builder(SERVICE).field("port", "81").build()))
                .containsExactly(SERVICE, ROUTE);
    }

    @Test
    void a_route_that_its_service_is_built_on_comes_first() {
        assertThat(updated(ResourceSpec.builder(SERVICE)
                        .field("port", "81")
                        .field("target-group", new Value.Reference(ROUTE, "target-group"))
                        .build()))
                .containsExactly(ROUTE, SERVICE);
    }
}
