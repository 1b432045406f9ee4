package dev.nanokit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.nanokit.failure.RolloutFailedException;
import dev.nanokit.testkit.ConnectionCutException;
import dev.nanokit.testkit.FakeProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Cuts a change at each of its writes, and goes on with the same file, the old one and a third one: each must end where a
 * world ends that was never cut, without a moment of fewer instances than there should be.
 */
final class CrashTest {

    private static final String FILE =
            """
            name: shop
            services:
              api:
                image: api:%1$s
                expose: 8080
                host: api.localhost
                instances: 3
                updateStrategy: %2$s
                depends_on: [main]
              worker:
                image: worker:%1$s
                instances: 2
                updateStrategy: %2$s
              web:
                image: web:%1$s
                expose: 8080
                host: web.localhost
                depends_on: [api]
            databases:
              main: { engine: postgres, version: "15", rootPassword: secret }
            volumes:
              files: {}
            """;

    static Stream<Arguments> cases() {
        List<Arguments> cases = new ArrayList<>();
        for (Fakes kind : Fakes.values()) {
            for (String strategy : List.of("rolling", "recreate")) {
                for (String from : List.of("nothing", "1")) {
                    for (String then : List.of("1", "2", "3")) {
                        cases.add(Arguments.of(kind, strategy, from, then));
                    }
                }
            }
        }
        return cases.stream();
    }

    @ParameterizedTest(name = "{0} {1}: from {2} to 2, cut, then to {3}")
    @MethodSource("cases")
    void a_cut_at_each_write_leaves_nothing_that_the_next_up_does_not_mend(
            Fakes kind, String strategy, String from, String then) {
        String expected = straight(kind, strategy, then);
        int writes = writesOfChange(kind, strategy, from);
        assertThat(writes).isGreaterThan(5);
        for (int cut = 0; cut < writes; cut++) {
            FakeProvider fake = kind.make();
            begin(fake, strategy, from);
            fake.watch("api");
            fake.cutAfter(cut);
            try {
                up(fake, strategy, "2");
                fail("the cut after " + cut + " writes was not noticed");
            } catch (RolloutFailedException | ConnectionCutException e) {
                fake.repair();
            }
            String between = fake.dump();
            up(fake, strategy, then);
            assertThat(world(kind, fake))
                    .as("cut after %d writes, in between%n%s", cut, between)
                    .isEqualTo(expected);
            assertThat(fake.request("web")).contains("web:" + then);
            assertThat(kit(fake, strategy, then).plan().isEmpty()).isTrue();
            if (strategy.equals("rolling") && from.equals("1")) {
                int full = kind == Fakes.INSTANCES ? 3 : 1;
                assertThat(fake.fewestAnswering("api"))
                        .as("cut after %d writes, in between%n%s%s", cut, between, String.join("\n", fake.journal()))
                        .isEqualTo(full);
            }
        }
    }

    private static String straight(Fakes kind, String strategy, String version) {
        FakeProvider fake = kind.make();
        up(fake, strategy, version);
        return world(kind, fake);
    }

    /** What was changed in place keeps the edition that it was created with, so that there it tells of the way. */
    private static String world(Fakes kind, FakeProvider fake) {
        return kind == Fakes.INSTANCES ? fake.dump() : fake.dump().replaceAll("@[0-9a-f]{8}", "");
    }

    private static int writesOfChange(Fakes kind, String strategy, String from) {
        FakeProvider fake = kind.make();
        begin(fake, strategy, from);
        int before = fake.journal().size();
        up(fake, strategy, "2");
        return fake.journal().size() - before;
    }

    private static void begin(FakeProvider fake, String strategy, String from) {
        if (!from.equals("nothing")) {
            up(fake, strategy, from);
        }
    }

    private static void up(FakeProvider fake, String strategy, String version) {
        kit(fake, strategy, version).up();
    }

    private static Nanokit kit(FakeProvider fake, String strategy, String version) {
        return Nanokit.load(FILE.formatted(version, strategy))
                .provider(fake)
                .options(options -> options.waitForLease(Duration.ofMinutes(1)));
    }
}
