package dev.nanokit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nanokit.failure.ProviderException;
import dev.nanokit.provider.FieldChange;
import dev.nanokit.provider.Lifecycle;
import dev.nanokit.provider.Resource;
import dev.nanokit.provider.ResourceSpec;
import dev.nanokit.provider.Slot;
import dev.nanokit.provider.Trait;
import dev.nanokit.provider.Verdict;
import dev.nanokit.provider.Wanted;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Changes of what stands, where the provider says that it can be changed there. */
abstract class UpdateTheme extends Theme {

    UpdateTheme(Supplier<Bench> bench) {
        super(bench);
    }

    /** {@return the slots whose change the provider makes in place, each made already} */
    private List<Slot> changeable(Site site) {
        List<Slot> changeable = new ArrayList<>();
        for (Slot slot : site.slots()) {
            Resource made = site.create(slot);
            boolean judged = bench().runsServices() || !slot.kind().runs();
            if (judged && assess(site.spec(slot), made) instanceof Verdict.InPlace) {
                changeable.add(slot);
            }
        }
        return changeable;
    }

    private Verdict assess(ResourceSpec spec, Resource found) {
        return bench().provider().assess(spec, found, Set.of(new FieldChange("contract", FieldChange.Kind.ADDED)));
    }

    /** {@return what a slot is to become: with one more field} */
    private static Wanted changed(Site site, Slot slot) {
        site.add(site.spec(slot).toBuilder().field("contract", "changed").build());
        return site.wanted(slot);
    }

    @Test
    void an_update_records_the_new_fingerprint() {
        Site site = bench().site(rich());
        for (Slot slot : changeable(site)) {
            Wanted wanted = changed(site, slot);
            Resource updated = site.update(site.only(slot), wanted);
            assertThat(updated.recorded())
                    .as("%s", slot)
                    .isEqualTo(wanted.labelled().fingerprint());
            assertThat(site.only(slot).recorded())
                    .as("%s", slot)
                    .isEqualTo(wanted.labelled().fingerprint());
        }
    }

    @Test
    void an_update_keeps_what_it_changes() {
        Site site = bench().site(rich());
        for (Slot slot : changeable(site)) {
            Resource before = site.only(slot);
            site.update(before, changed(site, slot));
            if (!site.spec(slot).traits().contains(Trait.SHARED)) {
                assertThat(site.only(slot).id()).as("%s", slot).isEqualTo(before.id());
            }
            assertThat(site.only(slot).state()).as("%s", slot).isEqualTo(before.state());
        }
    }

    @Test
    void an_update_said_twice_is_done_once() {
        Site site = bench().site(rich());
        for (Slot slot : changeable(site)) {
            Resource before = site.only(slot);
            Wanted wanted = changed(site, slot);
            site.update(before, wanted);
            site.update(before, wanted);
            assertThat(site.only(slot).recorded())
                    .as("%s", slot)
                    .isEqualTo(wanted.labelled().fingerprint());
        }
    }

    @Test
    void what_is_unfinished_is_found_so_and_finished_by_an_update() {
        Site site = bench().site(rich());
        for (Slot slot : changeable(site)) {
            Wanted wanted = site.wanted(slot);
            site.update(site.only(slot), Draft.ofFingerprint(wanted, Optional.empty()));
            assertThat(site.only(slot).recorded()).as("%s", slot).isEmpty();
            site.update(site.only(slot), wanted);
            assertThat(site.only(slot).recorded())
                    .as("%s", slot)
                    .isEqualTo(wanted.labelled().fingerprint());
        }
    }

    /** What others stand on ends last. */
    @Test
    void an_update_of_what_is_gone_is_a_typed_error_and_makes_nothing() {
        Site site = bench().site(rich());
        List<Slot> lastFirst = new ArrayList<>(changeable(site));
        Collections.reverse(lastFirst);
        for (Slot slot : lastFirst) {
            boolean isShared = site.spec(slot).traits().contains(Trait.SHARED);
            if (!isShared) {
                Resource before = site.only(slot);
                Wanted wanted = changed(site, slot);
                site.end(before);
                assertThat(Failures.kind(slot, () -> site.update(before, wanted)))
                        .as("%s", slot)
                        .isIn(ProviderException.Kind.NOT_FOUND, ProviderException.Kind.CONFLICT);
                assertThat(site.at(slot)).as("%s", slot).isEmpty();
            }
        }
    }

    @Test
    void an_assessment_is_pure() {
        Site site = bench().site(rich());
        for (Slot slot : site.slots()) {
            Resource made = site.create(slot);
            if (bench().runsServices() || !slot.kind().runs()) {
                assertThat(assess(site.spec(slot), made)).isEqualTo(assess(site.spec(slot), made));
                assertThat(site.only(slot).recorded()).isEqualTo(made.recorded());
            }
        }
    }

    @Test
    void a_changed_service_is_replaced_and_nothing_of_the_old_is_left() {
        bench().kit(app()).up();
        Site site = bench().site(app());
        Resource before = site.only(site.of(APP));
        bench().kit(app("env: { VERSION: two }")).up();
        Resource after = site.only(site.of(APP));
        assertThat(after.state()).isEqualTo(Lifecycle.RUNNING);
        assertThat(after.recorded()).isNotEqualTo(before.recorded());
        assertThat(bench().kit(app("env: { VERSION: two }")).plan().isEmpty()).isTrue();
    }

    @Test
    void a_change_touches_only_what_was_changed() {
        String other = Yaml.service("second", harness().idle("hello"));
        bench().kit(app() + other).up();
        Site site = bench().site(app() + other);
        Resource before = site.only(site.of("second"));
        bench().kit(app("env: { VERSION: two }") + other).up();
        assertThat(site.only(site.of("second"))).isEqualTo(before);
    }

    @Test
    void scaling_keeps_the_instances_that_stay() {
        bench().kit(app("instances: 2")).up();
        Site site = bench().site(app("instances: 2"));
        Resource first = site.only(site.of(APP));
        bench().kit(app("instances: 3")).up();
        assertThat(site.only(site.of(APP)).id()).isEqualTo(first.id());
        bench().kit(app()).up();
        assertThat(site.only(site.of(APP)).id()).isEqualTo(first.id());
        assertThat(site.discover().resources().stream()
                        .filter(one -> one.slot().kind().runs()))
                .hasSize(1);
    }
}
