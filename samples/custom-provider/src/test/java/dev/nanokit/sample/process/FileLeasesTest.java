package dev.nanokit.sample.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nanokit.failure.ProviderException;
import dev.nanokit.model.Name;
import dev.nanokit.provider.LabelCodec;
import dev.nanokit.provider.Leases;
import dev.nanokit.provider.ProviderContext;
import dev.nanokit.provider.Scope;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may change a scope, by a clock that is set by hand. */
final class FileLeasesTest {

    private static final Scope SCOPE = new Scope(Name.of("shop"), Optional.empty(), Name.of("local"));
    private static final Duration TIME = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private volatile Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private FileLeases one;
    private FileLeases other;

    @BeforeEach
    void begin() {
        one = leases();
        other = leases();
    }

    private FileLeases leases() {
        LabelCodec codec = new LabelCodec();
        return new FileLeases(new Registry(folder, codec), new ProviderContext() {
            @Override
            public Instant now() {
                return now;
            }

            @Override
            public LabelCodec labels() {
                return codec;
            }
        });
    }

    private static Leases.Grant granted(Leases.Answer answer) {
        assertThat(answer).isInstanceOf(Leases.Granted.class);
        return ((Leases.Granted) answer).grant();
    }

    @Test
    void only_one_has_it_until_it_is_given_back() {
        Leases.Grant grant = granted(one.acquire(SCOPE, "me", TIME));
        assertThat(grant.until()).isEqualTo(now.plus(TIME));
        assertThat(other.acquire(SCOPE, "you", TIME)).isEqualTo(new Leases.Held("me", grant.until()));
        Scope elsewhere = new Scope(Name.of("shop"), Optional.of(Name.of("local")), Name.of("local"));
        other.release(granted(other.acquire(elsewhere, "you", TIME)));

        one.release(grant);
        other.release(granted(other.acquire(SCOPE, "you", TIME)));
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void who_renews_keeps_it() {
        Leases.Grant grant = granted(one.acquire(SCOPE, "me", TIME));
        for (int times = 0; times < 5; times++) {
            now = now.plusSeconds(20);
            grant = one.renew(grant, TIME);
            assertThat(grant.until()).isEqualTo(now.plus(TIME));
            assertThat(other.acquire(SCOPE, "you", TIME)).isEqualTo(new Leases.Held("me", grant.until()));
        }
        one.release(grant);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void one_that_has_run_out_is_taken_over_and_its_holder_told() {
        Leases.Grant lost = granted(one.acquire(SCOPE, "me", TIME));
        now = now.plus(TIME);
        Leases.Grant taken = granted(other.acquire(SCOPE, "you", TIME));
        assertThatThrownBy(() -> one.renew(lost, TIME))
                .isInstanceOfSatisfying(ProviderException.class, failure -> assertThat(failure.kind())
                        .isEqualTo(ProviderException.Kind.CONFLICT));
        one.release(lost);
        assertThat(one.acquire(SCOPE, "me", TIME)).isEqualTo(new Leases.Held("you", taken.until()));
        other.release(other.renew(taken, TIME));
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void one_that_has_run_out_and_was_wanted_by_nobody_is_renewed() {
        Leases.Grant late = granted(one.acquire(SCOPE, "me", TIME));
        now = now.plus(TIME).plus(TIME);
        Leases.Grant again = one.renew(late, TIME);
        assertThat(other.acquire(SCOPE, "you", TIME)).isEqualTo(new Leases.Held("me", again.until()));
        one.release(again);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void of_many_that_ask_at_once_one_gets_it_also_of_a_dead_holder() throws Exception {
        for (int round = 0; round < 40; round++) {
            List<Leases.Grant> grants = askAtOnce(6);
            assertThat(grants).as("round %s", round).hasSize(1);
            if (round % 2 == 0) {
                one.release(grants.get(0));
                assertThat(folder).isEmptyDirectory();
            } else {
                now = now.plus(TIME); // its holder dies
            }
        }
    }

    private List<Leases.Grant> askAtOnce(int programs) throws Exception {
        CyclicBarrier together = new CyclicBarrier(programs);
        List<CompletableFuture<Leases.Answer>> answers = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int program = 0; program < programs; program++) {
            CompletableFuture<Leases.Answer> answer = new CompletableFuture<>();
            String holder = "program " + program;
            Thread thread = new Thread(() -> {
                try {
                    FileLeases mine = leases();
                    together.await();
                    answer.complete(mine.acquire(SCOPE, holder, TIME));
                } catch (Exception e) {
                    answer.completeExceptionally(e);
                }
            });
            thread.start();
            threads.add(thread);
            answers.add(answer);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        List<Leases.Grant> grants = new ArrayList<>();
        for (CompletableFuture<Leases.Answer> answer : answers) {
            if (answer.get() instanceof Leases.Granted granted) {
                grants.add(granted.grant());
            }
        }
        return grants;
    }
}
