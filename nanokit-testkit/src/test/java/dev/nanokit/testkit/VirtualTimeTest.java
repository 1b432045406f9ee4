package dev.nanokit.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nanokit.time.Mailbox;
import dev.nanokit.time.TimeSource;
import dev.nanokit.time.Workers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
final class VirtualTimeTest {

    private final VirtualTime time = new VirtualTime();

    @Test
    void an_hour_passes_at_once() throws Exception {
        Instant begun = time.now();
        time.pause(Duration.ofHours(1));
        assertThat(Duration.between(begun, time.now())).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void tasks_run_side_by_side_in_virtual_time_and_in_the_same_order_each_time() throws Exception {
        List<String> first = run();
        for (int again = 0; again < 20; again++) {
            assertThat(run()).isEqualTo(first);
        }
        assertThat(first).hasSize(6).startsWith("0 at 0").contains("2 at 10", "2 at 40");
    }

    private static List<String> run() throws InterruptedException {
        VirtualTime time = new VirtualTime();
        List<String> told = Collections.synchronizedList(new ArrayList<>());
        Instant begun = time.now();
        try (TimeSource.Registration here = time.enter();
                Workers workers = time.workers("test", 2)) {
            Mailbox<Integer> done = time.mailbox();
            for (int number = 0; number < 3; number++) {
                int mine = number;
                workers.run(() -> {
                    told.add(mine + " at " + Duration.between(begun, time.now()).toSeconds());
                    pause(time, Duration.ofSeconds(10L * (mine + 1)));
                    told.add(mine + " at " + Duration.between(begun, time.now()).toSeconds());
                    done.put(mine);
                });
            }
            for (int number = 0; number < 3; number++) {
                assertThat(done.take(begun.plus(Duration.ofHours(1)))).isPresent();
            }
            assertThat(Duration.between(begun, time.now())).as("two workers").isEqualTo(Duration.ofSeconds(40));
        }
        return told;
    }

    private static void pause(TimeSource time, Duration length) {
        try {
            time.pause(length);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void a_mailbox_gives_up_at_its_moment() throws Exception {
        Instant until = time.now().plus(Duration.ofMinutes(5));
        assertThat(time.mailbox().take(until)).isEmpty();
        assertThat(time.now()).isEqualTo(until);
    }

    @Test
    void what_comes_from_a_thread_outside_is_taken() throws Exception {
        Mailbox<String> mailbox = time.mailbox();
        Thread outside = new Thread(() -> mailbox.put("hello"));
        outside.start();
        outside.join();
        assertThat(mailbox.take(time.now())).contains("hello");
    }

    @Test
    void closing_and_interrupting_end_every_worker() throws Exception {
        AtomicReference<Boolean> interrupted = new AtomicReference<>(false);
        try (TimeSource.Registration here = time.enter();
                Workers workers = time.workers("closing", 3)) {
            workers.run(() -> {
                try {
                    time.pause(Duration.ofDays(1));
                } catch (InterruptedException e) {
                    interrupted.set(true);
                }
            });
            time.pause(Duration.ofSeconds(1));
            workers.interrupt();
            time.pause(Duration.ofSeconds(1));
            assertThat(interrupted.get()).isTrue();
        }
        assertThat(Thread.getAllStackTraces().keySet().stream().map(Thread::getName))
                .noneMatch(name -> name.startsWith("closing"));
    }

    @Test
    void a_waiting_thread_can_be_interrupted() {
        Mailbox<String> mailbox = time.mailbox();
        try (TimeSource.Registration here = time.enter()) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> mailbox.take(time.now().plus(Duration.ofDays(1))))
                    .isInstanceOf(InterruptedException.class);
        }
    }
}
