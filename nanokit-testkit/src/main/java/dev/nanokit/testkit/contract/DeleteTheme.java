package dev.nanokit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nanokit.failure.ProviderException;
import dev.nanokit.provider.Health;
import dev.nanokit.provider.Lifecycle;
import dev.nanokit.provider.Resource;
import dev.nanokit.provider.ResourceKind;
import dev.nanokit.provider.Slot;
import dev.nanokit.provider.Trait;
import dev.nanokit.provider.Wanted;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Ends. */
abstract class DeleteTheme extends Theme {

    DeleteTheme(Supplier<Bench> bench) {
        super(bench);
    }

    @Test
    void what_is_deleted_is_dead_for_a_look() {
        Site site = bench().site(app());
        Resource made = site.create(site.of(APP));
        site.end(made);
        assertThat(site.look(made)).isInstanceOf(Health.Dead.class);
    }

    @Test
    void a_deletion_frees_the_name() {
        Site site = bench().site(rich());
        for (Slot slot : site.slots()) {
            if (!site.spec(slot).traits().contains(Trait.SHARED) && !slot.kind().equals(ResourceKind.NETWORK)) {
                Wanted wanted = site.wanted(slot);
                site.create(wanted);
                site.end(site.only(slot));
                site.create(wanted);
                assertThat(site.only(slot).recorded()).as("%s", slot).isPresent();
                site.end(site.only(slot));
            }
        }
    }

    @Test
    void a_deletion_frees_what_was_claimed() {
        String port = Integer.toString(harness().freePort());
        Site one = bench().site(web("one", "port: " + port));
        Resource first = one.create(one.of(WEB));
        one.end(first);
        Site two = bench().site(web("two", "port: " + port));
        assertThat(two.create(two.of(WEB)).state()).isEqualTo(Lifecycle.RUNNING);
    }

    @Test
    void a_stop_frees_what_was_claimed() {
        String port = Integer.toString(harness().freePort());
        Site one = bench().site(web("one", "port: " + port));
        Resource first = one.create(one.of(WEB));
        one.stop(first);
        Site two = bench().site(web("two", "port: " + port));
        assertThat(two.create(two.of(WEB)).state()).isEqualTo(Lifecycle.RUNNING);
        assertThat(one.at(one.of(WEB))).hasSize(2);
    }

    @Test
    void what_is_in_use_is_not_deleted_and_may_be_tried_again() {
        Site site = bench().site(rich());
        site.createAll();
        for (Slot slot : still(site)) {
            boolean used =
                    slot.kind().equals(ResourceKind.NETWORK) || slot.kind().equals(ResourceKind.VOLUME);
            if (used) {
                ProviderException.Kind kind = Failures.kind(slot, () -> site.delete(site.only(slot)));
                assertThat(kind).as("%s", slot).isEqualTo(ProviderException.Kind.IN_USE);
                assertThat(site.at(slot)).as("%s", slot).hasSize(1);
            }
        }
    }

    @Test
    void what_ended_by_itself_is_deleted_like_all_else() {
        Site site = bench().site(Yaml.services(Yaml.service(APP, harness().exits(3, "bye"))));
        Resource made = site.create(site.of(APP));
        bench().await("it ends", () -> site.look(made) instanceof Health.Dead);
        site.end(made);
        assertThat(site.at(made.slot())).isEmpty();
    }

    @Test
    void down_leaves_nothing() {
        bench().kit(rich()).up();
        bench().kit("").deleteAllData().down();
        assertThat(bench().site("").discover().resources()).isEmpty();
        assertThat(bench().site("").discover().members().values()).allMatch(Set::isEmpty);
    }

    @Test
    void down_said_twice_is_done_once() {
        bench().kit(rich()).up();
        bench().kit("").deleteAllData().down();
        assertThat(bench().kit("").deleteAllData().down().plan().isEmpty()).isTrue();
    }

    @Test
    void down_keeps_data_and_deletes_it_when_it_is_told_so() {
        if (has(Ability.VOLUMES)) {
            bench().kit(rich()).up();
            bench().kit("").down();
            Site site = bench().site(rich());
            Slot volume = site.slots(ResourceKind.VOLUME).get(0);
            assertThat(site.only(volume).traits()).contains(Trait.HOLDS_DATA);
            bench().kit("").deleteAllData().down();
            assertThat(site.at(volume)).isEmpty();
        }
    }

    @Test
    void what_the_file_names_no_longer_is_deleted() {
        String other = Yaml.service("second", harness().idle("hello"));
        bench().kit(app() + other).up();
        bench().kit(app()).up();
        Site site = bench().site(app() + other);
        assertThat(site.at(site.of("second"))).isEmpty();
        assertThat(site.only(site.of(APP)).state()).isEqualTo(Lifecycle.RUNNING);
    }
}
