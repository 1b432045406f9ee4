package dev.nanokit.engine.execution;

import dev.nanokit.engine.planning.Work;
import dev.nanokit.failure.StepFailure;
import dev.nanokit.plan.Step;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which steps are ready, under way, done, failed or fallen. Confined to the thread that owns the run. */
final class Progress {

    private final Map<Integer, Work> works = new LinkedHashMap<>();
    private final Map<Integer, Integer> open = new HashMap<>();
    private final Map<Integer, List<Integer>> dependents = new HashMap<>();
    private final Deque<Work> writes = new ArrayDeque<>();
    private final Deque<Work> waits = new ArrayDeque<>();
    private final List<StepFailure> failures = new ArrayList<>();
    private final List<Work> fallen = new ArrayList<>();
    private final Set<Integer> begun = new HashSet<>();
    private int unfinished;

    Progress(List<Work> plan) {
        for (Work work : plan) {
            int id = work.step().id();
            works.put(id, work);
            open.put(id, work.step().needs().size());
            work.step().needs().forEach(need -> dependents
                    .computeIfAbsent(need, any -> new ArrayList<>())
                    .add(id));
            if (work.step().needs().isEmpty()) {
                ready(work);
            }
        }
        unfinished = works.size();
    }

    /** {@return the next step that waits for something; any number of these may be under way} */
    Optional<Work> nextWait() {
        return begun(waits.poll());
    }

    /** {@return the next step that writes} */
    Optional<Work> nextWrite() {
        return begun(writes.poll());
    }

    private Optional<Work> begun(@Nullable Work work) {
        if (work != null) {
            begun.add(work.step().id());
        }
        return Optional.ofNullable(work);
    }

    boolean hasNext() {
        return !waits.isEmpty() || !writes.isEmpty();
    }

    private void ready(Work work) {
        (work.step().action().isChange() ? writes : waits).add(work);
    }

    boolean isOver() {
        return unfinished == 0;
    }

    void done(Work work) {
        unfinished--;
        for (int dependent : dependents.getOrDefault(work.step().id(), List.of())) {
            Integer left = open.computeIfPresent(dependent, (id, count) -> count - 1);
            if (left != null && left == 0) {
                ready(work(dependent));
            }
        }
    }

    /** What depends on a failed step is not begun; what does not goes on. */
    void failed(Work work, StepFailure failure) {
        unfinished--;
        failures.add(failure);
        Deque<Integer> falling =
                new ArrayDeque<>(dependents.getOrDefault(work.step().id(), List.of()));
        while (!falling.isEmpty()) {
            int id = falling.remove();
            if (open.containsKey(id)) {
                fall(id);
                falling.addAll(dependents.getOrDefault(id, List.of()));
            }
        }
    }

    /** Begins nothing more: what has not begun falls. */
    void stop() {
        waits.clear();
        writes.clear();
        for (Integer id : List.copyOf(open.keySet())) {
            if (!begun.contains(id)) {
                fall(id);
            }
        }
    }

    /** A step that was begun is left, without being to blame. */
    void skipped(Work work) {
        unfinished--;
        open.remove(work.step().id());
    }

    private void fall(int id) {
        if (open.remove(id) != null) {
            unfinished--;
            fallen.add(work(id));
        }
    }

    List<StepFailure> failures() {
        return failures;
    }

    Collection<Work> all() {
        return works.values();
    }

    /** {@return what was not begun because of a failure} */
    List<Work> fallen() {
        return fallen;
    }

    /** {@return the changes among these, in words} */
    List<String> skipped() {
        return fallen.stream()
                .map(Work::step)
                .filter(step -> step.action().isChange())
                .map(Step::words)
                .toList();
    }

    /** {@return the steps that still wait, each with those that it waits for; for a run that cannot go on} */
    String stuck() {
        StringBuilder text = new StringBuilder();
        open.forEach((id, count) -> {
            if (count > 0) {
                text.append("\n  ")
                        .append(work(id).step().words())
                        .append(" waits for ")
                        .append(work(id).step().needs());
            }
        });
        return text.toString();
    }

    private Work work(int id) {
        return java.util.Objects.requireNonNull(works.get(id));
    }
}
