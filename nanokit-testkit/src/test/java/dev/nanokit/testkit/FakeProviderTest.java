package dev.nanokit.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nanokit.Nanokit;
import dev.nanokit.failure.ProviderException;
import dev.nanokit.failure.RolloutFailedException;
import dev.nanokit.failure.StepFailure;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a test can make the fake platform do. */
@Timeout(30)
final class FakeProviderTest {

    private static final String FILE =
            """
            name: shop
            gatewayPort: 8080
            services:
              web: { image: 'web:1', expose: 80, host: 'web.localhost, www.web.localhost', instances: 2, updateStrategy: rolling }
              tool: { image: 'tool:1', port: 9000 }
            """;

    private static FakeProvider fake(String runs) {
        return runs.equals("instances") ? FakeProvider.instances() : FakeProvider.services();
    }

    private static Nanokit kit(FakeProvider fake) {
        return Nanokit.load(FILE).provider(fake);
    }

    @ParameterizedTest
    @ValueSource(strings = {"instances", "services"})
    void requests_are_routed_by_host_and_by_fixed_port(String runs) {
        FakeProvider fake = fake(runs);
        assertThatThrownBy(() -> fake.request("GET", "http://web.localhost:8080/"))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("nothing listens");
        kit(fake).up();
        FakeAnswer answer = fake.request("GET", "http://web.localhost:8080/");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.image()).contains("web:1");
        assertThat(fake.request("GET", "http://WWW.web.localhost:8080/cart").status())
                .isEqualTo(200);
        assertThat(fake.request("GET", "http://nobody.localhost:8080/").status())
                .isEqualTo(404);
        assertThat(fake.request("POST", "http://localhost:9000/").image()).contains("tool:1");
        if (runs.equals("instances")) {
            Set<String> slots = new HashSet<>();
            for (int turn = 0; turn < 4; turn++) {
                slots.add(
                        fake.request("GET", "http://web.localhost:8080/").slot().orElseThrow());
            }
            assertThat(slots).containsExactlyInAnyOrder("instance/web.1", "instance/web.2");
            assertThatThrownBy(() -> fake.request("GET", "http://web.localhost:8081/"))
                    .isInstanceOf(UncheckedIOException.class);
            fake.sicken("instance/web.1");
            fake.sicken("instance/web.2");
            assertThat(fake.request("GET", "http://web.localhost:8080/")).isEqualTo(FakeAnswer.nobody(503));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"instances", "services"})
    void ten_minutes_of_waiting_pass_in_no_time(String runs) {
        FakeProvider fake = fake(runs);
        fake.service("web").becomesReadyAfter(Duration.ofMinutes(10));
        Instant begun = fake.now();
        long real = System.nanoTime();
        Nanokit.load(FILE.replace("expose: 80,", "expose: 80, healthcheck: { startPeriod: 15m },"))
                .provider(fake)
                .up();
        assertThat(Duration.between(begun, fake.now())).isGreaterThan(Duration.ofMinutes(10));
        assertThat(Duration.ofNanos(System.nanoTime() - real)).isLessThan(Duration.ofSeconds(10));
    }

    @ParameterizedTest
    @ValueSource(strings = {"instances", "services"})
    void what_crashes_after_it_was_ready_is_seen_by_status_and_started_by_the_next_up(String runs) {
        FakeProvider fake = fake(runs);
        fake.service("web").becomesReadyAfter(Duration.ofSeconds(5)).thenCrashesAfter(Duration.ofMinutes(1), 9, "oops");
        kit(fake).up();
        assertThat(kit(fake).status().isReady()).isTrue();
        fake.elapse(Duration.ofMinutes(2));
        assertThat(kit(fake).status().isReady()).isFalse();
        assertThat(fake.request("GET", "http://web.localhost:8080/").status()).isEqualTo(503);
        assertThat(kit(fake).plan().text()).contains("has ended by itself");
        fake.service("web").becomesReadyAfter(Duration.ZERO);
        kit(fake).up();
        assertThat(fake.request("GET", "http://web.localhost:8080/").status()).isEqualTo(200);
    }

    @Test
    void what_crashes_before_it_is_ready_fails_the_run_with_exit_code_and_log() {
        FakeProvider fake = FakeProvider.instances();
        fake.service("web").crashesAfter(Duration.ofSeconds(2), 3, "no config");
        assertThatThrownBy(() -> kit(fake).up()).isInstanceOfSatisfying(RolloutFailedException.class, e -> {
            StepFailure first = e.report().failures().get(0);
            assertThat(first.exitCode()).hasValue(3);
            assertThat(first.logTail()).containsExactly("no config");
        });
    }

    @Test
    void what_flaps_is_ready_and_not_ready_in_turn() {
        FakeProvider fake = FakeProvider.instances();
        fake.service("web").becomesReadyAfter(Duration.ofSeconds(1)).flaps(Duration.ofSeconds(10));
        kit(fake).up();
        Set<Integer> seen = new HashSet<>();
        for (int second = 0; second < 40; second++) {
            seen.add(fake.request("GET", "http://web.localhost:8080/").status());
            fake.elapse(Duration.ofSeconds(1));
        }
        assertThat(seen).containsExactlyInAnyOrder(200, 503);
    }

    @ParameterizedTest
    @ValueSource(strings = {"instances", "services"})
    void a_missing_image_is_said_so_at_once(String runs) {
        FakeProvider fake = fake(runs);
        fake.service("web").imageIsMissing();
        assertThatThrownBy(() -> kit(fake).up())
                .isInstanceOfSatisfying(
                        RolloutFailedException.class,
                        e -> assertThat(e.report().failures().get(0).code()).isEqualTo("provider.not-found"))
                .hasMessageContaining("the image of");
        fake.behave("web", Behaviour.healthy());
        kit(fake).up();
        assertThat(fake.request("GET", "http://web.localhost:8080/").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"instances", "services"})
    void any_one_write_can_fail_and_the_next_up_goes_on(String runs) {
        FakeProvider straight = fake(runs);
        kit(straight).up();
        for (int write = 0; write < straight.journal().size(); write++) {
            FakeProvider fake = fake(runs);
            fake.faults().failAfter(write, ProviderException.Kind.QUOTA);
            assertThatThrownBy(() -> kit(fake).up())
                    .as("write %d", write)
                    .isInstanceOf(RolloutFailedException.class)
                    .hasMessageContaining("the write after");
            kit(fake).up();
            assertThat(fake.dump()).isEqualTo(straight.dump());
        }
    }

    @Test
    void the_journal_and_the_dump_tell_what_stands_and_how_it_came_to_be() {
        FakeProvider fake = FakeProvider.instances();
        kit(fake).up();
        assertThat(fake.dump())
                .contains("instance/web.1@", "running member", "route/web@", "gateway/8080@", "network/default@");
        assertThat(fake.journal())
                .anyMatch(line -> line.startsWith("create instance/web.1@"))
                .anyMatch(line -> line.startsWith("switch members/web +instance/web.1@"));
    }
}
