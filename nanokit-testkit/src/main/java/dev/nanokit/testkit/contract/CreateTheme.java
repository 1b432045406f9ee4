package dev.nanokit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nanokit.provider.Lifecycle;
import dev.nanokit.provider.Resource;
import dev.nanokit.provider.Slot;
import dev.nanokit.provider.Wanted;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What a create does. */
abstract class CreateTheme extends Theme {

    CreateTheme(Supplier<Bench> bench) {
        super(bench);
    }

    @Test
    void what_runs_is_started_by_its_creation() {
        Site site = bench().site(app());
        assertThat(site.create(site.of(APP)).state()).isEqualTo(Lifecycle.RUNNING);
        assertThat(site.only(site.of(APP)).state()).isEqualTo(Lifecycle.RUNNING);
    }

    @Test
    void what_does_not_run_is_present() {
        Site site = bench().site(rich());
        for (Slot slot : still(site)) {
            assertThat(site.create(slot).state()).as("%s", slot).isEqualTo(Lifecycle.PRESENT);
            assertThat(site.only(slot).state()).as("%s", slot).isEqualTo(Lifecycle.PRESENT);
        }
    }

    @Test
    void a_job_is_not_started_by_its_creation() {
        if (has(Ability.JOBS)) {
            Site site = bench().site(app());
            Slot slot = job(site, "once-1", Duration.ofSeconds(1), 0, "done");
            assertThat(site.create(slot).state()).isEqualTo(Lifecycle.CREATED);
            bench().elapse(Duration.ofSeconds(2));
            assertThat(site.only(slot).state()).isEqualTo(Lifecycle.CREATED);
            assertThat(site.only(slot).recorded()).as("it has not failed").isPresent();
        }
    }

    @Test
    void create_returns_what_was_wanted() {
        Site site = bench().site(rich());
        for (Slot slot : site.slots()) {
            Wanted wanted = site.wanted(slot);
            Resource made = site.create(wanted);
            assertThat(made.slot()).isEqualTo(slot);
            assertThat(made.edition()).as("%s", slot).isEqualTo(wanted.edition());
            assertThat(made.name()).as("%s", slot).startsWith(wanted.name());
            assertThat(made.recorded())
                    .as("%s", slot)
                    .isEqualTo(wanted.labelled().fingerprint());
        }
    }

    @Test
    void two_editions_stand_side_by_side_in_one_slot() {
        Site site = bench().site(app());
        Wanted first = site.wanted(site.of(APP));
        Resource one = site.create(first);
        Resource two = site.create(Draft.ofEdition(first, "0a1b2c3d"));
        assertThat(two.id()).isNotEqualTo(one.id());
        assertThat(site.at(site.of(APP)))
                .extracting(Resource::edition)
                .containsExactlyInAnyOrder(first.edition(), "0a1b2c3d");
        assertThat(site.at(site.of(APP))).extracting(Resource::state).containsOnly(Lifecycle.RUNNING);
    }

    @Test
    void two_editions_of_what_does_not_run_stand_side_by_side() {
        Site site = bench().site(rich());
        for (Slot slot : still(site)) {
            Wanted first = site.wanted(slot);
            site.create(first);
            boolean replaced = first.spec().claims().isEmpty()
                    && bench().provider().assess(first.spec(), site.only(slot), java.util.Set.of())
                            instanceof dev.nanokit.provider.Verdict.Replace;
            if (replaced) {
                site.create(Draft.ofEdition(first, "0a1b2c3d"));
                assertThat(site.at(slot)).as("%s", slot).hasSize(2);
            }
        }
    }

    @Test
    void the_instances_of_a_service_are_told_apart() {
        Site site = bench().site(app("instances: 3"));
        List<Slot> slots = site.unit(APP).slots();
        slots.forEach(site::create);
        slots.forEach(slot -> assertThat(site.only(slot).state()).isEqualTo(Lifecycle.RUNNING));
    }

    @Test
    void a_service_and_one_whose_name_begins_alike_are_told_apart() {
        Site site = bench().site(Yaml.services(
                Yaml.service(APP, harness().idle("a")),
                Yaml.service(APP + "-1", harness().idle("b"))));
        Resource one = site.create(site.of(APP));
        Resource two = site.create(site.of(APP + "-1"));
        site.end(one);
        assertThat(site.only(two.slot()).id()).isEqualTo(two.id());
        assertThat(site.at(one.slot())).isEmpty();
    }
}
