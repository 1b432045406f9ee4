package dev.nanokit.testkit;

import dev.nanokit.failure.ProviderException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is to go wrong, and the record of what was written. Thread-safe. */
final class Faults {

    private final List<String> journal = new ArrayList<>(); // guarded by this, as all below
    private int reads;
    private int cutAfter = Integer.MAX_VALUE;
    private @Nullable String failing;
    private ProviderException.@Nullable Kind kind;
    private int failures;

    synchronized void cutAfter(int writes) {
        cutAfter = journal.size() + writes;
    }

    synchronized void repair() {
        cutAfter = Integer.MAX_VALUE;
        failures = 0;
    }

    synchronized void fail(String write, ProviderException.Kind how, int times) {
        failing = write;
        kind = how;
        failures = times;
    }

    /** {@return whether the connection is cut} */
    synchronized boolean isCut() {
        return journal.size() >= cutAfter;
    }

    synchronized Optional<ProviderException> failureOf(String write) {
        if (failures > 0 && failing != null && kind != null && write.startsWith(failing)) {
            failures--;
            return Optional.of(new ProviderException(kind, "as the test wants: " + write, null));
        }
        return Optional.empty();
    }

    synchronized void written(String what) {
        journal.add(what);
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
}
