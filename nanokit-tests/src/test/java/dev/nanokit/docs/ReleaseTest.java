package dev.nanokit.docs;

import static dev.nanokit.testkit.assertj.NanokitAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nanokit.DeploymentPlan;
import dev.nanokit.Nanokit;
import dev.nanokit.failure.ProviderException;
import dev.nanokit.failure.RolloutFailedException;
import dev.nanokit.provider.RunKind;
import dev.nanokit.testkit.Behaviour;
import dev.nanokit.testkit.ConnectionCutException;
import dev.nanokit.testkit.FakeProvider;
import dev.nanokit.testkit.junit.Leftover;
import dev.nanokit.testkit.junit.NanokitTest;
import dev.nanokit.testkit.junit.Runs;
import dev.nanokit.testkit.junit.TestEngine;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The code of docs/test-your-release.md: each fragment there stands here. */
@NanokitTest
final class ReleaseTest {

    private final String yaml =
            """
            name: shop
            services:
              api: { image: 'api:1', expose: 8080, instances: 2, updateStrategy: rolling, depends_on: [main] }
              web: { image: 'web:1', expose: 80, host: web.localhost, depends_on: [api] }
            databases:
              main: { engine: postgres, version: "15", rootPassword: "${DB_PASSWORD:-only-here}" }
            """;
    private final String next = yaml.replace("api:1", "api:2");

    @Test
    void comes_up(FakeProvider fake, TestEngine engine) {
        engine.load(yaml).up();
        assertThat(fake).runs("api", 2).answers("web", "web:1").holdsNoLease();
        assertThat(fake.request("GET", "http://web.localhost/").status()).isEqualTo(200);
        assertThat(engine).followTheGrammar().endedWell();
    }

    @Test
    void the_next_version_touches_the_api_only(FakeProvider fake, TestEngine engine) {
        engine.load(yaml).up();
        DeploymentPlan plan = engine.load(next).plan();
        assertThat(plan).replaces("api").touchesOnly("api").leavesAlone("web", "main");
    }

    @Test
    void a_bad_version_leaves_the_old_one_serving(FakeProvider fake, TestEngine engine) {
        engine.load(yaml).up();
        fake.behave("api:2", Behaviour.neverReady());
        assertThatThrownBy(() -> engine.load(next).up())
                .isInstanceOf(RolloutFailedException.class)
                .hasMessageContaining("the version before goes on serving: api");
        assertThat(fake).answers("api", "api:1");
    }

    @Test
    void ten_minutes_pass_in_no_time(FakeProvider fake, TestEngine engine) {
        fake.service("api").becomesReadyAfter(Duration.ofMinutes(10)).thenCrashes();
        Nanokit patient = engine.load(
                yaml.replace("depends_on: [main]", "depends_on: [main], healthcheck: { startPeriod: 15m }"));
        patient.up();
        fake.elapse(Duration.ofMinutes(1));
        assertThat(patient.status()).isNotReady();
    }

    @Test
    @NanokitTest(mayLeave = Leftover.LEASE)
    void a_deployment_that_dies_halfway_is_taken_up_again(FakeProvider fake, TestEngine engine) {
        fake.faults().cutAfter(4);
        assertThatThrownBy(() -> engine.load(yaml).up())
                .isInstanceOfAny(RolloutFailedException.class, ConnectionCutException.class);
        fake.repair();
        engine.load(yaml).options(o -> o.waitForLease(Duration.ofMinutes(1))).up();
        assertThat(fake).runs("api", 2);
    }

    @Test
    void a_platform_that_throttles_slows_it_down_and_no_more(FakeProvider fake, TestEngine engine) {
        fake.faults().throttle("create instance/api", Duration.ofSeconds(30), 5);
        fake.faults().fail("discover", ProviderException.Kind.THROTTLED, 2);
        engine.load(yaml).up();
        assertThat(engine).endedWell();
    }

    @Test
    void a_cloud_takes_it_too(@Runs(RunKind.SERVICES) FakeProvider cloud) {
        Nanokit.load(yaml).provider(cloud).up();
        assertThat(cloud).answers("web", "web:1").has("database/main");
    }
}
