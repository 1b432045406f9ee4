package dev.nanokit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nanokit.failure.ProviderException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** A platform that says later slows a run, and does not fail it. */
abstract class ThrottleTheme extends Theme {

    private static final Duration LATER = Duration.ofMillis(200);

    ThrottleTheme(Supplier<Bench> bench) {
        super(bench);
    }

    private void throttled(Throttle throttle) {
        Instant begun = bench().time().now();
        bench().kit(new InterceptedProvider(harness().provider(), throttle), app())
                .up();
        assertThat(throttle.refused()).isPositive();
        assertThat(Duration.between(begun, bench().time().now())).isGreaterThanOrEqualTo(LATER);
        Site site = bench().site(app());
        site.only(site.of(APP));
        assertThat(bench().kit(app()).plan().isEmpty()).isTrue();
    }

    @Test
    void writes_that_are_throttled_are_made_later() {
        throttled(new Throttle(ProviderException.Kind.THROTTLED, LATER, Interceptor.Call::writes));
    }

    @Test
    void reads_that_are_throttled_are_made_later() {
        throttled(new Throttle(
                ProviderException.Kind.THROTTLED, LATER, call -> call.what().equals("discover")));
    }

    @Test
    void looks_that_are_throttled_are_made_later() {
        throttled(new Throttle(
                ProviderException.Kind.THROTTLED, LATER, call -> call.what().equals("look")));
    }

    @Test
    void a_platform_that_is_away_for_a_moment_is_asked_again() {
        throttled(new Throttle(ProviderException.Kind.UNAVAILABLE, LATER, Interceptor.Call::writes));
    }

    @Test
    void what_is_still_in_use_is_deleted_later() {
        bench().kit(rich()).up();
        Throttle throttle = new Throttle(
                ProviderException.Kind.IN_USE, LATER, call -> call.what().startsWith("delete"));
        bench().kit(new InterceptedProvider(harness().provider(), throttle), "")
                .deleteAllData()
                .down();
        assertThat(throttle.refused()).isPositive();
        assertThat(bench().site("").discover().resources()).isEmpty();
    }
}
