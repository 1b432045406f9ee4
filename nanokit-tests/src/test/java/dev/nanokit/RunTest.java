package dev.nanokit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nanokit.event.NanokitEvent;
import dev.nanokit.failure.OperationCancelledException;
import dev.nanokit.failure.RolloutFailedException;
import dev.nanokit.testkit.Behaviour;
import dev.nanokit.testkit.FakeProvider;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a caller sees and hears of a run. */
@Timeout(60)
final class RunTest {

    private static final String FILE =
            """
            name: shop
            services:
              api: { image: 'api:1', expose: 80 }
              web: { image: 'web:1', expose: 80, host: web.localhost, depends_on: [api] }
            """;

    @Test
    void a_plan_prints_each_step_with_its_cause() {
        FakeProvider fake = FakeProvider.instances();
        String plan = Nanokit.load(FILE).provider(fake).plan().text();
        assertThat(plan.replaceAll("@[0-9a-f]{8}", "@........"))
                .isEqualTo(
                        """
                        plan for shop/local: 5 to create, 2 to switch
                          1 + create gateway/80@........       missing
                          2 + create network/default@........  missing
                          3 + create instance/api.1@........   missing (after 2)
                          4 ? await instance/api.1@........    until ready (after 3)
                          5 = switch members/api               1 in, 0 out (after 4)
                          6 + create instance/web.1@........   missing (after 2, 5)
                          7 ? await instance/web.1@........    until ready (after 6)
                          8 = switch members/web               1 in, 0 out (after 7)
                          9 + create route/web@........        missing (after 1, 2)
                        """);
        Nanokit.load(FILE).provider(fake).up();
        assertThat(Nanokit.load(FILE.replace("api:1", "api:2"))
                        .provider(fake)
                        .plan()
                        .text())
                .contains("changed: ~image")
                .contains("gives way");
        assertThat(Nanokit.load(FILE).provider(fake).plan().text()).contains("nothing to change");
    }

    @Test
    void events_come_in_order_and_each_step_that_begins_ends() {
        List<NanokitEvent> heard = new ArrayList<>();
        Nanokit.load(FILE)
                .provider(FakeProvider.instances())
                .listener(heard::add)
                .up();
        assertThat(heard.get(0)).isInstanceOf(NanokitEvent.RunStarted.class);
        assertThat(heard.get(1)).isInstanceOf(NanokitEvent.PlanMade.class);
        assertThat(heard.get(heard.size() - 1)).isInstanceOf(NanokitEvent.RunFinished.class);
        assertThat(heard).extracting(NanokitEvent::sequence).isSorted().doesNotHaveDuplicates();
        assertThat(heard.stream().filter(NanokitEvent.StepStarted.class::isInstance))
                .hasSameSizeAs(heard.stream()
                        .filter(NanokitEvent.StepFinished.class::isInstance)
                        .toList());
    }

    @Test
    void the_same_run_tells_the_same_story_each_time() {
        String first = story();
        for (int again = 0; again < 10; again++) {
            assertThat(story()).isEqualTo(first);
        }
    }

    private static String story() {
        List<String> heard = new ArrayList<>();
        FakeProvider fake = FakeProvider.instances();
        Nanokit.load(FILE)
                .provider(fake)
                .listener(event -> heard.add(event.toString()))
                .up();
        return heard + "\n" + fake.journal();
    }

    @Test
    void a_listener_that_throws_is_left_out_and_the_run_goes_on() {
        List<NanokitEvent> heard = new ArrayList<>();
        FakeProvider fake = FakeProvider.instances();
        Nanokit.load(FILE)
                .provider(fake)
                .listener(event -> {
                    throw new IllegalStateException("mine");
                })
                .listener(heard::add)
                .up();
        assertThat(fake.request("web")).contains("web:1");
        assertThat(heard.stream().filter(NanokitEvent.Notice.class::isInstance)).hasSize(1);
    }

    @Test
    void the_console_says_what_happens() {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        FakeProvider fake = FakeProvider.instances().behave("api", Behaviour.neverReady());
        assertThatThrownBy(() -> Nanokit.load(FILE)
                        .provider(fake)
                        .listener(new ConsoleProgress(out))
                        .up())
                .isInstanceOf(RolloutFailedException.class);
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .startsWith("up shop/local\nplan for shop/local")
                .contains("ok create instance/api.1@")
                .contains("FAILED await instance/api.1@")
                .contains("failed: run.failed in ");
    }

    @Test
    void what_does_not_depend_on_a_failure_goes_on() {
        FakeProvider fake = FakeProvider.instances().behave("api", Behaviour.neverReady());
        String more = FILE + "  mail: { image: 'mail:1' }\n";
        assertThatThrownBy(() -> Nanokit.load(more).provider(fake).up())
                .isInstanceOfSatisfying(RolloutFailedException.class, e -> {
                    assertThat(e.report().failures()).hasSize(1);
                    assertThat(e.report().skipped()).anyMatch(step -> step.contains("instance/web.1"));
                });
        assertThat(fake.answering("mail")).isEqualTo(1);
        assertThat(fake.running("web")).isZero();
    }

    @Test
    void an_interrupt_ends_the_run_and_the_next_one_goes_on() {
        FakeProvider fake = FakeProvider.instances();
        Thread me = Thread.currentThread();
        assertThatThrownBy(() -> Nanokit.load(FILE)
                        .provider(fake)
                        .listener(event -> {
                            if (event instanceof NanokitEvent.StepFinished finished
                                    && finished.step().words().startsWith("create instance/api")) {
                                me.interrupt();
                            }
                        })
                        .up())
                .isInstanceOf(OperationCancelledException.class);
        assertThat(Thread.interrupted()).as("the interrupt is kept").isTrue();
        Nanokit.load(FILE).provider(fake).up();
        assertThat(fake.request("web")).contains("web:1");
    }

    @Test
    void a_future_completes_with_what_up_would_throw() {
        assertThatThrownBy(() -> Nanokit.load("").upAsync().join())
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(dev.nanokit.failure.InvalidSpecException.class);
        Deployment done =
                Nanokit.load(FILE).provider(FakeProvider.instances()).upAsync().join();
        assertThat(done.endpoints()).containsOnlyKeys("web");
        assertThatThrownBy(() -> done.endpoint("api")).hasMessageContaining("neither host nor port");
        assertThatThrownBy(() -> done.endpoint("wep")).hasMessageContaining("no service 'wep'");
    }

    @Test
    void a_fixed_port_is_reached_where_the_platform_says() {
        OddProvider odd = new OddProvider(FakeProvider.instances());
        Nanokit kit = Nanokit.load("name: shop\nservices:\n  raw: { image: 'raw:1', port: 7001 }\n")
                .provider(odd);
        assertThat(kit.up().endpoint("raw")).hasToString("http://localhost:7001");
        odd.hostOfPorts = java.util.Optional.of("balancer.example");
        Deployment unchanged = kit.up();
        assertThat(unchanged.endpoint("raw")).hasToString("http://balancer.example:7001");
        odd.hostOfPorts = java.util.Optional.empty();
        assertThat(kit.up().endpoints()).isEmpty();
        assertThatThrownBy(() -> kit.up().endpoint("raw")).hasMessageContaining("no address for it");
        kit.down();
        assertThat(unchanged.endpoint("raw")).hasToString("http://balancer.example:7001");
    }

    @Test
    void fifty_projects_come_up_side_by_side_in_one_program() {
        FakeProvider fake = FakeProvider.instances();
        List<java.util.concurrent.CompletableFuture<Deployment>> all = new ArrayList<>();
        for (int number = 0; number < 50; number++) {
            all.add(Nanokit.load(FILE.replace("name: shop", "name: shop" + number)
                            .replace("web.localhost", number + ".localhost"))
                    .provider(fake)
                    .upAsync());
        }
        all.forEach(java.util.concurrent.CompletableFuture::join);
        assertThat(fake.running("web")).isEqualTo(50);
        assertThat(fake.dump().lines().filter(line -> line.startsWith("gateway/")))
                .hasSize(1);
    }
}
