package dev.nanokit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nanokit.failure.NanokitException;
import dev.nanokit.failure.ProviderException;
import dev.nanokit.provider.LabelCodec;
import dev.nanokit.provider.Lifecycle;
import dev.nanokit.provider.PlatformId;
import dev.nanokit.provider.Resource;
import dev.nanokit.provider.ResourceKind;
import dev.nanokit.provider.Scope;
import dev.nanokit.provider.Slot;
import dev.nanokit.provider.Wanted;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Only what is ours is touched. */
abstract class OwnershipTheme extends Theme {

    OwnershipTheme(Supplier<Bench> bench) {
        super(bench);
    }

    @Test
    void a_name_that_another_environment_has_is_an_ownership_error() {
        taken_by(bench().scope(Bench.OTHER));
    }

    @Test
    void a_name_that_another_component_has_is_an_ownership_error() {
        taken_by(bench().component("front"));
    }

    private void taken_by(Scope stranger) {
        Site site = bench().site(app());
        Wanted wanted = site.wanted(site.of(APP));
        Site theirs = bench().site(app(), stranger);
        Resource foreign = theirs.create(Draft.named(theirs.wanted(theirs.of(APP)), wanted.name()));
        boolean meet = harness().isNameSharedByScopes(wanted.slot().kind());
        if (meet) {
            assertThat(Failures.kind(() -> site.create(wanted))).isEqualTo(ProviderException.Kind.OWNERSHIP);
        } else {
            site.end(site.create(wanted));
        }
        assertThat(theirs.only(foreign.slot()).id()).isEqualTo(foreign.id());
        assertThat(theirs.only(foreign.slot()).state()).isEqualTo(Lifecycle.RUNNING);
        assertThat(site.at(wanted.slot())).isEmpty();
    }

    @Test
    void a_name_of_what_does_not_run_that_another_environment_has_is_an_ownership_error() {
        Site site = bench().site(rich());
        Site theirs = bench().site(rich(), bench().scope(Bench.OTHER));
        for (Slot slot : still(site)) {
            Wanted wanted = site.wanted(slot);
            Resource foreign = theirs.create(Draft.named(theirs.wanted(slot), wanted.name()));
            if (harness().isNameSharedByScopes(slot.kind())) {
                assertThat(Failures.kind(slot, () -> site.create(wanted)))
                        .as("%s", slot)
                        .isEqualTo(ProviderException.Kind.OWNERSHIP);
            } else {
                site.create(wanted);
            }
            assertThat(theirs.only(slot).id()).as("%s", slot).isEqualTo(foreign.id());
            theirs.delete(foreign);
            site.create(wanted);
        }
    }

    @Test
    void a_name_that_something_foreign_has_is_an_ownership_error() {
        Site site = bench().site(rich());
        for (Slot slot : site.slots()) {
            Wanted wanted = site.wanted(slot);
            boolean isShared = slot.kind().equals(ResourceKind.GATEWAY);
            Optional<Runnable> foreign = isShared ? Optional.empty() : harness().foreign(slot.kind(), wanted.name());
            foreign.ifPresent(remove -> {
                try {
                    assertThat(Failures.kind(slot, () -> site.create(wanted)))
                            .as("%s", slot)
                            .isEqualTo(ProviderException.Kind.OWNERSHIP);
                    assertThat(site.at(slot)).as("what is foreign is not shown").isEmpty();
                } finally {
                    remove.run();
                }
            });
            site.create(wanted);
        }
    }

    @Test
    void what_is_foreign_is_left_where_it_stands_by_down() {
        Site site = bench().site(app());
        Wanted wanted = site.wanted(site.of(APP));
        harness().foreign(wanted.slot().kind(), wanted.name()).ifPresent(remove -> {
            try {
                bench().kit("").down();
                Site again = bench().site(app());
                Wanted same = again.wanted(again.of(APP));
                assertThat(Failures.kind(() -> again.create(Draft.named(same, wanted.name()))))
                        .as("it still has the name")
                        .isEqualTo(ProviderException.Kind.OWNERSHIP);
            } finally {
                remove.run();
            }
        });
    }

    @Test
    void what_carries_other_labels_by_now_is_not_deleted() {
        Site site = bench().site(app());
        Resource made = site.create(site.of(APP));
        site.stop(made);
        assertThat(Failures.kind(() -> site.delete(withAnotherEdition(site, made))))
                .isEqualTo(ProviderException.Kind.OWNERSHIP);
        assertThat(site.only(made.slot()).id()).isEqualTo(made.id());
    }

    @Test
    void what_carries_other_labels_by_now_and_does_not_run_is_not_deleted() {
        Site site = bench().site(rich());
        for (Slot slot : still(site)) {
            Resource made = site.create(slot);
            assertThat(Failures.kind(
                            () -> site.writes(slot).delete(withAnotherEdition(site, made), bench().operation())))
                    .as("%s", slot)
                    .isEqualTo(ProviderException.Kind.OWNERSHIP);
            assertThat(site.only(slot).id()).as("%s", slot).isEqualTo(made.id());
        }
    }

    @Test
    void what_carries_other_labels_by_now_is_not_stopped() {
        Site site = bench().site(app());
        Resource made = site.create(site.of(APP));
        assertThat(Failures.kind(() -> site.stop(withAnotherEdition(site, made))))
                .isEqualTo(ProviderException.Kind.OWNERSHIP);
        assertThat(site.only(made.slot()).state()).isEqualTo(Lifecycle.RUNNING);
    }

    /** An old view of a thing, from when something else had its id. */
    private static Resource withAnotherEdition(Site site, Resource made) {
        Wanted other = Draft.ofEdition(site.wanted(made.slot()), "0a1b2c3d");
        return Resource.builder(made.id(), other.labelled())
                .name(made.name())
                .state(made.state())
                .build();
    }

    @Test
    void what_took_the_name_of_something_gone_is_left_alone() {
        Site site = bench().site(app());
        Wanted wanted = site.wanted(site.of(APP));
        Resource old = site.create(wanted);
        site.end(old);
        Site theirs = bench().site(app(), bench().scope(Bench.OTHER));
        theirs.wanted(theirs.of(APP));
        Wanted newcomer = Draft.named(Draft.ofEdition(theirs.wanted(theirs.of(APP)), "0a1b2c3d"), wanted.name());
        Resource other = theirs.create(newcomer);
        try {
            site.end(old);
        } catch (NanokitException e) {
            assertThat(((ProviderException) e).kind()).isEqualTo(ProviderException.Kind.OWNERSHIP);
        }
        assertThat(theirs.only(other.slot()).id()).isEqualTo(other.id());
        assertThat(theirs.only(other.slot()).state()).isEqualTo(Lifecycle.RUNNING);
    }

    @Test
    void down_leaves_other_environments_and_components_alone() {
        bench().kit(app()).up();
        bench().kit(app()).environment(Bench.OTHER).up();
        bench().kitOf("front", app()).up();
        bench().kit("").down();
        assertThat(bench().site("").discover().resources()).isEmpty();
        Site other = bench().site(app(), bench().scope(Bench.OTHER));
        Site front = bench().site(app(), bench().component("front"));
        assertThat(other.only(other.of(APP)).state()).isEqualTo(Lifecycle.RUNNING);
        assertThat(front.only(front.of(APP)).state()).isEqualTo(Lifecycle.RUNNING);
    }

    @Test
    void labels_of_another_format_make_nothing_ours() {
        LabelCodec codec = new LabelCodec();
        Site site = bench().site(app());
        Map<String, String> labels = new TreeMap<>(site.wanted(site.of(APP)).labels());
        labels.remove(LabelCodec.FORMAT);
        assertThat(codec.decode(labels)).isEqualTo(Optional.empty());
        assertThat(site.discover().resources())
                .extracting(Resource::id)
                .doesNotContain(new PlatformId(site.wanted(site.of(APP)).name()));
    }
}
