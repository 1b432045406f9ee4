package dev.nanokit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nanokit.failure.LeaseException;
import dev.nanokit.failure.ProviderException;
import dev.nanokit.provider.Leases;
import dev.nanokit.provider.ProviderSession;
import dev.nanokit.provider.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** One run at a time changes a scope. */
abstract class LeaseTheme extends Theme {

    private static final Duration TIME = Duration.ofSeconds(60);
    private static final Duration SHORT = Duration.ofSeconds(2);

    LeaseTheme(Supplier<Bench> bench) {
        super(bench);
    }

    private Leases leases() {
        return bench().duty(Leases.class);
    }

    /** {@return the leases as another program has them} */
    private Leases others() {
        return bench().connect().capability(Leases.class).orElseThrow();
    }

    private Scope scope() {
        return bench().scope(Bench.LOCAL);
    }

    private Leases.Grant granted(Leases leases, String holder, Duration time) {
        Leases.Answer answer = leases.acquire(scope(), holder, time);
        assertThat(answer).isInstanceOf(Leases.Granted.class);
        return ((Leases.Granted) answer).grant();
    }

    @Test
    void the_first_who_asks_is_granted_it_for_the_time_that_he_asked_for() {
        if (has(Ability.LEASES)) {
            Instant before = bench().time().now();
            Leases.Grant grant = granted(leases(), "first", TIME);
            Instant after = bench().time().now();
            assertThat(grant.scope()).isEqualTo(scope());
            assertThat(grant.holder()).isEqualTo("first");
            assertThat(grant.until()).isAfter(before.plus(TIME.dividedBy(2)));
            assertThat(grant.until()).as("counted from before the call").isBeforeOrEqualTo(after.plus(TIME));
            leases().release(grant);
        }
    }

    @Test
    void the_second_who_asks_hears_who_has_it_and_until_when() {
        if (has(Ability.LEASES)) {
            Leases.Grant grant = granted(leases(), "first", TIME);
            Leases.Answer answer = others().acquire(scope(), "second", TIME);
            assertThat(answer).isInstanceOf(Leases.Held.class);
            assertThat(((Leases.Held) answer).holder()).isEqualTo("first");
            assertThat(Duration.between(((Leases.Held) answer).until(), grant.until())
                            .abs())
                    .isLessThan(Duration.ofSeconds(2));
            leases().release(grant);
        }
    }

    @Test
    void the_same_session_is_not_granted_it_twice() {
        if (has(Ability.LEASES)) {
            Leases.Grant grant = granted(leases(), "first", TIME);
            assertThat(leases().acquire(scope(), "first", TIME)).isInstanceOf(Leases.Held.class);
            leases().release(grant);
        }
    }

    @Test
    void what_was_given_back_is_free() {
        if (has(Ability.LEASES)) {
            leases().release(granted(leases(), "first", TIME));
            Leases others = others();
            others.release(granted(others, "second", TIME));
        }
    }

    @Test
    void giving_back_twice_is_giving_back_once() {
        if (has(Ability.LEASES)) {
            Leases.Grant grant = granted(leases(), "first", TIME);
            leases().release(grant);
            leases().release(grant);
            Leases others = others();
            Leases.Grant second = granted(others, "second", TIME);
            leases().release(grant);
            assertThat(leases().acquire(scope(), "third", TIME))
                    .as("the lease of another one is left alone")
                    .isInstanceOf(Leases.Held.class);
            others.release(second);
        }
    }

    @Test
    void other_scopes_are_free() {
        if (has(Ability.LEASES)) {
            Leases.Grant grant = granted(leases(), "first", TIME);
            for (Scope other : List.of(bench().scope(Bench.OTHER), bench().component("front"))) {
                Leases.Answer answer = others().acquire(other, "second", TIME);
                assertThat(answer).as("%s", other).isInstanceOf(Leases.Granted.class);
                leases().release(((Leases.Granted) answer).grant());
            }
            leases().release(grant);
        }
    }

    @Test
    void a_renewal_prolongs_it() {
        if (has(Ability.LEASES)) {
            Leases.Grant grant = granted(leases(), "first", SHORT);
            Leases.Grant longer = leases().renew(grant, TIME);
            assertThat(longer.until()).isAfter(grant.until());
            bench().elapse(SHORT.plusMillis(500));
            assertThat(others().acquire(scope(), "second", TIME)).isInstanceOf(Leases.Held.class);
            leases().release(longer);
        }
    }

    @Test
    void it_can_be_renewed_again_and_again() {
        if (has(Ability.LEASES)) {
            Leases.Grant grant = granted(leases(), "first", TIME);
            for (int number = 0; number < 3; number++) {
                grant = leases().renew(grant, TIME);
            }
            assertThat(others().acquire(scope(), "second", TIME)).isInstanceOf(Leases.Held.class);
            leases().release(grant);
            Leases others = others();
            others.release(granted(others, "second", TIME));
        }
    }

    @Test
    void one_that_has_run_out_is_taken_over() {
        if (has(Ability.LEASES)) {
            Leases.Grant lost = granted(leases(), "first", SHORT);
            bench().elapse(SHORT.plusMillis(500));
            Leases others = others();
            Leases.Grant second = granted(others, "second", TIME);
            assertThat(second.token()).isNotEqualTo(lost.token());
            others.release(second);
        }
    }

    @Test
    void who_lost_it_can_neither_renew_it_nor_give_it_back() {
        if (has(Ability.LEASES)) {
            Leases.Grant lost = granted(leases(), "first", SHORT);
            bench().elapse(SHORT.plusMillis(500));
            Leases others = others();
            Leases.Grant second = granted(others, "second", TIME);
            assertThat(Failures.kind(() -> leases().renew(lost, TIME))).isEqualTo(ProviderException.Kind.CONFLICT);
            leases().release(lost);
            assertThat(leases().acquire(scope(), "third", TIME)).isInstanceOf(Leases.Held.class);
            others.release(others.renew(second, TIME));
        }
    }

    @Test
    void of_several_who_ask_at_once_one_is_granted_it() {
        if (has(Ability.LEASES)) {
            List<Supplier<Leases.Answer>> asks = new ArrayList<>();
            for (int number = 0; number < 4; number++) {
                Leases leases = others();
                String holder = "run-" + number;
                asks.add(() -> leases.acquire(scope(), holder, TIME));
            }
            List<Leases.Granted> granted = Parallel.all(bench(), asks).stream()
                    .filter(Leases.Granted.class::isInstance)
                    .map(Leases.Granted.class::cast)
                    .toList();
            assertThat(granted).hasSizeLessThanOrEqualTo(1);
            granted.forEach(one -> leases().release(one.grant()));
        }
    }

    @Test
    void it_outlives_the_session_that_asked_for_it() {
        if (has(Ability.LEASES)) {
            Leases.Grant grant;
            try (ProviderSession old = bench().connectAlone()) {
                grant = granted(old.capability(Leases.class).orElseThrow(), "first", TIME);
            }
            assertThat(leases().acquire(scope(), "second", TIME)).isInstanceOf(Leases.Held.class);
            leases().release(grant);
        }
    }

    @Test
    void it_is_no_resource_and_its_scope_is_empty() {
        if (has(Ability.LEASES)) {
            Leases.Grant grant = granted(leases(), "first", TIME);
            assertThat(bench().site("").discover().resources()).isEmpty();
            leases().release(grant);
        }
    }

    @Test
    void a_run_that_finds_it_held_fails_or_waits_as_it_is_told() {
        if (has(Ability.LEASES)) {
            Leases.Grant grant = granted(leases(), "first", Duration.ofSeconds(4));
            assertThat(Failures.failure(() -> bench().kit(app())
                            .options(options -> options.waitForLease(Duration.ZERO))
                            .up()))
                    .isInstanceOf(LeaseException.class)
                    .hasMessageContaining("first");
            bench().kit(app()).up();
            assertThat(bench().time().now()).isAfter(grant.until().minusSeconds(1));
            Site site = bench().site(app());
            site.only(site.of(APP));
        }
    }

    @Test
    void a_run_gives_it_back_whatever_its_end() {
        if (has(Ability.LEASES)) {
            bench().kit(app()).up();
            Failures.failure(() -> bench().kit(Yaml.services(
                            Yaml.service(APP, harness().exits(7, "bye"), "expose: 8080", "healthcheck: { path: / }")))
                    .up());
            leases().release(granted(leases(), "next", TIME));
        }
    }

    @Test
    void a_renewal_that_fails_in_a_way_that_no_provider_should_is_made_again() {
        if (has(Ability.LEASES) && has(Ability.JOBS)) {
            AtomicBoolean failed = new AtomicBoolean();
            Interceptor once = new Interceptor() {
                @Override
                public <T> T around(Call call, Supplier<T> body) {
                    if (call.what().equals("renew lease") && failed.compareAndSet(false, true)) {
                        throw new IllegalStateException("as no provider should, says the contract");
                    }
                    return body.get();
                }
            };
            String script = harness().command("app.prestart-1", Duration.ofSeconds(4), 0, "slow");
            bench().kit(
                            new InterceptedProvider(harness().provider(), once),
                            app("hooks: { prestart: " + Yaml.quoted(script) + " }"))
                    .options(options -> options.leaseTime(Duration.ofSeconds(3)))
                    .up();
            assertThat(failed).isTrue();
            leases().release(granted(leases(), "next", TIME));
        }
    }
}
