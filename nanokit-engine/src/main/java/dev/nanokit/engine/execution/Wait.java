package dev.nanokit.engine.execution;

import dev.nanokit.engine.planning.Task;
import dev.nanokit.engine.planning.Work;
import dev.nanokit.provider.Evidence;
import dev.nanokit.provider.Health;
import dev.nanokit.provider.PlatformId;
import dev.nanokit.provider.Watched;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One step that waits for readiness: an entry in a table, not a thread. Confined to the thread that owns the run. */
final class Wait {

    private static final int HISTORY = 5;

    private final Work work;
    private final Task.Quorum quorum;
    private final Instant deadline;
    private final Map<PlatformId, Watched> whom = new LinkedHashMap<>();
    private final Set<PlatformId> ready = new HashSet<>();
    private final Map<PlatformId, Evidence> dead = new LinkedHashMap<>();
    private final Deque<String> history = new ArrayDeque<>();

    Wait(Work work, Task.Quorum quorum, Instant deadline, List<Watched> whom) {
        this.work = work;
        this.quorum = quorum;
        this.deadline = deadline;
        whom.forEach(watched -> this.whom.put(watched.resource().id(), watched));
    }

    Work work() {
        return work;
    }

    Instant deadline() {
        return deadline;
    }

    /** {@return those that are not known to be ready or dead} */
    List<Watched> open() {
        return whom.values().stream()
                .filter(watched -> !ready.contains(watched.resource().id()))
                .filter(watched -> !dead.containsKey(watched.resource().id()))
                .toList();
    }

    /** {@return those that it waits for} */
    List<Watched> all() {
        return List.copyOf(whom.values());
    }

    boolean concerns(PlatformId id) {
        return whom.containsKey(id);
    }

    void looked(PlatformId id, Health health) {
        if (health instanceof Health.Ready) {
            ready.add(id);
        } else if (health instanceof Health.Dead end) {
            dead.put(id, end.evidence());
        } else if (health instanceof Health.Starting starting) {
            remember(starting.why());
        } else if (health instanceof Health.Failing failing) {
            remember(failing.why());
        }
    }

    void probed(PlatformId id, Prober.Answer answer) {
        remember(answer.words());
        if (answer.isReady()) {
            ready.add(id);
        }
    }

    boolean isOver() {
        return quorum == Task.Quorum.ALL ? ready.size() == whom.size() : !ready.isEmpty() || whom.isEmpty();
    }

    /** {@return what ends it without success, if something does} */
    Optional<Evidence> hopeless() {
        boolean lost = quorum == Task.Quorum.ALL ? !dead.isEmpty() : dead.size() == whom.size();
        return lost ? dead.values().stream().findFirst() : Optional.empty();
    }

    List<String> history() {
        return List.copyOf(history);
    }

    private void remember(String words) {
        @Nullable String last = history.peekLast();
        if (!words.equals(last)) {
            history.addLast(words);
            if (history.size() > HISTORY) {
                history.removeFirst();
            }
        }
    }
}
