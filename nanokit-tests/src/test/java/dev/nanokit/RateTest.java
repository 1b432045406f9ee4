package dev.nanokit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nanokit.event.NanokitEvent;
import dev.nanokit.failure.ProviderException;
import dev.nanokit.failure.RolloutFailedException;
import dev.nanokit.testkit.FakeProvider;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What may go later is said again later; a platform that throttles slows a run and does not fail it. */
@Timeout(60)
final class RateTest {

    private static String services(int count) {
        StringBuilder yaml = new StringBuilder("name: shop\nservices:\n");
        for (int number = 0; number < count; number++) {
            yaml.append("  s").append(number).append(": { image: 'i:1' }\n");
        }
        return yaml.toString();
    }

    private static Duration up(FakeProvider fake, int count) {
        Instant begun = fake.now();
        Nanokit.load(services(count)).provider(fake).up();
        return Duration.between(begun, fake.now());
    }

    @ParameterizedTest
    @EnumSource
    void a_platform_that_throttles_slows_the_run_and_does_not_fail_it(Fakes kind) {
        Duration free = up(kind.make(), 40);
        FakeProvider fake = kind.make();
        fake.fail("create", ProviderException.Kind.THROTTLED, 60);
        Duration throttled = up(fake, 40);
        assertThat(fake.running("s39")).isEqualTo(1);
        assertThat(throttled).isGreaterThan(free.multipliedBy(2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"discover", "look"})
    void reads_that_are_throttled_are_made_again(String read) {
        FakeProvider fake = FakeProvider.instances();
        fake.faults().throttle(read, Duration.ofSeconds(5), 4);
        assertThat(up(fake, 2)).isGreaterThan(Duration.ofSeconds(20));
        assertThat(fake.running("s1")).isEqualTo(1);
    }

    @Test
    void the_word_of_the_platform_on_when_to_come_back_is_heeded() {
        FakeProvider fake = FakeProvider.instances();
        fake.faults().throttle("create instance/s0", Duration.ofSeconds(45), 1);
        List<NanokitEvent> heard = new ArrayList<>();
        Nanokit.load(services(1)).provider(fake).listener(heard::add).up();
        List<Instant> moments = heard.stream()
                .filter(event -> event instanceof NanokitEvent.StepProgressed progressed
                        && progressed.progress().contains("provider.throttled"))
                .map(NanokitEvent::at)
                .toList();
        assertThat(moments).hasSize(1);
        Instant created = heard.stream()
                .filter(event -> event instanceof NanokitEvent.StepFinished finished
                        && finished.step().words().startsWith("create instance/s0"))
                .map(NanokitEvent::at)
                .findFirst()
                .orElseThrow();
        assertThat(Duration.between(moments.get(0), created)).isBetween(Duration.ofSeconds(45), Duration.ofSeconds(47));
    }

    @Test
    void a_run_stays_within_the_rate_that_the_platform_names() {
        FakeProvider fake = FakeProvider.services().rate(2, 5);
        Duration took = up(fake, 45);
        assertThat(took)
                .as("46 writes, the network among them, 5 at once and then 2 a second")
                .isBetween(Duration.ofSeconds(20), Duration.ofSeconds(26));
    }

    @Test
    void pauses_grow_and_are_spread_by_chance() {
        FakeProvider fake = FakeProvider.instances();
        fake.fail("create instance/s0", ProviderException.Kind.IN_USE, 8);
        List<Long> pauses = new ArrayList<>();
        Nanokit.load(services(1))
                .provider(fake)
                .listener(event -> {
                    if (event instanceof NanokitEvent.StepProgressed progressed) {
                        String words = progressed.progress();
                        pauses.add(Long.valueOf(words.replaceAll("again in (\\d+) ms: provider.in-use", "$1")));
                    }
                })
                .up();
        assertThat(pauses).hasSize(8);
        for (int index = 0; index < pauses.size(); index++) {
            long whole = Math.min(5_000, 200L << index);
            assertThat(pauses.get(index)).as("%s", pauses).isBetween(whole / 2, whole);
        }
        assertThat(pauses).as("not all at the edge").anyMatch(pause -> pause % 100 != 0);
    }

    @ParameterizedTest
    @EnumSource(
            value = ProviderException.Kind.class,
            names = {"BAD_CONFIGURATION", "NOT_FOUND", "OWNERSHIP", "DENIED", "QUOTA", "FAILED"})
    void what_cannot_go_later_is_not_said_again(ProviderException.Kind kind) {
        FakeProvider fake = FakeProvider.instances();
        fake.fail("create instance/s0", kind, 1);
        assertThatThrownBy(() -> Nanokit.load(services(1)).provider(fake).up())
                .isInstanceOfSatisfying(RolloutFailedException.class, e -> {
                    String code = e.report().failures().get(0).code();
                    assertThat(code)
                            .isEqualTo("provider."
                                    + kind.name()
                                            .toLowerCase(java.util.Locale.ROOT)
                                            .replace('_', '-'));
                    assertThat(e.report().failures().get(0).hint()).isPresent();
                });
        assertThat(fake.journal()).noneMatch(line -> line.startsWith("create instance"));
    }

    @ParameterizedTest
    @EnumSource
    void an_answer_that_is_lost_makes_nothing_twice(Fakes kind) {
        String yaml = services(2)
                .replace("image: 'i:1' }", "image: 'i:1', expose: 80, host: h.localhost }")
                .replaceFirst("h.localhost", "g.localhost");
        FakeProvider straight = kind.make();
        Nanokit.load(yaml).provider(straight).up();
        int writes = straight.journal().size();
        for (int lost = 0; lost < writes; lost++) {
            FakeProvider fake = kind.make();
            fake.faults().loseAnswerAfter(lost);
            Nanokit.load(yaml).provider(fake).up();
            assertThat(fake.dump()).as("answer %d lost", lost).isEqualTo(straight.dump());
            assertThat(Nanokit.load(yaml).provider(fake).plan().isEmpty()).isTrue();
        }
    }
}
