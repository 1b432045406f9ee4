package dev.nanokit.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nanokit.engine.planning.Draft;
import dev.nanokit.engine.planning.Fingerprints;
import dev.nanokit.engine.planning.Planner;
import dev.nanokit.engine.planning.PlatformRules;
import dev.nanokit.engine.planning.UpRequest;
import dev.nanokit.model.Name;
import dev.nanokit.provider.Blueprint;
import dev.nanokit.provider.Inventory;
import dev.nanokit.provider.Labelled;
import dev.nanokit.provider.Lifecycle;
import dev.nanokit.provider.PlatformId;
import dev.nanokit.provider.Resource;
import dev.nanokit.provider.ResourceBuilder;
import dev.nanokit.provider.ResourceSpec;
import dev.nanokit.provider.Scope;
import dev.nanokit.provider.Slot;
import dev.nanokit.provider.Value;
import dev.nanokit.run.RunOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What an up does about what leads to services, from one file to the next. */
final class BalancerPlanTest {

    private static final Scope SCOPE = new Scope(Name.of("shop"), Optional.empty(), Name.of("local"));
    private static final Set<String> KINDS =
            Set.of("balancer", "route", "port", "certificate", "dns-record", "service");
    private static final String PLAIN = "  web: { image: i, expose: 80, host: shop.com }\n";
    private static final String PORTS =
            "  one: { image: i, expose: 80, port: 7001 }\n  two: { image: i, expose: 81, port: 7002 }\n";

    private final Fingerprints fingerprints = new Fingerprints(SCOPE);
    private final Planner planner = new Planner(SCOPE, PlatformRules.of(new AwsProvider()), fingerprints);

    private static Blueprint blueprint(String infra, String services) {
        return new Designed(
                        "name: shop\ninfra: { provider: aws, region: eu-west-1" + infra + " }\nservices:\n" + services)
                .blueprint();
    }

    /** {@return all of it as it stands after an up} */
    private Inventory standing(Blueprint blueprint) {
        Map<Slot, Set<String>> facts = new TreeMap<>();
        blueprint.resources().forEach(spec -> references(spec)
                .forEach(reference -> facts.computeIfAbsent(reference.slot(), any -> new TreeSet<>())
                        .add(reference.fact())));
        List<Resource> resources = new ArrayList<>();
        for (ResourceSpec spec : blueprint.resources()) {
            resources.add(standing(spec, facts.getOrDefault(spec.slot(), Set.of())));
        }
        return new Inventory(resources, Map.of());
    }

    private Resource standing(ResourceSpec spec, Set<String> facts) {
        Draft draft = planner.draft(spec);
        Map<String, String> bound = new TreeMap<>();
        spec.fields().forEach((field, value) -> {
            List<String> resolved = value.parts().stream()
                    .filter(Value.Reference.class::isInstance)
                    .map(part -> text((Value.Reference) part))
                    .toList();
            if (!resolved.isEmpty()) {
                bound.put(field, fingerprints.bound(resolved));
            }
        });
        Labelled labels = new Labelled(
                SCOPE,
                spec.slot(),
                draft.edition(),
                Optional.of(draft.fingerprint()),
                bound,
                spec.claims(),
                1,
                spec.traits(),
                List.of());
        ResourceBuilder resource = Resource.builder(new PlatformId(spec.slot().toString()), labels)
                .name(draft.name())
                .state(spec.slot().kind().runs() ? Lifecycle.RUNNING : Lifecycle.PRESENT);
        facts.forEach(fact -> resource.fact(fact, text(new Value.Reference(spec.slot(), fact))));
        return resource.build();
    }

    private static List<Value.Reference> references(ResourceSpec spec) {
        return spec.fields().values().stream()
                .flatMap(value -> value.parts().stream())
                .filter(Value.Reference.class::isInstance)
                .map(Value.Reference.class::cast)
                .toList();
    }

    private static String text(Value.Reference reference) {
        return reference.slot() + " " + reference.fact();
    }

    private List<String> steps(Inventory there, Blueprint wanted) {
        return planner.up(wanted, there, UpRequest.of(RunOptions.standard(), Set.of())).steps().stream()
                .filter(step -> step.action().isChange())
                .filter(step -> KINDS.contains(step.slot().kind().id()))
                .map(step -> step.action().name().toLowerCase(java.util.Locale.ROOT) + " " + step.slot())
                .toList();
    }

    private List<String> steps(Blueprint before, Blueprint after) {
        return steps(standing(before), after);
    }

    @Test
    void everything_is_made_before_what_builds_on_it() {
        assertThat(steps(new Inventory(List.of(), Map.of()), blueprint(", dns: aws", PLAIN + PORTS)))
                .containsSubsequence(
                        "create certificate/main", "create balancer/main", "create route/web", "create service/web")
                .containsSubsequence("create balancer/main", "create dns-record/shop.com", "create service/web")
                .containsSubsequence("create route/one", "create port/7001", "create service/one");
    }

    @Test
    void nothing_is_done_where_nothing_has_changed() {
        Blueprint blueprint = blueprint(", dns: aws", PLAIN + PORTS);
        assertThat(steps(blueprint, blueprint)).isEmpty();
    }

    @Test
    void hosts_go_over_to_https_without_a_change_of_the_service() {
        assertThat(steps(blueprint("", PLAIN), blueprint(", dns: aws", PLAIN)))
                .containsExactly(
                        "create certificate/main",
                        "update balancer/main",
                        "create dns-record/shop.com",
                        "update route/web");
    }

    @Test
    void another_port_of_the_program_is_a_change_of_the_route_and_then_of_the_service() {
        assertThat(steps(blueprint("", PLAIN), blueprint("", PLAIN.replace("80", "8080"))))
                .contains("update route/web", "update service/web")
                .containsSubsequence("update route/web", "update service/web");
    }

    @Test
    void another_host_replaces_the_certificate_before_the_old_one_goes() {
        assertThat(steps(
                        blueprint(", dns: aws", PLAIN),
                        blueprint(", dns: aws", PLAIN.replace("shop.com", "'shop.com, www.shop.com'"))))
                .containsExactlyInAnyOrder(
                        "create certificate/main",
                        "update balancer/main",
                        "update route/web",
                        "create dns-record/www.shop.com",
                        "delete certificate/main")
                .containsSubsequence("create certificate/main", "update balancer/main", "delete certificate/main");
    }

    @Test
    void a_port_that_another_service_takes_over_is_a_change_of_its_listener() {
        assertThat(steps(blueprint("", PORTS), blueprint("", "  one: { image: i, expose: 80, port: 7002 }\n")))
                .contains("update port/7002", "delete port/7001", "delete route/two", "delete service/two")
                .containsSubsequence("update port/7002", "delete route/two")
                .doesNotContain("update route/one");
    }

    @Test
    void another_network_replaces_all_that_stands_in_it() {
        assertThat(steps(blueprint("", PLAIN), blueprint(", cidr: 10.9.0.0/16", PLAIN)))
                .containsSubsequence(
                        "create balancer/main", "create route/web", "update service/web", "delete route/web")
                .containsSubsequence("update service/web", "delete balancer/main");
    }

    @Test
    void a_service_by_itself_is_made_with_all_that_leads_to_it() {
        Blueprint wanted = blueprint(", dns: aws", PLAIN + PORTS);
        assertThat(planner.up(
                                wanted,
                                new Inventory(List.of(), Map.of()),
                                UpRequest.of(RunOptions.standard(), Set.of("web")))
                        .steps())
                .extracting(step -> step.slot().toString())
                .contains("dns-record/shop.com", "route/web", "balancer/main", "certificate/main")
                .doesNotContain("port/7001");
        assertThat(planner.up(
                                wanted,
                                new Inventory(List.of(), Map.of()),
                                UpRequest.of(RunOptions.standard(), Set.of("one")))
                        .steps())
                .extracting(step -> step.slot().toString())
                .contains("port/7001", "route/one");
    }
}
