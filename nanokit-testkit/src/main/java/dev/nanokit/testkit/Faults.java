package dev.nanokit.testkit;

import dev.nanokit.failure.ProviderException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is to go wrong, and the record of what was written. Thread-safe. */
final class Faults {

    private final List<String> journal = new ArrayList<>(); // guarded by this, as all below
    private final List<Failure> failures = new ArrayList<>();
    private final List<String> hanging = new ArrayList<>();
    private int reads;
    private int cutAfter = Integer.MAX_VALUE;
    private int lostAfter = Integer.MAX_VALUE;

    synchronized void cutAfter(int writes) {
        cutAfter = journal.size() + writes;
    }

    synchronized void loseAnswerAfter(int writes) {
        lostAfter = journal.size() + writes;
    }

    synchronized void repair() {
        cutAfter = Integer.MAX_VALUE;
        lostAfter = Integer.MAX_VALUE;
        failures.clear();
        hanging.clear();
    }

    synchronized void fail(String call, ProviderException how, int times) {
        failures.add(new Failure(call, how, times));
    }

    synchronized void hang(String call) {
        hanging.add(call);
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
            this.call = call;
            this.how = how;
            this.left = times;
        }
    }
}
