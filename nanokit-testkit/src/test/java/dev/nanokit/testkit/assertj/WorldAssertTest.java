package dev.nanokit.testkit.assertj;

import static dev.nanokit.testkit.assertj.NanokitAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.nanokit.Deployment;
import dev.nanokit.testkit.FakeProvider;
import dev.nanokit.testkit.junit.TestEngine;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class WorldAssertTest {

    private final FakeProvider fake = FakeProvider.instances();
    private final TestEngine engine = Shop.open(fake);

    private void fails(Consumer<WorldAssert> sentence, String message) {
        assertThatThrownBy(() -> sentence.accept(assertThat(fake)))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith(message)
                .hasMessageContaining("\nThe journal:\n  create gateway/80@")
                .hasMessageContaining("\nWhat stands:\n")
                .hasMessageContaining("  instance/api.1@");
    }

    @Test
    void what_stands_and_what_was_written_reads_as_sentences() {
        assertThat(fake)
                .runs("api", 2)
                .runs("nobody", 0)
                .answers("web")
                .answers("web", "web:1")
                .doesNotAnswer("nobody")
                .has("instance/api.2", "network/default")
                .hasNo("instance/api.3")
                .wrote("create instance/api.1", "switch members/web")
                .didNotWrite("delete")
                .holdsNoLease();
        int mark = fake.journal().size();
        engine.load(Shop.OLD).up();
        assertThat(fake).wroteNothingSince(mark);
        engine.load(Shop.OLD).deleteAllData().down();
        engine.load("name: shop\nservices: {}\n").deleteData("main").up();
        engine.load("name: shop\nservices: {}\n").deleteAllData().down();
        assertThat(fake).hasNothing();
    }

    @Test
    void a_failure_says_what_was_expected_and_shows_the_world() {
        fails(it -> it.runs("api", 3), "Expected 3 of api to run, but 2 do");
        fails(it -> it.answers("main"), "Expected main to answer, but nothing does");
        fails(it -> it.answers("web", "web:2"), "Expected web:2 to answer for web, but web:1 does");
        fails(it -> it.doesNotAnswer("web"), "Expected nothing to answer for web, but web:1 does");
        fails(it -> it.has("instance/api"), "Expected something to stand at instance/api");
        fails(it -> it.hasNo("instance/api.1"), "Expected nothing to stand at instance/api.1");
        fails(WorldAssert::hasNothing, "Expected nothing to stand");
        fails(it -> it.wrote("delete"), "Expected a write 'delete', but there is none");
        fails(it -> it.didNotWrite("create"), "Expected no write 'create', but there is one");
        fails(
                it -> it.wroteNothingSince(1),
                "Expected no write since the first 1, but there is\n  "
                        + fake.journal().get(1));
    }

    @Test
    void a_lease_of_a_run_that_was_cut_off_is_held() {
        fake.cutAfter(1);
        assertThat(catchThrowable(() -> engine.load(Shop.NEW).up())).isNotNull();
        fails(WorldAssert::holdsNoLease, "Expected no lease to be held, but 1 are");
    }

    @Test
    void a_deployment_has_endpoints_and_says_what_it_changed() {
        Deployment second = engine.load(Shop.NEW).up();
        assertThat(second)
                .hasEndpoint("web")
                .hasEndpoint("web", second.endpoint("web").toString())
                .hasResource("instance/api.2")
                .changedOnly("api", "job")
                .tookAtMost(Duration.ofMinutes(5))
                .plan()
                .replaces("api");
        Deployment third = engine.load(Shop.NEW).up();
        assertThat(third).changedNothing();
        assertThatThrownBy(() -> assertThat(second).changedNothing())
                .hasMessageStartingWith("Expected the deployment of shop/local on fake to have changed nothing")
                .hasMessageContaining("Its endpoints:\n  web http")
                .hasMessageContaining("The plan:\n  plan for shop/local");
        assertThatThrownBy(() -> assertThat(second).hasEndpoint("web", "http://elsewhere"))
                .hasMessageContaining("to have the endpoint http://elsewhere of web");
        assertThatThrownBy(() -> assertThat(second).hasEndpoint("api"))
                .hasMessageContaining("to have an endpoint of api");
        assertThatThrownBy(() -> assertThat(second).hasResource("instance/job.1"))
                .hasMessageContaining("to have something at instance/job.1");
        assertThatThrownBy(() -> assertThat(second).tookAtMost(Duration.ofMillis(1)))
                .hasMessageContaining("to take at most PT0.001S, but it took PT");
        assertThatThrownBy(() -> assertThat(second).as("the second").changedOnly("web"))
                .hasMessageStartingWith("[the second] Expected the plan to touch only web");
    }

    @Test
    void a_status_is_shown_in_full() {
        assertThat(engine.load(Shop.OLD).status()).isReady().hasReady("api", 2);
        fake.kill("instance/api.1");
        assertThat(engine.load(Shop.OLD).status()).isNotReady().hasReady("api", 1);
        assertThatThrownBy(() -> assertThat(engine.load(Shop.OLD).status()).isReady())
                .hasMessageStartingWith("Expected everything to be ready")
                .hasMessageContaining("The status:\n")
                .hasMessageContaining("1 of 2 ready");
        assertThatThrownBy(() -> assertThat(engine.load(Shop.OLD).status()).hasReady("api", 2))
                .hasMessageStartingWith("Expected 2 of api to be ready");
    }
}
