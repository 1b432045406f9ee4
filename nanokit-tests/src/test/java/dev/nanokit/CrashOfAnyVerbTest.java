package dev.nanokit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.nanokit.failure.NanokitException;
import dev.nanokit.testkit.ConnectionCutException;
import dev.nanokit.testkit.FakeProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Cuts each kind of change at each of its writes, as if the process had died there, and goes on. To the platform a death
 * before a write, and one after the write before it whose answer was lost, are the same; calls that write several times
 * are cut in their middle too. What the dead run held, its lease, runs out.
 */
final class CrashOfAnyVerbTest {

    private static final String FILE =
            """
            name: shop
            services:
              api:
                image: api:1
                expose: 8080
                host: api.localhost
                instances: 2
                updateStrategy: rolling
                depends_on: [main]
                hooks: { prestart: [./migrate, ./seed], poststart: ./warm, prestop: ./drain, poststop: ./tidy }
                provisioning: { install: ./prepare }
              web: { image: 'web:1', port: 8001, depends_on: [api], volumes: ['files:/srv'] }
            databases:
              main: { engine: postgres, version: "15", rootPassword: secret }
            volumes:
              files: {}
            cron:
              nightly: { schedule: "0 2 * * *", service: api, command: ./report }
            """;

    private static final String NEWER = FILE.replace("api:1", "api:2").replace("web:1", "web:2");
    private static final String RECREATED = NEWER.replace("    updateStrategy: rolling\n", "");
    private static final String LITTLE = "name: shop\nservices:\n  web: { image: 'web:1', port: 8001 }\n";
    private static final String OTHER_DATABASE = FILE.replace("\"15\"", "\"16\"");

    /** What is done, and what the file says afterwards. */
    private enum Change {
        CREATE(false, FILE, (fake, kit) -> kit.up()),
        ROLL(true, NEWER, (fake, kit) -> kit.up()),
        RECREATE(true, RECREATED, (fake, kit) -> kit.up()),
        REMOVE(true, LITTLE, (fake, kit) -> kit.deleteAllData().up()),
        DOWN(true, FILE, (fake, kit) -> kit.deleteAllData().down()),
        DATABASE(true, OTHER_DATABASE, (fake, kit) -> kit.deleteAllData().up()),
        FOUNDATION(true, FILE, (fake, kit) -> {
            fake.networkRange("10.9.0.0/16");
            kit.up();
        }),
        RESTART(true, FILE, (fake, kit) -> kit.restart("api")),
        STOP(true, FILE, (fake, kit) -> kit.stop()),
        TARGET(true, NEWER, (fake, kit) -> kit.up("api")),
        SCALE(true, FILE, (fake, kit) -> kit.scale("api", 4)),
        RUN(true, FILE, (fake, kit) -> kit.run("api", "true"));

        private final boolean hasBefore;
        private final String yaml;
        private final BiConsumer<FakeProvider, Nanokit> verb;

        Change(boolean hasBefore, String yaml, BiConsumer<FakeProvider, Nanokit> verb) {
            this.hasBefore = hasBefore;
            this.yaml = yaml;
            this.verb = verb;
        }

        FakeProvider begin(Fakes kind) {
            FakeProvider fake = kind.make();
            if (hasBefore) {
                kit(fake, FILE).up();
            }
            return fake;
        }

        void perform(FakeProvider fake) {
            verb.accept(fake, kit(fake, yaml));
        }
    }

    private static Nanokit kit(FakeProvider fake, String yaml) {
        return Nanokit.load(yaml).provider(fake).options(options -> options.waitForLease(Duration.ofMinutes(1)));
    }

    static Stream<Arguments> cases() {
        List<Arguments> cases = new ArrayList<>();
        for (Fakes kind : Fakes.values()) {
            for (Change change : Change.values()) {
                cases.add(Arguments.of(kind, change));
            }
        }
        return cases.stream();
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("cases")
    void whatever_is_cut_at_whichever_write_the_next_up_converges_and_nothing_leaks(Fakes kind, Change change) {
        FakeProvider whole = change.begin(kind);
        int before = whole.journal().size();
        change.perform(whole);
        int writes = whole.journal().size() - before;
        assertThat(writes).isPositive();
        for (String then : List.of(change.yaml, FILE, LITTLE)) {
            String expected = straight(kind, change, then);
            for (int cut = 0; cut < writes; cut++) {
                FakeProvider fake = change.begin(kind);
                fake.cutAfter(cut);
                try {
                    change.perform(fake);
                    fail("the cut after " + cut + " writes was not noticed");
                } catch (NanokitException | ConnectionCutException e) {
                    fake.repair();
                }
                String between = fake.dump();
                fake.elapse(Duration.ofMinutes(1)); // a job that nobody planned ends, and is taken away then
                try {
                    kit(fake, then).deleteAllData().up();
                } catch (NanokitException e) {
                    throw new AssertionError(
                            "cut after " + cut + " of " + writes + ", then\n" + then + "\nin between\n" + between, e);
                }
                assertThat(world(fake))
                        .as("cut after %d of %d writes, in between%n%s", cut, writes, between)
                        .isEqualTo(expected);
                assertThat(kit(fake, then).plan().isEmpty())
                        .as(() -> kit(fake, then).plan().text())
                        .isTrue();
                kit(fake, then).deleteAllData().down();
                assertThat(fake.dump()).as("nothing leaks").isBlank();
            }
        }
    }

    private static String straight(Fakes kind, Change change, String yaml) {
        FakeProvider fake = kind.make();
        if (change == Change.FOUNDATION) {
            fake.networkRange("10.9.0.0/16");
        }
        kit(fake, yaml).up();
        return world(fake);
    }

    /** An edition tells of the way; of jobs that came first only records stand, which are as many as were run. */
    private static String world(FakeProvider fake) {
        return fake.dump().replaceAll("@[0-9a-f]{8}", "").replaceAll("job/\\w+\\.(?:prestart|install).*\n", "");
    }
}
