package dev.nanokit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nanokit.failure.ProviderException;
import dev.nanokit.provider.Fingerprint;
import dev.nanokit.provider.Lifecycle;
import dev.nanokit.provider.Resource;
import dev.nanokit.provider.Slot;
import dev.nanokit.provider.Wanted;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Said twice is done once. */
abstract class RepeatTheme extends Theme {

    private static final Optional<Fingerprint> ANOTHER = Optional.of(Fingerprint.parse("1;image=0123456789"));

    RepeatTheme(Supplier<Bench> bench) {
        super(bench);
    }

    @Test
    void creating_what_is_there_and_equal_returns_it() {
        Site site = bench().site(app());
        Wanted wanted = site.wanted(site.of(APP));
        Resource first = site.create(wanted);
        assertThat(site.create(wanted).id()).isEqualTo(first.id());
        assertThat(site.only(wanted.slot()).id()).isEqualTo(first.id());
    }

    @Test
    void creating_what_is_there_and_does_not_run_returns_it() {
        Site site = bench().site(rich());
        for (Slot slot : still(site)) {
            Wanted wanted = site.wanted(slot);
            Resource first = site.create(wanted);
            assertThat(site.create(wanted).id()).as("%s", slot).isEqualTo(first.id());
            assertThat(site.only(slot).id()).as("%s", slot).isEqualTo(first.id());
        }
    }

    @Test
    void creating_in_another_session_what_is_there_returns_it() {
        Site site = bench().site(app());
        Wanted wanted = site.wanted(site.of(APP));
        Resource first = site.create(wanted);
        assertThat(site.by(bench().connect()).create(wanted).id()).isEqualTo(first.id());
        site.only(wanted.slot());
    }

    @Test
    void creating_what_is_there_and_was_stopped_starts_it() {
        Site site = bench().site(app());
        Wanted wanted = site.wanted(site.of(APP));
        Resource first = site.create(wanted);
        site.stop(first);
        assertThat(site.create(wanted).id()).isEqualTo(first.id());
        assertThat(site.only(wanted.slot()).state()).isEqualTo(Lifecycle.RUNNING);
    }

    @Test
    void creating_what_is_there_and_different_is_a_conflict() {
        Site site = bench().site(app());
        Wanted wanted = site.wanted(site.of(APP));
        Resource first = site.create(wanted);
        assertThat(Failures.kind(() -> site.create(Draft.ofFingerprint(wanted, ANOTHER))))
                .isEqualTo(ProviderException.Kind.CONFLICT);
        assertThat(site.only(wanted.slot()).recorded()).isEqualTo(first.recorded());
    }

    @Test
    void creating_what_is_there_and_does_not_run_and_is_different_is_a_conflict() {
        Site site = bench().site(rich());
        for (Slot slot : still(site)) {
            Wanted wanted = site.wanted(slot);
            Resource first = site.create(wanted);
            assertThat(Failures.kind(slot, () -> site.create(Draft.ofFingerprint(wanted, ANOTHER))))
                    .as("%s", slot)
                    .isEqualTo(ProviderException.Kind.CONFLICT);
            assertThat(site.only(slot).recorded()).as("%s", slot).isEqualTo(first.recorded());
        }
    }

    @Test
    void what_was_bound_to_something_else_is_different() {
        Site site = bench().site(app());
        Wanted wanted = site.wanted(site.of(APP));
        site.create(wanted);
        assertThat(Failures.kind(() -> site.create(Draft.ofBound(wanted, Map.of("env.A", "0123456789")))))
                .isEqualTo(ProviderException.Kind.CONFLICT);
    }

    @Test
    void starting_what_runs_leaves_it_as_it_is() {
        Site site = bench().site(app());
        Resource made = site.create(site.of(APP));
        Resource started = site.start(made);
        assertThat(started.id()).isEqualTo(made.id());
        assertThat(started.state()).isEqualTo(Lifecycle.RUNNING);
        assertThat(started.recorded()).isEqualTo(made.recorded());
    }

    @Test
    void stopping_what_does_not_run_is_done() {
        Site site = bench().site(app());
        Resource made = site.create(site.of(APP));
        site.stop(made);
        site.stop(made);
        site.stop(site.only(made.slot()));
        assertThat(site.only(made.slot()).state()).isEqualTo(Lifecycle.STOPPED);
    }

    @Test
    void stopping_what_is_gone_is_done() {
        Site site = bench().site(app());
        Resource made = site.create(site.of(APP));
        site.end(made);
        site.stop(made);
        assertThat(site.at(made.slot())).isEmpty();
    }

    @Test
    void deleting_what_is_gone_is_done() {
        Site site = bench().site(app());
        Resource made = site.create(site.of(APP));
        site.end(made);
        site.delete(made);
        assertThat(site.at(made.slot())).isEmpty();
    }

    @Test
    void deleting_what_is_gone_and_did_not_run_is_done() {
        Site site = bench().site(rich());
        for (Slot slot : still(site)) {
            Resource made = site.create(slot);
            site.delete(made);
            site.delete(made);
            assertThat(site.at(slot)).as("%s", slot).isEmpty();
        }
    }
}
