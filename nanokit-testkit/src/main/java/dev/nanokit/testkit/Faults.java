package dev.nanokit.testkit;

import dev.nanokit.failure.ProviderException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What is to go wrong on the fake platform, at a named call or at the n-th write:
 *
 * <pre>{@code
 * fake.faults().throttle("create instance/web", Duration.ofSeconds(5), 3);
 * fake.faults().failAfter(7, ProviderException.Kind.QUOTA);
 * }</pre>
 *
 * <p>A call is named by how it begins: as in the journal for a write ({@code create instance/web}, {@code switch
 * members/web}), and {@code discover}, {@code look}, {@code settings}, {@code scopes}, {@code acquire lease},
 * {@code renew lease} or {@code release lease}. Thread-safe.
 */
public final class Faults {

    private final FakePlatform platform;
    private final List<String> journal = new ArrayList<>(); // guarded by this, as all below
    private final List<Failure> failures = new ArrayList<>();
    private final List<String> hanging = new ArrayList<>();
    private int reads;
    private int cutAfter = Integer.MAX_VALUE;
    private int lostAfter = Integer.MAX_VALUE;
    private int failAfter = Integer.MAX_VALUE;
    private ProviderException.Kind failAs = ProviderException.Kind.FAILED;

    Faults(FakePlatform platform) {
        this.platform = platform;
    }

    /**
     * Cuts the connection after some more writes: every later call of that session fails, as if the process had been
     * killed. Sessions opened after {@link #repair} work; what the dead one held, its lease, runs out.
     *
     * @param writes how many writes still reach the platform
     */
    public synchronized void cutAfter(int writes) {
        cutAfter = journal.size() + writes;
    }

    /**
     * Lets a later write have its effect, while its caller gets no answer.
     *
     * @param writes how many writes before it are answered
     */
    public synchronized void loseAnswerAfter(int writes) {
        lostAfter = journal.size() + writes;
    }

    /**
     * Lets a later write fail before it has any effect, once.
     *
     * @param writes how many writes before it succeed
     * @param kind as what it fails
     */
    public synchronized void failAfter(int writes, ProviderException.Kind kind) {
        failAfter = journal.size() + writes;
        failAs = Objects.requireNonNull(kind, "kind");
    }

    /**
     * Lets calls fail.
     *
     * @param call how the call begins
     * @param kind as what
     * @param times how often
     */
    public synchronized void fail(String call, ProviderException.Kind kind, int times) {
        failures.add(new Failure(call, new ProviderException(kind, "as the test wants: " + call, null), times));
    }

    /**
     * Lets calls be throttled.
     *
     * @param call how the call begins
     * @param retryAfter when the platform says to try again
     * @param times how often
     */
    public synchronized void throttle(String call, Duration retryAfter, int times) {
        ProviderException throttled =
                new ProviderException(ProviderException.Kind.THROTTLED, "too many calls, as the test wants", null);
        failures.add(new Failure(call, throttled.withRetryAfter(retryAfter), times));
    }

    /**
     * Lets calls never come back, unless they are interrupted.
     *
     * @param call how the call begins
     */
    public synchronized void hang(String call) {
        hanging.add(Objects.requireNonNull(call, "call"));
    }

    /**
     * Lets discovery show what is created only after a while, as the indexes of some clouds do.
     *
     * @param delay how long after its creation a thing is first listed
     */
    public void listLate(Duration delay) {
        platform.listLate(delay);
    }

    /** Ends all that is to go wrong. What has gone wrong stays so. */
    public void repair() {
        platform.listLate(Duration.ZERO);
        synchronized (this) {
            cutAfter = Integer.MAX_VALUE;
            lostAfter = Integer.MAX_VALUE;
            failAfter = Integer.MAX_VALUE;
            failures.clear();
            hanging.clear();
        }
    }

    /** {@return whether the connection is cut} */
    synchronized boolean isCut() {
        return journal.size() >= cutAfter;
    }

    synchronized boolean isHanging(String call) {
        return hanging.stream().anyMatch(call::startsWith);
    }

    synchronized Optional<ProviderException> failureOf(String call) {
        for (Failure failure : failures) {
            if (failure.left > 0 && call.startsWith(failure.call)) {
                failure.left--;
                return Optional.of(failure.how);
            }
        }
        return Optional.empty();
    }

    /** {@return how a write is to fail that is about to have its effect} */
    synchronized Optional<ProviderException> failureNow() {
        if (journal.size() < failAfter) {
            return Optional.empty();
        }
        failAfter = Integer.MAX_VALUE;
        return Optional.of(new ProviderException(failAs, "the write after " + journal.size() + " others fails", null));
    }

    /** {@return whether the caller does not hear of it} */
    synchronized boolean written(String what) {
        journal.add(what);
        boolean isLost = journal.size() == lostAfter + 1;
        lostAfter = isLost ? Integer.MAX_VALUE : lostAfter;
        return isLost;
    }

    synchronized void read() {
        reads++;
    }

    synchronized int reads() {
        return reads;
    }

    synchronized List<String> journal() {
        return List.copyOf(journal);
    }

    /** Calls that fail, and how many of them are left. Guarded by the faults. */
    private static final class Failure {
        private final String call;
        private final ProviderException how;
        private int left;

        Failure(String call, ProviderException how, int times) {
            this.call = Objects.requireNonNull(call, "call");
            this.how = how;
            this.left = times;
        }
    }
}
