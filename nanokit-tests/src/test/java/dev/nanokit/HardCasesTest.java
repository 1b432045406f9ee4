package dev.nanokit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.nanokit.event.NanokitEvent;
import dev.nanokit.failure.OperationCancelledException;
import dev.nanokit.failure.PlanRejectedException;
import dev.nanokit.failure.ProviderException;
import dev.nanokit.failure.RolloutFailedException;
import dev.nanokit.model.Project;
import dev.nanokit.plan.Step;
import dev.nanokit.provider.Provider;
import dev.nanokit.run.Cancellation;
import dev.nanokit.run.OnFailure;
import dev.nanokit.testkit.Behaviour;
import dev.nanokit.testkit.FakeProvider;
import dev.nanokit.testkit.assertj.NanokitAssertions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What happens rarely and must not hurt: each case once went wrong, or could. */
@Timeout(60)
@SuppressWarnings({"unchecked", "EmptyCatch", "unused", "CatchAndPrintStackTrace", "ThreadPriorityCheck", "EnumOrdinal"
})
final class HardCasesTest {

    private static final String TWO =
            "name: shop\nservices:\n  a: { image: 'a:1', expose: 80 }\n  b: { image: 'b:1', expose: 80 }\n";

    private static Nanokit kit(String yaml, Provider fake) {
        return Nanokit.load(yaml).provider(fake);
    }

    @Test
    void what_is_ephemeral_ends_though_its_thread_was_interrupted() {
        FakeProvider fake = FakeProvider.instances();
        Throwable end = catchThrowable(() -> {
            try (Deployment it = kit(TWO, fake).ephemeral().up()) {
                Thread.currentThread().interrupt();
            }
        });
        boolean flag = Thread.interrupted();
        assertThat(fake.dump()).as("end %s flag %s", end, flag).isBlank();
    }

    @Test
    void what_is_ephemeral_ends_though_its_run_was_cancelled() {
        FakeProvider fake = FakeProvider.instances();
        Cancellation word = new Cancellation();
        Throwable end = catchThrowable(() -> kit(TWO, fake)
                .options(o -> o.cancellation(word))
                .listener(event -> {
                    if (event instanceof NanokitEvent.StepFinished) {
                        word.cancel();
                    }
                })
                .ephemeral()
                .up());
        assertThat(end).isInstanceOf(OperationCancelledException.class);
        assertThat(fake.dump())
                .as("suppressed %s", List.of(end.getSuppressed()))
                .isBlank();
    }

    @Test
    void what_is_ephemeral_ends_though_its_future_was_cancelled() throws Exception {
        FakeProvider fake = FakeProvider.instances();
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        var future = kit(TWO, fake)
                .listener(event -> {
                    if (event instanceof NanokitEvent.StepFinished) {
                        begun.countDown();
                    }
                    if (event instanceof NanokitEvent.RunFinished) {
                        over.countDown();
                    }
                })
                .ephemeral()
                .upAsync();
        begun.await();
        future.cancel(true);
        Thread.sleep(2000);
        assertThat(fake.dump()).isBlank();
    }

    @Test
    void what_is_ephemeral_ends_whatever_guards_were_set() {
        FakeProvider fake = FakeProvider.instances();
        Throwable end = catchThrowable(() -> {
            try (Deployment it =
                    kit(TWO, fake).options(o -> o.maxDeletes(0)).ephemeral().up()) {
                assertThat(fake.running("a")).isEqualTo(1);
            }
        });
        assertThat(fake.dump()).as("end %s", end).isBlank();
    }

    @Test
    void a_component_that_only_looks_ephemeral_is_not_swept() {
        FakeProvider fake = FakeProvider.instances();
        kit(
                        "name: shop\ncomponent: ephemeral-test-worker\nservices:\n  a: { image: 'a:1', expose: 80, volumes: ['files:/srv'] }\nvolumes:\n  files: {}\n",
                        fake)
                .up();
        String dump = fake.dump();
        kit("name: other\nservices:\n  a: { image: 'a:1', expose: 80 }\n", fake).up();
        assertThat(fake.dump()).contains("volume/files");
    }

    @Test
    void one_scope_that_cannot_be_swept_does_not_keep_the_others() {
        List<String> left = new ArrayList<>();
        for (String bad : List.of("a", "b")) {
            FakeProvider fake = FakeProvider.instances();
            for (String name : List.of("a", "b")) {
                Stack stack = kit(
                                "name: p" + name + "\nservices:\n  " + name + ": { image: 'a:1', expose: 80 }\n", fake)
                        .ephemeral(Duration.ofMinutes(1))
                        .open();
                stack.up();
            }
            fake.elapse(Duration.ofMinutes(10));
            fake.fail("delete instance/" + bad, ProviderException.Kind.DENIED, 100);
            kit("name: other\nservices:\n  c: { image: 'a:1', expose: 80 }\n", fake)
                    .up();
            left.add(bad + " bad:\n" + fake.dump());
        }
        assertThat(left).allSatisfy(dump -> assertThat(
                        dump.lines().filter(l -> l.startsWith("network/")).count())
                .as(dump)
                .isLessThanOrEqualTo(2));
    }

    @Test
    void sweeping_that_takes_long_does_not_fail_the_run() {
        FakeProvider fake = FakeProvider.instances();
        Stack stack = kit("name: p\nservices:\n  a: { image: 'a:1', expose: 80 }\n", fake)
                .ephemeral(Duration.ofMinutes(1))
                .open();
        stack.up();
        fake.elapse(Duration.ofMinutes(10));
        fake.fail("delete network", ProviderException.Kind.IN_USE, 1000);
        kit("name: other\nservices:\n  c: { image: 'a:1', expose: 80 }\n", fake).up();
        assertThat(fake.running("c")).isEqualTo(1);
    }

    @Test
    void what_is_ephemeral_may_have_a_long_component() {
        FakeProvider fake = FakeProvider.instances();
        kit("name: shop\ncomponent: " + "c".repeat(50) + "\nservices:\n  a: { image: 'a:1', expose: 80 }\n", fake)
                .ephemeral()
                .up()
                .close();
    }

    @Test
    void the_plan_of_what_is_ephemeral_cannot_be_applied() {
        FakeProvider fake = FakeProvider.instances();
        DeploymentPlan plan = kit(TWO, fake).ephemeral().plan();
        Throwable end = catchThrowable(plan::apply);
        assertThat(fake.dump()).as("end %s", end).isBlank();
    }

    private static List<String> threads(String name) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(Thread::isAlive)
                .map(Thread::getName)
                .filter(n -> n.startsWith(name))
                .toList();
    }

    @Test
    void a_listener_that_throws_at_the_end_leaves_no_thread() throws Exception {
        FakeProvider fake = FakeProvider.instances();
        List<NanokitEvent> heard = new CopyOnWriteArrayList<>();
        kit(TWO, fake)
                .listener(event -> {
                    if (event instanceof NanokitEvent.RunFinished) {
                        throw new IllegalStateException("bad");
                    }
                })
                .listener(heard::add)
                .up();
        Thread.sleep(300);
        assertThat(threads("nanokit")).as("threads left").isEmpty();
        assertThat(heard.get(heard.size() - 1)).isInstanceOf(NanokitEvent.RunFinished.class);
    }

    @Test
    void a_listener_that_throws_at_the_start_does_not_break_the_series() throws Exception {
        dev.nanokit.engine.execution.EventStream stream = new dev.nanokit.engine.execution.EventStream(
                List.of(
                        event -> {
                            throw new IllegalStateException("bad");
                        },
                        new Slow()),
                new dev.nanokit.engine.thread.SystemTime());
        stream.runStarted("up", "x");
        stream.runFinished(Duration.ZERO, Optional.empty());
        stream.close();
        assertThat(Slow.MOST.get()).as("calls at once").isEqualTo(1);
    }

    private static final class Slow implements dev.nanokit.event.NanokitListener {
        static final AtomicInteger MOST = new AtomicInteger();
        private final AtomicInteger now = new AtomicInteger();

        @Override
        public void on(NanokitEvent event) {
            MOST.accumulateAndGet(now.incrementAndGet(), Math::max);
            try {
                Thread.sleep(200);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            now.decrementAndGet();
        }
    }

    @Test
    void status_ends_though_the_platform_does_not_answer() {
        FakeProvider fake = FakeProvider.instances();
        kit(TWO, fake).up();
        fake.faults().hang("look");
        Instant before = fake.now();
        Throwable end = catchThrowable(() -> kit(TWO, fake)
                .options(o -> o.deadline(Duration.ofSeconds(10)).callDeadline(Duration.ofSeconds(5)))
                .status());
        assertThat(Duration.between(before, fake.now())).as("%s", end).isLessThan(Duration.ofMinutes(1));
    }

    @Test
    void logs_end_though_the_platform_does_not_answer() {
        FakeProvider fake = FakeProvider.instances();
        kit(TWO, fake).up();
        OddProvider wrapped = new OddProvider(fake);
        wrapped.hangingLogs = true;
        Instant before = fake.now();
        Throwable end = catchThrowable(() -> kit(TWO, wrapped)
                .options(o -> o.deadline(Duration.ofSeconds(10)).callDeadline(Duration.ofSeconds(5)))
                .logs("a", 5));
        assertThat(Duration.between(before, fake.now())).as("%s", end).isLessThan(Duration.ofMinutes(1));
    }

    @Test
    void logs_that_hang_do_not_hold_a_run_beyond_its_deadline() {
        StringBuilder yaml = new StringBuilder("name: shop\nservices:\n");
        for (int i = 0; i < 20; i++) {
            yaml.append("  s" + i + ": { image: 'bad:1', expose: 80 }\n");
        }
        FakeProvider fake = FakeProvider.instances();
        kit(yaml.toString(), fake).up();
        for (int i = 0; i < 20; i++) {
            fake.sicken("instance/s" + i + ".1");
        }
        OddProvider wrapped = new OddProvider(fake);
        wrapped.hangingLogs = true;
        Instant before = fake.now();
        Throwable end = catchThrowable(() -> kit(yaml.toString(), wrapped)
                .options(o -> o.deadline(Duration.ofSeconds(60)))
                .up());
        assertThat(end).isInstanceOf(RolloutFailedException.class);
        assertThat(Duration.between(before, fake.now())).isLessThan(Duration.ofSeconds(80));
    }

    @Test
    void a_run_may_be_cancelled_while_a_log_is_read() {
        FakeProvider fake = FakeProvider.instances();
        fake.behave("a:1", Behaviour.neverReady());
        OddProvider wrapped = new OddProvider(fake);
        Cancellation word = new Cancellation();
        wrapped.onLogs = word::cancel;
        wrapped.word100 = true;
        wrapped.hangingLogs = true;
        List<NanokitEvent> heard = new CopyOnWriteArrayList<>();
        Throwable end = catchThrowable(() -> kit(TWO, wrapped)
                .options(o -> o.cancellation(word))
                .listener(heard::add)
                .up());
        assertThat(end).isInstanceOf(OperationCancelledException.class);
        NanokitAssertions.assertThat(heard).followTheGrammar();
    }

    @Test
    void an_error_in_a_look_is_told_at_once() {
        FakeProvider fake = FakeProvider.instances();
        OddProvider wrapped = new OddProvider(fake);
        wrapped.lookError = true;
        Instant before = fake.now();
        Throwable end = catchThrowable(() -> kit(TWO, wrapped).up());
        assertThat(end).hasMessageContaining("NoClassDef");
        assertThat(Duration.between(before, fake.now())).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void a_renewal_that_throws_once_is_made_again() {
        FakeProvider fake = FakeProvider.instances();
        fake.behave("a:1", Behaviour.readyAfter(Duration.ofSeconds(50)));
        fake.behave("b:1", Behaviour.readyAfter(Duration.ofSeconds(50)));
        OddProvider wrapped = new OddProvider(fake);
        wrapped.renewThrows = 1;
        String yaml =
                """
                name: shop
                services:
                  a: { image: 'a:1', expose: 80, healthcheck: { path: /, startPeriod: 100s } }
                  b: { image: 'b:1', expose: 80, depends_on: [a], healthcheck: { path: /, startPeriod: 100s } }
                """;
        kit(yaml, wrapped).up();
    }

    @Test
    void a_connection_that_comes_late_is_closed() throws Exception {
        FakeProvider fake = FakeProvider.instances();
        OddProvider wrapped = new OddProvider(fake);
        wrapped.connectTakes = 1500;
        Throwable end = catchThrowable(() -> kit(TWO, wrapped)
                .options(o -> o.deadline(Duration.ofMillis(300)))
                .up());
        Thread.sleep(2000);
        assertThat(wrapped.opened.get() - wrapped.closed.get()).as("%s", end).isZero();
    }

    @Test
    void drift_tells_no_variable() {
        FakeProvider fake = FakeProvider.instances();
        String yaml = "name: shop\nservices:\n  a: { image: 'a:1', expose: 80, env: { TOKEN: '${TOKEN}' } }\n";
        kit(yaml, fake).variable("TOKEN", "hunter2").up();
        fake.drift("instance/a.1", "env.TOKEN", "other");
        String text = kit(yaml, fake).variable("TOKEN", "hunter2").drift().text();
        assertThat(text).doesNotContain("hunter2");
    }

    @Test
    void status_is_ready_where_the_platform_runs_services() {
        FakeProvider fake = FakeProvider.services();
        String yaml = "name: shop\nservices:\n  a: { image: 'a:1', expose: 80, instances: 2 }\n";
        kit(yaml, fake).up();
        assertThat(kit(yaml, fake).status().isReady())
                .as(kit(yaml, fake).status().text())
                .isTrue();
    }

    @Test
    void a_plan_is_stale_if_a_value_changed_that_it_does_not_show(@TempDir Path folder) throws Exception {
        FakeProvider fake = FakeProvider.services();
        Path file = folder.resolve("nanokit.yml");
        String yaml = "name: shop\nservices:\n  a: { image: 'a:1', expose: 80, env: { COLOR: %s } }\n";
        Files.writeString(file, yaml.formatted("red"));
        Nanokit kit = Nanokit.load(file).provider(fake);
        kit.up();
        Files.writeString(file, yaml.formatted("green"));
        DeploymentPlan plan = kit.plan();
        Files.writeString(file, yaml.formatted("black"));
        Throwable end = catchThrowable(plan::apply);
        assertThat(end).as(fake.values("service/a").toString()).isInstanceOf(PlanRejectedException.class);
    }

    @Test
    void a_run_returns_after_its_deadline() {
        FakeProvider fake = FakeProvider.instances();
        String yaml =
                "name: shop\nservices:\n  a: { image: 'a:%s', expose: 80, healthcheck: { path: /, startPeriod: 10m } }\n";
        kit(yaml.formatted("1"), fake).up();
        fake.behave("a:2", Behaviour.neverReady());
        Throwable end = catchThrowable(() -> kit(yaml.formatted("2"), fake)
                .options(o -> o.deadline(Duration.ofSeconds(30)).returnOnFailure())
                .up());
        assertThat(end).isInstanceOf(RolloutFailedException.class);
        assertThat(((RolloutFailedException) end).report().returned())
                .as("%s %s %s", end, List.of(end.getSuppressed()), fake.dump())
                .contains("a");
    }

    @Test
    void what_was_under_way_when_another_failed_returns_too() {
        FakeProvider fake = FakeProvider.instances();
        String yaml = TWO;
        kit(yaml, fake).up();
        fake.behave("a:2", Behaviour.exits(Duration.ofMillis(200), 1));
        fake.behave("b:2", Behaviour.readyAfter(Duration.ofSeconds(20)));
        Throwable end = catchThrowable(() -> kit(yaml.replace("a:1", "a:2").replace("b:1", "b:2"), fake)
                .options(o -> o.onFailure(OnFailure.STOP).returnOnFailure())
                .up());
        assertThat(end).isInstanceOf(RolloutFailedException.class);
        assertThat(kit(yaml, fake).plan().isEmpty())
                .as(end + "\n" + fake.dump())
                .isTrue();
    }

    @Test
    void what_gave_its_port_up_returns_too() {
        FakeProvider fake = FakeProvider.instances();
        String one =
                "name: p\nservices:\n  a: { image: 'a:1', port: 8001 }\n  b: { image: 'b:1', port: 8002, depends_on: [a] }\n";
        kit(one, fake).up();
        fake.behave("a:2", Behaviour.exits(Duration.ofMillis(200), 1));
        Throwable end = catchThrowable(() -> kit(
                        one.replace("8001", "8000")
                                .replace("8002", "8001")
                                .replace("8000", "8002")
                                .replace("a:1", "a:2"),
                        fake)
                .options(o -> o.returnOnFailure())
                .up());
        assertThat(end).isInstanceOf(RolloutFailedException.class);
        assertThat(fake.running("a") + fake.running("b"))
                .as(end + "\n" + List.of(end.getSuppressed()) + "\n" + fake.dump())
                .isEqualTo(2);
    }

    @Test
    void a_failed_update_where_the_platform_rolls_says_what_serves() {
        FakeProvider fake = FakeProvider.services();
        String yaml = "name: shop\nservices:\n  a: { image: 'a:%s', expose: 80, updateStrategy: rolling }\n";
        kit(yaml.formatted("1"), fake).up();
        fake.behave("a:2", Behaviour.neverReady());
        Throwable end = catchThrowable(() -> kit(yaml.formatted("2"), fake).up());
        assertThat(fake.request("a")).contains("a:1");
        assertThat(((RolloutFailedException) end).report().serving()).contains("a");
    }

    @Test
    void a_return_deletes_nothing_that_stood_before() {
        FakeProvider fake = FakeProvider.instances();
        String yaml =
                "name: shop\nservices:\n  a: { image: 'a:1', expose: 80, instances: 2, updateStrategy: rolling }\n";
        kit(yaml, fake).up();
        fake.kill("instance/a.2");
        fake.behave("a:1", Behaviour.exits(Duration.ofMillis(200), 1));
        Throwable end = catchThrowable(
                () -> kit(yaml, fake).options(o -> o.returnOnFailure()).up());
        assertThat(fake.dump()).as("%s %s", end, List.of(end.getSuppressed())).contains("instance/a.2");
    }

    @Test
    void what_is_protected_is_not_replaced_by_a_targeted_up() {
        FakeProvider fake = FakeProvider.services();
        String yaml =
                """
                name: shop
                services:
                  a: { image: 'a:1', expose: 80, depends_on: [main] }
                databases:
                  main: { engine: postgres, version: "%s", rootPassword: secret }
                """;
        kit(yaml.formatted(15), fake).up();
        Throwable end = catchThrowable(() -> kit(yaml.formatted(16), fake)
                .options(o -> o.deleteData("main").protect("main"))
                .up("a"));
        assertThat(end).as(fake.dump()).isInstanceOf(PlanRejectedException.class);
    }

    @Test
    void a_name_may_be_said_twice() {
        kit(TWO, FakeProvider.instances()).options(o -> o.protect("a", "a")).plan();
    }

    @Test
    void what_cannot_be_restarted_is_refused() {
        FakeProvider fake = FakeProvider.services();
        String yaml =
                """
                name: shop
                services:
                  a: { image: 'a:1', expose: 80, depends_on: [main] }
                databases:
                  main: { engine: postgres, version: "15", rootPassword: secret }
                """;
        kit(yaml, fake).up();
        List<String> before = fake.journal();
        Throwable end = catchThrowable(() -> kit(yaml, fake).restart("main"));
        assertThat(end != null || fake.journal().size() > before.size())
                .as("neither done nor refused")
                .isTrue();
    }

    @Test
    void a_job_beside_nothing_is_refused() {
        Throwable end = catchThrowable(() -> kit(TWO, FakeProvider.instances()).run("a", "true"));
        assertThat(end).isInstanceOf(dev.nanokit.failure.NanokitException.class);
    }

    @Test
    void a_job_that_is_cancelled_is_taken_away() {
        FakeProvider fake = FakeProvider.instances();
        kit(TWO, fake).up();
        fake.behave("a.run", Behaviour.exits(Duration.ofHours(1), 0));
        Cancellation word = new Cancellation();
        OddProvider wrapped = new OddProvider(fake);
        wrapped.onJob = word::cancel;
        Throwable end = catchThrowable(
                () -> kit(TWO, wrapped).options(o -> o.cancellation(word)).run("a", "true"));
        assertThat(end).isInstanceOf(OperationCancelledException.class);
        assertThat(fake.dump()).as("%s %s", end, List.of(end.getSuppressed())).doesNotContain("job/");
    }

    @Test
    void a_job_that_is_late_is_taken_away() {
        FakeProvider fake = FakeProvider.instances();
        kit(TWO, fake).up();
        fake.behave("a.run", Behaviour.exits(Duration.ofHours(2), 0));
        Throwable end = catchThrowable(() -> kit(TWO, fake).run("a", "true"));
        assertThat(fake.dump()).as("%s %s", end, List.of(end.getSuppressed())).doesNotContain("job/");
    }

    @Test
    void a_job_that_is_throttled_is_made_later() {
        FakeProvider fake = FakeProvider.instances();
        kit(TWO, fake).up();
        fake.faults().throttle("create job/a.run-", Duration.ofSeconds(1), 1);
        kit(TWO, fake).run("a", "true");
    }

    @Test
    void a_route_that_moves_to_another_port_waits_for_who_listens_there() {
        FakeProvider fake = FakeProvider.instances();
        String yaml =
                "name: shop\nservices:\n  a: { image: 'a:%s', expose: %s, host: a.localhost, updateStrategy: rolling }\n";
        kit(yaml.formatted("1", "80"), fake).up();
        DeploymentPlan plan = kit(yaml.formatted("2", "90"), fake).plan();
        Step update = plan.steps().stream()
                .filter(step -> step.words().startsWith("update route/a"))
                .findFirst()
                .orElseThrow();
        List<Step> waitedFor = new ArrayList<>(List.of(update));
        for (int index = 0; index < waitedFor.size(); index++) {
            waitedFor
                    .get(index)
                    .needs()
                    .forEach(need -> waitedFor.add(plan.steps().get(need - 1)));
        }
        assertThat(waitedFor)
                .as(plan.text())
                .extracting(Step::words)
                .anyMatch(words -> words.startsWith("await instance/a.1"));
    }

    @Test
    void a_prestop_that_cannot_be_run_does_not_keep_an_instance_from_being_stopped() {
        FakeProvider fake = FakeProvider.instances();
        String yaml = "name: shop\nservices:\n  a: { image: 'a:%s', expose: 80, hooks: { prestop: drain } }\n";
        kit(yaml.formatted("1"), fake).up();
        OddProvider wrapped = new OddProvider(fake);
        wrapped.execFails = ProviderException.Kind.UNAVAILABLE;
        kit(yaml.formatted("2"), wrapped).up();
    }

    @Test
    void an_error_of_a_provider_is_no_uncaught_exception() {
        FakeProvider fake = FakeProvider.instances();
        OddProvider wrapped = new OddProvider(fake);
        wrapped.servicesError = true;
        List<Throwable> uncaught = new CopyOnWriteArrayList<>();
        var before = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((t, e) -> uncaught.add(e));
        try {
            assertThat(catchThrowable(() -> kit(TWO, wrapped).up())).isNotNull();
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(before);
        }
        assertThat(uncaught).isEmpty();
    }

    @Test
    void a_run_that_is_done_at_its_deadline_has_not_failed() {
        for (int ms = 500; ms < 2500; ms += 10) {
            FakeProvider fake = FakeProvider.instances();
            List<NanokitEvent> heard = new CopyOnWriteArrayList<>();
            int length = ms;
            Throwable end = catchThrowable(() -> kit("name: p\nservices:\n  a: { image: 'a:1', expose: 80 }\n", fake)
                    .options(o -> o.deadline(Duration.ofMillis(length)))
                    .listener(heard::add)
                    .up());
            boolean allDone = heard.stream()
                            .filter(NanokitEvent.StepFinished.class::isInstance)
                            .map(NanokitEvent.StepFinished.class::cast)
                            .filter(f -> f.failure().isEmpty())
                            .count()
                    == heard.stream()
                            .filter(NanokitEvent.PlanMade.class::isInstance)
                            .map(NanokitEvent.PlanMade.class::cast)
                            .mapToLong(pm -> pm.plan().steps().size())
                            .sum();
            assertThat(end == null || !allDone || heard.stream().noneMatch(NanokitEvent.PlanMade.class::isInstance))
                    .as("%d ms: %s", ms, end)
                    .isTrue();
        }
    }

    @Test
    void a_call_that_took_long_before_it_failed_is_made_again() {
        FakeProvider fake = FakeProvider.instances();
        OddProvider wrapped = new OddProvider(fake);
        wrapped.slowThenUnavailable = true;
        kit(TWO, wrapped).up();
    }

    private static final String FAN =
            """
            name: shop
            services:
              a: { image: 'a:1', expose: 80 }
              b: { image: 'b:1', expose: 80 }
              c: { image: 'c:1', expose: 80 }
              d: { image: 'd:1', expose: 80, depends_on: [a, b, c] }
            """;

    private static FakeProvider fan(Fakes kind) {
        return kind.make()
                .behave("a:1", Behaviour.exits(Duration.ofMillis(200), 1))
                .behave("b:1", Behaviour.readyAfter(Duration.ofSeconds(2)))
                .behave("c:1", Behaviour.exits(Duration.ofSeconds(5), 1))
                .behave("e:1", Behaviour.readyAfter(Duration.ofSeconds(10)));
    }

    @org.junit.jupiter.params.ParameterizedTest
    @org.junit.jupiter.params.provider.EnumSource
    void several_failures_of_what_one_depends_on_count_once(Fakes kind) {
        FakeProvider fake = fan(kind);
        List<NanokitEvent> heard = new CopyOnWriteArrayList<>();
        Throwable end = catchThrowable(() -> kit(FAN, fake).listener(heard::add).up());
        NanokitAssertions.assertThat(heard).followTheGrammar();
        assertThat(end).hasMessageNotContaining("fault of the plan").hasMessageContaining("exit code 1");
    }

    @org.junit.jupiter.params.ParameterizedTest
    @org.junit.jupiter.params.provider.EnumSource
    void what_is_independent_of_several_failures_finishes(Fakes kind) {
        FakeProvider fake = fan(kind);
        List<NanokitEvent> heard = new CopyOnWriteArrayList<>();
        Throwable end =
                catchThrowable(() -> kit(FAN + "  e: { image: 'e:1', expose: 80, updateStrategy: rolling }\n", fake)
                        .listener(heard::add)
                        .up());
        NanokitAssertions.assertThat(heard).followTheGrammar();
        assertThat(fake.answering("e")).as("%s", end).isEqualTo(1);
    }

    @Test
    void a_service_returns_whose_port_went_to_another() {
        FakeProvider fake = FakeProvider.instances();
        String yaml = "name: p\nservices:\n  a: { image: 'a:%s', port: %s }\n  b: { image: 'b:1', port: %s }\n";
        kit(yaml.formatted("1", "8001", "8002"), fake).up();
        fake.behave("a:2", Behaviour.exits(Duration.ofSeconds(5), 1));
        Throwable end = catchThrowable(() -> kit(yaml.formatted("2", "8003", "8001"), fake)
                .options(o -> o.returnOnFailure())
                .up());
        assertThat(fake.values("instance/a.1")).isNotNull();
        assertThat(((RolloutFailedException) end).report().returned())
                .as("%s %s %s", end, List.of(end.getSuppressed()), fake.dump())
                .contains("a");
    }

    @org.junit.jupiter.params.ParameterizedTest
    @org.junit.jupiter.params.provider.EnumSource
    void a_look_that_fails_for_good_ends_a_run_that_stops(Fakes kind) {
        FakeProvider fake = kind.make();
        kit(TWO, fake).up();
        fake.fail("look", ProviderException.Kind.DENIED, 1);
        List<NanokitEvent> heard = new CopyOnWriteArrayList<>();
        Throwable end = catchThrowable(() -> kit(TWO, fake)
                .listener(heard::add)
                .options(o -> o.onFailure(OnFailure.STOP))
                .up());
        assertThat(end).isInstanceOf(RolloutFailedException.class);
        NanokitAssertions.assertThat(heard).followTheGrammar();
    }

    @Test
    void of_twins_in_the_rotation_one_stays() {
        FakeProvider fake = FakeProvider.instances();
        String yaml = "name: shop\nservices:\n  a: { image: 'a:1', expose: 80, updateStrategy: rolling }\n";
        kit(yaml, fake).up();
        fake.twin("instance/a.1");
        OddProvider wrapped = new OddProvider(fake);
        wrapped.allAreMembers = true;
        kit(yaml, wrapped).up();
        assertThat(fake.answering("a")).as(fake.dump() + fake.journal()).isEqualTo(1);
    }

    @Test
    void targeted_plans_cost_about_linearly() {
        long[] took = new long[2];
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 2; i++) {
                int n = i == 0 ? 1000 : 4000;
                StringBuilder yaml = new StringBuilder("name: shop\nservices:\n");
                for (int s = 0; s < n; s++) {
                    yaml.append("  s" + s + ": { image: 'x:1', expose: 80"
                            + (s > 0 ? ", depends_on: [s" + (s - 1) + "]" : "") + " }\n");
                }
                FakeProvider fake = FakeProvider.instances();
                Project project = Nanokit.load(yaml.toString()).validate();
                long begin = System.nanoTime();
                Nanokit.of(project).provider(fake).plan("s" + (n - 1));
                took[i] = (System.nanoTime() - begin) / 1_000_000;
            }
        }
        assertThat(took[1]).isLessThan(took[0] * 8);
    }

    @Test
    void plans_of_many_ports_cost_about_linearly() {
        long[] took = new long[2];
        for (int i = 0; i < 2; i++) {
            int n = i == 0 ? 500 : 2000;
            StringBuilder yaml = new StringBuilder("name: shop\nservices:\n");
            for (int s = 0; s < n; s++) {
                yaml.append("  s" + s + ": { image: 'x:1', port: " + (10000 + s)
                        + (s > 0 ? ", depends_on: [s" + (s - 1) + "]" : "") + " }\n");
            }
            FakeProvider fake = FakeProvider.instances();
            Project project = Nanokit.load(yaml.toString()).validate();
            Nanokit.of(project).provider(fake).up();
            Project next = Nanokit.load(yaml.toString().replace("x:1", "x:2")).validate();
            Nanokit.of(next).provider(fake).plan();
            long begin = System.nanoTime();
            Nanokit.of(next).provider(fake).plan();
            took[i] = (System.nanoTime() - begin) / 1_000_000;
        }
        assertThat(took[1]).isLessThan(took[0] * 8);
    }

    @Test
    void a_secret_that_a_program_tells_its_log_is_told_to_nobody_else() {
        FakeProvider fake = FakeProvider.instances();
        fake.behave(
                "a:1", Behaviour.exits(Duration.ofSeconds(1), 1, "cannot log in with h1dden-k3y at x?key=h1dden-k3y"));
        List<NanokitEvent> heard = new CopyOnWriteArrayList<>();
        Throwable end = catchThrowable(() -> kit(
                        "name: shop\nservices:\n  a: { image: 'a:1', expose: 80, secrets: { KEY: 'env://KEY' } }\n",
                        fake)
                .variable("KEY", "h1dden-k3y")
                .listener(heard::add)
                .up());
        assertThat(end).hasMessageContaining("cannot log in with *** at x?key=***");
        assertThat(heard.toString()).doesNotContain("h1dden-k3y");
    }
}
