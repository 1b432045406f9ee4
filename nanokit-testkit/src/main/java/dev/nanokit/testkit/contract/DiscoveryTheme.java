package dev.nanokit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nanokit.model.Name;
import dev.nanokit.provider.Inventory;
import dev.nanokit.provider.ProviderSession;
import dev.nanokit.provider.Resource;
import dev.nanokit.provider.Scope;
import dev.nanokit.provider.Slot;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What is found. */
abstract class DiscoveryTheme extends Theme {

    DiscoveryTheme(Supplier<Bench> bench) {
        super(bench);
    }

    @Test
    void an_empty_scope_has_an_empty_inventory() {
        Inventory inventory = bench().site("").discover();
        assertThat(inventory.members()).isEmpty();
        assertThat(inventory.resources().stream().filter(one -> !one.usedByOthers()))
                .isEmpty();
    }

    @Test
    void what_was_created_is_found_as_create_returned_it() {
        Site site = bench().site(app());
        Resource made = site.create(site.of(APP));
        Resource found = site.only(site.of(APP));
        assertThat(found.id()).isEqualTo(made.id());
        assertThat(found.name()).isEqualTo(made.name());
        assertThat(found.edition()).isEqualTo(made.edition());
        assertThat(found.recorded()).isEqualTo(made.recorded()).isPresent();
        assertThat(found.bound()).isEqualTo(made.bound());
        assertThat(found.state()).isEqualTo(made.state());
    }

    @Test
    void one_discovery_finds_every_kind() {
        Site site = bench().site(rich());
        site.createAll();
        assertThat(site.discover().resources())
                .extracting(Resource::slot)
                .containsExactlyInAnyOrderElementsOf(site.slots());
    }

    @Test
    void discovery_shows_the_fingerprint_of_each() {
        Site site = bench().site(rich());
        List<Resource> made = site.createAll();
        for (Resource one : made) {
            assertThat(site.only(one.slot()).recorded())
                    .as("fingerprint of %s", one.slot())
                    .isPresent()
                    .isEqualTo(one.recorded());
        }
    }

    @Test
    void every_fact_that_the_design_refers_to_is_found_again() {
        Site site = bench().site(rich());
        Map<Slot, Resource> made = new TreeMap<>();
        site.createAll().forEach(one -> made.put(one.slot(), one));
        for (Slot slot : site.slots()) {
            Site.references(site.spec(slot)).forEach(reference -> {
                Resource target = Objects.requireNonNull(made.get(reference.slot()));
                assertThat(site.only(reference.slot()).facts().get(reference.fact()))
                        .as("the fact '%s' of %s", reference.fact(), reference.slot())
                        .isNotNull()
                        .isEqualTo(target.facts().get(reference.fact()));
            });
        }
    }

    @Test
    void a_new_session_finds_what_an_old_one_made() {
        Site site = bench().site(app());
        Resource made;
        try (ProviderSession old = bench().connectAlone()) {
            made = site.by(old).create(site.of(APP));
        }
        assertThat(site.only(site.of(APP)).id()).isEqualTo(made.id());
    }

    @Test
    void looking_changes_nothing() {
        Site site = bench().site(rich());
        site.createAll();
        bench().await("what was begun is settled", () -> site.discover().equals(site.discover()));
        assertThat(site.discover()).isEqualTo(site.discover());
    }

    @Test
    void what_was_deleted_is_not_found() {
        Site site = bench().site(app());
        Slot slot = site.of(APP);
        site.end(site.create(slot));
        assertThat(site.at(slot)).isEmpty();
    }

    @Test
    void another_environment_is_not_shown() {
        shown_to_nobody_but(bench().scope(Bench.LOCAL), bench().scope(Bench.OTHER));
    }

    @Test
    void another_component_is_not_shown() {
        shown_to_nobody_but(bench().component("front"), bench().component("back"));
    }

    @Test
    void a_component_is_not_shown_to_those_without_one() {
        shown_to_nobody_but(bench().component("front"), bench().scope(Bench.LOCAL));
    }

    @Test
    void what_has_no_component_is_not_shown_to_those_with_one() {
        shown_to_nobody_but(bench().scope(Bench.LOCAL), bench().component("front"));
    }

    @Test
    void another_project_is_not_shown_even_if_its_name_begins_alike() {
        Scope own = bench().scope(Bench.LOCAL);
        Scope longer = new Scope(Name.of(own.project() + "-two"), Optional.empty(), own.environment());
        Scope shorter = new Scope(
                Name.of(own.project().value().substring(0, own.project().value().length() - 1) + "x"),
                Optional.empty(),
                own.environment());
        shown_to_nobody_but(own, longer);
        assertThat(bench().site("", shorter).discover().resources().stream().filter(one -> !one.usedByOthers()))
                .isEmpty();
    }

    private void shown_to_nobody_but(Scope owner, Scope stranger) {
        Site site = bench().site(app(), owner);
        Resource made = site.create(site.of(APP));
        assertThat(bench().site("", stranger).discover().resources())
                .as("what %s is shown of %s", stranger, owner)
                .extracting(Resource::slot)
                .doesNotContain(made.slot());
        assertThat(site.only(made.slot()).id()).isEqualTo(made.id());
    }
}
