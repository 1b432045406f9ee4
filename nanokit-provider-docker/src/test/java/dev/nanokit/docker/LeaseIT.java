package dev.nanokit.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nanokit.Nanokit;
import dev.nanokit.failure.LeaseException;
import dev.nanokit.failure.ProviderException;
import dev.nanokit.model.Name;
import dev.nanokit.model.SettingsNode;
import dev.nanokit.provider.Leases;
import dev.nanokit.provider.ProviderSession;
import dev.nanokit.provider.Scope;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One writer: who gets the lease, who waits, and what becomes of a holder that dies or sleeps. */
@OnDocker
final class LeaseIT {

    private static final Duration SHORT = Duration.ofSeconds(2);
    private static final Duration LONG = Duration.ofSeconds(60);

    private final Lab lab = new Lab("lease");
    private final DockerProvider provider = new DockerProvider();
    private final ProviderSession session =
            provider.connect(provider.settings(SettingsNode.empty()), new PlainContext());
    private final Leases leases = session.capability(Leases.class).orElseThrow();
    private final Scope scope = new Scope(Name.of(lab.project()), Optional.empty(), Name.of("local"));

    @TempDir
    private Path folder;

    @AfterEach
    void cleanUp() {
        session.close();
        lab.close();
    }

    /** {@return the answers to as many questions at once} */
    private List<Leases.Answer> ask(int many, Duration time) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(many);
        try {
            CountDownLatch go = new CountDownLatch(1);
            List<CompletableFuture<Leases.Answer>> asked = new ArrayList<>();
            for (int number = 0; number < many; number++) {
                String who = "asker " + number;
                asked.add(CompletableFuture.supplyAsync(
                        () -> {
                            try {
                                go.await();
                            } catch (InterruptedException e) {
                                throw new IllegalStateException(e);
                            }
                            return leases.acquire(scope, who, time);
                        },
                        threads));
            }
            go.countDown();
            List<Leases.Answer> answers = new ArrayList<>();
            for (CompletableFuture<Leases.Answer> one : asked) {
                answers.add(one.get(60, TimeUnit.SECONDS));
            }
            return answers;
        } finally {
            threads.shutdownNow();
        }
    }

    private static Leases.Grant only(List<Leases.Answer> answers) {
        List<Leases.Grant> granted = answers.stream()
                .filter(Leases.Granted.class::isInstance)
                .map(answer -> ((Leases.Granted) answer).grant())
                .toList();
        assertThat(granted).as("%s", answers).hasSize(1);
        return granted.get(0);
    }

    private Leases.Grant granted(String who, Duration time) {
        return only(List.of(leases.acquire(scope, who, time)));
    }

    @RepeatedTest(8)
    void of_ten_that_ask_at_once_one_gets_it_and_the_others_hear_whose_it_is() throws Exception {
        Instant before = Instant.now();
        List<Leases.Answer> answers = ask(10, LONG);
        Leases.Grant grant = only(answers);
        assertThat(grant.until()).isBetween(before.plus(LONG), Instant.now().plus(LONG));
        assertThat(answers).filteredOn(Leases.Held.class::isInstance).hasSize(9).allSatisfy(answer -> {
            assertThat(((Leases.Held) answer).holder()).isEqualTo(grant.holder());
            assertThat(((Leases.Held) answer).until()).isEqualTo(grant.until());
        });
        leases.release(grant);
        assertThat(lab.leases()).isEmpty();
        leases.release(grant);
        leases.release(granted("the next one", LONG));
    }

    @Test
    void a_renewed_one_lasts_as_long_as_it_was_renewed_for() throws Exception {
        Leases.Grant first = granted("holder", SHORT);
        Leases.Grant second = leases.renew(first, Duration.ofSeconds(30));
        assertThat(second.token()).isEqualTo(first.token());
        Lab.until("the first time is over", () -> Instant.now().isAfter(first.until()));
        assertThat(leases.acquire(scope, "other", LONG)).isEqualTo(new Leases.Held("holder", second.until()));
        Leases.Grant third = leases.renew(second, LONG);
        assertThat(third.until()).isAfter(second.until());
        leases.release(third);
        assertThat(lab.leases()).isEmpty();
    }

    @Test
    void one_that_has_run_out_is_taken_over_by_one_and_its_holder_hears_of_it() throws Exception {
        Leases.Grant dead = granted("dead", Duration.ofMillis(300));
        Lab.until("it has run out", () -> Instant.now().isAfter(dead.until()));
        Leases.Grant heir = only(ask(8, LONG));
        assertThat(lab.leases()).hasSize(1);
        assertThatThrownBy(() -> leases.renew(dead, LONG))
                .isInstanceOfSatisfying(
                        ProviderException.class, e -> assertThat(e.kind()).isEqualTo(ProviderException.Kind.CONFLICT));
        leases.release(dead);
        assertThat(leases.acquire(scope, "late", LONG)).isInstanceOf(Leases.Held.class);
        leases.release(heir);
    }

    @Test
    void a_holder_hears_at_its_next_renewal_that_its_lease_was_taken_away() {
        Leases.Grant mine = granted("mine", LONG);
        lab.client().removeContainerCmd(lab.leases().get(0).getId()).exec();
        Leases.Grant other = granted("other", LONG);
        assertThatThrownBy(() -> leases.renew(mine, LONG))
                .isInstanceOfSatisfying(
                        ProviderException.class, e -> assertThat(e.kind()).isEqualTo(ProviderException.Kind.CONFLICT));
        leases.release(other);
    }

    @Test
    void scopes_whose_names_read_the_same_have_leases_of_their_own() {
        Scope share = new Scope(Name.of(lab.project()), Optional.of(Name.of("a")), Name.of("b-c"));
        Scope other = new Scope(Name.of(lab.project()), Optional.of(Name.of("a-b")), Name.of("c"));
        Scope longest = new Scope(Name.of(lab.project()), Optional.of(Name.of("x".repeat(60))), Name.of("local"));
        for (Scope one : List.of(share, other, longest)) {
            assertThat(leases.acquire(one, "me", LONG)).isInstanceOf(Leases.Granted.class);
        }
        assertThat(lab.leases()).hasSize(3).allSatisfy(lease -> assertThat(lease.getNames()[0].length())
                .isLessThanOrEqualTo(64));
    }

    @Test
    void what_is_not_ours_under_its_name_is_left_alone_and_named() {
        Leases.Grant grant = granted("me", LONG);
        String name = lab.leases().get(0).getNames()[0].substring(1);
        leases.release(grant);
        String foreign =
                lab.foreign(lab.client().createContainerCmd(Lab.BUSYBOX).withName(name));
        assertThatThrownBy(() -> leases.acquire(scope, "me", LONG))
                .isInstanceOfSatisfying(
                        ProviderException.class, e -> assertThat(e.kind()).isEqualTo(ProviderException.Kind.OWNERSHIP))
                .hasMessageContaining(name);
        assertThat(lab.client().inspectContainerCmd(foreign).exec().getId()).isEqualTo(foreign);
    }

    @Test
    void it_is_no_resource_and_stands_in_no_plan() {
        String rest = "services:\n  a: { image: 'busybox:latest', start: exec sleep 1000 }\n";
        lab.kit(rest).up();
        assertThat(lab.leases()).as("given back").isEmpty();
        granted("somebody", LONG);
        assertThat(session.discovery().discover(scope).resources())
                .extracting(resource -> resource.slot().toString())
                .containsExactlyInAnyOrder("network/default", "instance/a.1");
        assertThat(lab.kit(rest).plan().isEmpty()).isTrue();
        assertThat(lab.kit(rest).up().plan().isEmpty())
                .as("what writes nothing needs none")
                .isTrue();
        assertThat(session.capability(dev.nanokit.provider.Scopes.class)
                        .orElseThrow()
                        .all())
                .contains(scope);
        lab.client().removeContainerCmd(lab.leases().get(0).getId()).exec();
    }

    /** {@return services of which the second begins some seconds after the first} */
    private String slow() {
        return "services:\n  first:\n    image: busybox:latest\n"
                + "    start: sleep 3; mkdir -p /www; echo 1 >/www/index.html; exec httpd -f -p 8080 -h /www\n"
                + "    expose: 8080\n    healthcheck: { path: / }\n"
                + Lab.page("second", "2", "    depends_on: [first]\n")
                + Lab.page("third", "3", "    depends_on: [second]\n");
    }

    private Path file(String rest) throws Exception {
        return Files.writeString(folder.resolve("nanokit.yml"), lab.yaml(rest));
    }

    private void requireRight(String rest) {
        assertThat(lab.kit(rest).plan().text())
                .isEqualTo(lab.kit(rest).up().plan().text());
        assertThat(lab.kit(rest).plan().isEmpty()).isTrue();
        assertThat(lab.names()).hasSize(3);
        assertThat(lab.everything()).as("a network, and no lease").hasSize(4);
    }

    @Test
    void two_that_wait_for_each_other_both_end_well() throws Exception {
        Path file = file(slow());
        try (ChildUp one = ChildUp.of(file, Duration.ofSeconds(5), LONG);
                ChildUp other = ChildUp.of(file, Duration.ofSeconds(5), LONG)) {
            assertThat(one.end()).endsWith("done\n");
            assertThat(other.end()).endsWith("done\n");
        }
        requireRight(slow());
    }

    @Test
    void one_that_does_not_wait_hears_who_is_at_work_and_until_when() throws Exception {
        try (ChildUp holder = ChildUp.of(file(slow()), Duration.ofSeconds(30), Duration.ZERO)) {
            Lab.until("it is at work", () -> !lab.containers().isEmpty() || !holder.isAlive());
            assertThatThrownBy(() -> lab.kit(slow()).up())
                    .isInstanceOfSatisfying(
                            LeaseException.class, e -> assertThat(e.code()).isEqualTo("lease.held"))
                    .hasMessageContaining("process " + holder.pid())
                    .hasMessageContaining(lab.project() + "/local")
                    .hasMessageMatching("(?s).*lasts until \\d{4}-\\d\\d-\\d\\dT.*");
            assertThat(holder.end()).endsWith("done\n");
        }
        requireRight(slow());
    }

    @Test
    void one_that_is_killed_holds_it_no_longer_than_it_was_granted() throws Exception {
        try (ChildUp holder = ChildUp.of(file(slow()), SHORT, Duration.ZERO)) {
            Lab.until("it is at work", () -> !lab.containers().isEmpty() || !holder.isAlive());
            assertThat(holder.kill()).as("alive until then").isTrue();
        }
        assertThat(lab.leases()).hasSize(1);
        waiting().up();
        requireRight(slow());
    }

    @Test
    void one_that_slept_longer_than_its_lease_writes_nothing_more() throws Exception {
        try (ChildUp sleeper = ChildUp.of(file(slow()), SHORT, Duration.ZERO)) {
            Lab.until(
                    "it waits for the first service",
                    () -> !sleeper.isAlive()
                            || lab.containers().stream().anyMatch(one -> "running".equals(one.getState())));
            TimeUnit.MILLISECONDS.sleep(300);
            sleeper.signal("STOP");
            waiting().up();
            List<String> before = lab.ids();
            sleeper.signal("CONT");
            assertThat(sleeper.end()).contains("lease.lost");
            assertThat(lab.ids()).isEqualTo(before);
        }
        requireRight(slow());
    }

    private Nanokit waiting() {
        return lab.kit(slow()).options(o -> o.waitForLease(Duration.ofSeconds(20)));
    }
}
