package dev.nanokit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nanokit.failure.ProviderException;
import dev.nanokit.provider.Health;
import dev.nanokit.provider.Lifecycle;
import dev.nanokit.provider.Resource;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Stop and start: state, not identity. */
abstract class LifecycleTheme extends Theme {

    LifecycleTheme(Supplier<Bench> bench) {
        super(bench);
    }

    @Test
    void a_stop_keeps_what_it_stops() {
        Site site = bench().site(app());
        Resource made = site.create(site.of(APP));
        site.stop(made);
        Resource stopped = site.only(made.slot());
        assertThat(stopped.id()).isEqualTo(made.id());
        assertThat(stopped.recorded()).isEqualTo(made.recorded());
        assertThat(stopped.state()).isEqualTo(Lifecycle.STOPPED);
    }

    @Test
    void a_start_makes_the_same_one_run() {
        Site site = bench().site(app());
        Resource made = site.create(site.of(APP));
        site.stop(made);
        Resource started = site.start(site.only(made.slot()));
        assertThat(started.id()).isEqualTo(made.id());
        assertThat(started.state()).isEqualTo(Lifecycle.RUNNING);
        assertThat(site.only(made.slot()).state()).isEqualTo(Lifecycle.RUNNING);
        bench().await("it is ready again", () -> site.look(made) instanceof Health.Ready);
    }

    @Test
    void another_session_sees_the_stop_and_starts_it() {
        Site site = bench().site(app());
        Resource made = site.create(site.of(APP));
        site.stop(made);
        Site later = site.by(bench().connect());
        assertThat(later.only(made.slot()).state()).isEqualTo(Lifecycle.STOPPED);
        later.start(later.only(made.slot()));
        assertThat(site.only(made.slot()).state()).isEqualTo(Lifecycle.RUNNING);
    }

    @Test
    void what_ended_by_itself_can_be_started() {
        Site site = bench().site(Yaml.services(Yaml.service(APP, harness().exits(3, "bye"))));
        Resource made = site.create(site.of(APP));
        bench().await("it ends", () -> site.look(made) instanceof Health.Dead);
        assertThat(site.start(site.only(made.slot())).state()).isEqualTo(Lifecycle.RUNNING);
    }

    @Test
    void starting_what_is_gone_is_a_typed_error_and_makes_nothing() {
        Site site = bench().site(app());
        Resource made = site.create(site.of(APP));
        site.end(made);
        assertThat(Failures.kind(() -> site.start(made)))
                .isIn(ProviderException.Kind.NOT_FOUND, ProviderException.Kind.CONFLICT);
        assertThat(site.at(made.slot())).isEmpty();
    }

    @Test
    void the_verbs_stop_and_start_keep_what_is_there() {
        bench().kit(web("one")).up();
        Site site = bench().site(web("one"));
        Resource before = site.only(site.of(WEB));
        bench().kit(web("one")).stop();
        assertThat(site.only(site.of(WEB)).state()).isEqualTo(Lifecycle.STOPPED);
        assertThat(bench().kit(web("one")).status().isReady()).isFalse();
        bench().kit(web("one")).start();
        assertThat(site.only(site.of(WEB)).id()).isEqualTo(before.id());
        assertThat(bench().kit(web("one")).status().isReady()).isTrue();
    }

    @Test
    void up_starts_what_was_stopped() {
        bench().kit(web("one")).up();
        Site site = bench().site(web("one"));
        Resource before = site.only(site.of(WEB));
        bench().kit(web("one")).stop();
        bench().kit(web("one")).up();
        assertThat(site.only(site.of(WEB)).id()).isEqualTo(before.id());
        assertThat(bench().kit(web("one")).status().isReady()).isTrue();
    }

    @Test
    void a_restart_puts_an_equal_one_in_its_place() {
        bench().kit(app()).up();
        Site site = bench().site(app());
        Resource before = site.only(site.of(APP));
        bench().kit(app()).restart(APP);
        Resource after = site.only(site.of(APP));
        assertThat(after.recorded()).isEqualTo(before.recorded());
        assertThat(after.state()).isEqualTo(Lifecycle.RUNNING);
    }
}
