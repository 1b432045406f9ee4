package dev.nanokit.testkit.junit;

import static dev.nanokit.testkit.assertj.NanokitAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.nanokit.Nanokit;
import dev.nanokit.failure.ProviderException;
import dev.nanokit.provider.RunKind;
import dev.nanokit.testkit.Behaviour;
import dev.nanokit.testkit.FakeProvider;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However a run ends, it leaves nothing behind: what {@link NanokitTest} looks for, it finds nowhere. */
@NanokitTest
@Timeout(60)
final class EndOfRunTest {

    private static final String FILE =
            """
            name: shop
            services:
              api:
                image: 'api:1'
                expose: 80
                instances: 2
                updateStrategy: rolling
                hooks: { prestart: migrate }
                secrets: { KEY: 'env://SHOP_KEY' }
                depends_on: [main]
              web: { image: 'web:1', expose: 80, host: web.localhost, depends_on: [api] }
            databases:
              main: { engine: postgres, version: "16", rootPassword: pa55-w0rd }
            """;

    private static Nanokit kit(TestEngine engine, int version) {
        return engine.load(FILE.replace("api:1", "api:" + version))
                .variable("SHOP_KEY", "h1dden-k3y-" + version)
                .options(options -> options.deadline(Duration.ofHours(2)));
    }

    private static void trouble(String what, FakeProvider fake) {
        switch (what) {
            case "never ready" -> fake.behave("api:2", Behaviour.neverReady());
            case "exits" -> fake.behave("api:2", Behaviour.exits(Duration.ofSeconds(1), 1));
            case "hook fails" -> fake.behave("api.prestart", Behaviour.exits(Duration.ofSeconds(1), 1));
            case "look hangs" -> fake.faults().hang("look");
            case "discovery hangs" -> fake.faults().hang("discover");
            case "lease hangs" -> fake.faults().hang("acquire lease");
            case "creation hangs" -> fake.faults().hang("create");
            case "update hangs" -> fake.faults().hang("update");
            case "creation fails" -> fake.fail("create", ProviderException.Kind.FAILED, 1);
            case "update fails" -> fake.fail("update", ProviderException.Kind.QUOTA, 1);
            case "switch fails" -> fake.fail("switch", ProviderException.Kind.DENIED, 9);
            case "answer is lost" -> fake.faults().loseAnswerAfter(1);
            case "throttled" -> fake.faults().throttle("create", Duration.ofSeconds(30), 5);
            default -> throw new IllegalArgumentException(what);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "never ready",
                "exits",
                "hook fails",
                "look hangs",
                "discovery hangs",
                "lease hangs",
                "creation hangs",
                "update hangs",
                "creation fails",
                "update fails",
                "switch fails",
                "answer is lost",
                "throttled"
            })
    void a_run_in_trouble_leaves_nothing_behind(
            String what, TestEngine laptop, @Runs(RunKind.SERVICES) TestEngine cloud) {
        for (TestEngine engine : List.of(laptop, cloud)) {
            kit(engine, 1).up();
            trouble(what, engine.platform());
            Throwable failure = catchThrowable(() ->
                    kit(engine, 2).options(options -> options.returnOnFailure()).up());
            assertThat(engine).followTheGrammar();
            if (failure != null) {
                assertThat(failure.toString()).doesNotContain("h1dden", "pa55");
            }
            engine.platform().repair();
            engine.platform().behave("api:2", Behaviour.healthy()).behave("api.prestart", Behaviour.succeeds());
            kit(engine, 2).up();
            assertThat(engine).followTheGrammar().endedWell();
            assertThat(engine.platform()).answers("api", "api:2").holdsNoLease();
            assertThat(kit(engine, 2).plan()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 5, 20, 50})
    void a_run_that_is_cancelled_leaves_nothing_behind(
            long millis, TestEngine laptop, @Runs(RunKind.SERVICES) TestEngine cloud) throws Exception {
        for (TestEngine engine : List.of(laptop, cloud)) {
            CompletableFuture<?> up = kit(engine, 1).upAsync();
            new CompletableFuture<>()
                    .completeOnTimeout(null, millis, java.util.concurrent.TimeUnit.MILLISECONDS)
                    .join();
            up.cancel(true);
        }
    }
}
