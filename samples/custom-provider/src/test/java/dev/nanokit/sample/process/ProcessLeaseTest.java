package dev.nanokit.sample.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nanokit.Deployment;
import dev.nanokit.Nanokit;
import dev.nanokit.failure.LeaseException;
import dev.nanokit.model.Name;
import dev.nanokit.provider.LabelCodec;
import dev.nanokit.provider.Leases;
import dev.nanokit.provider.ProviderContext;
import dev.nanokit.provider.Scope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two runs on one scope. */
final class ProcessLeaseTest {

    private static final Scope SCOPE = new Scope(Name.of("it"), Optional.empty(), Name.of("local"));

    @TempDir
    Path notes;

    @TempDir
    Path folder;

    private Playground playground;

    @BeforeEach
    void begin() throws IOException {
        playground = new Playground(folder);
    }

    @AfterEach
    void nothingIsLeft() throws IOException {
        playground.down();
    }

    private Nanokit talker(String word) {
        return playground.kit("services:\n  talker:\n    image: none\n    start: exec sleep 1000\n    env: { WORD: "
                + word + " }\n    hooks: { prestart: 'touch " + notes + "/begun; sleep 1' }\n");
    }

    /** Begins a run, and comes back when it is in the midst of it. */
    private CompletableFuture<Deployment> slowly() throws InterruptedException {
        CompletableFuture<Deployment> slow = talker("one").upAsync();
        Playground.await("the hook runs", () -> Files.exists(notes.resolve("begun")));
        return slow;
    }

    @Test
    void the_second_fails_and_writes_nothing() throws Exception {
        CompletableFuture<Deployment> slow = slowly();
        assertThatThrownBy(() -> talker("two").up())
                .isInstanceOfSatisfying(
                        LeaseException.class, held -> assertThat(held.code()).isEqualTo("lease.held"))
                .hasMessageContaining("(process " + ProcessHandle.current().pid() + ")");
        slow.get();
        assertThat(talker("one").plan().isEmpty()).isTrue();
    }

    @Test
    void the_second_waits_if_it_is_told_to() throws Exception {
        CompletableFuture<Deployment> slow = slowly();
        Deployment second = talker("two")
                .options(options -> options.waitForLease(Duration.ofSeconds(30)))
                .up();
        assertThat(slow).isCompleted();
        assertThat(second.plan().isEmpty()).isFalse();
        assertThat(talker("two").plan().isEmpty()).isTrue();
    }

    @Test
    void a_dead_holder_is_waited_for_no_longer_than_its_lease() {
        Leases.Answer ghost = new FileLeases(new Registry(folder, new LabelCodec()), new RealTime())
                .acquire(SCOPE, "ghost", Duration.ofSeconds(2));
        assertThat(ghost).isInstanceOf(Leases.Granted.class);
        assertThatThrownBy(() -> talker("one").up()).hasMessageContaining("that of ghost");
        talker("one")
                .options(options -> options.waitForLease(Duration.ofSeconds(30)))
                .up();
        assertThat(talker("one").plan().isEmpty()).isTrue();
    }

    private record RealTime() implements ProviderContext {
        @Override
        public Instant now() {
            return Instant.now();
        }

        @Override
        public LabelCodec labels() {
            return new LabelCodec();
        }
    }
}
