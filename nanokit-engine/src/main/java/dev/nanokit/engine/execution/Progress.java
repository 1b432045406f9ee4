package dev.nanokit.engine.execution;

import dev.nanokit.engine.planning.Work;
import dev.nanokit.failure.StepFailure;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which steps are ready, under way, done, failed or fallen. Confined to the thread that owns the run. */
final class Progress {

    private final Map<Integer, Work> works = new LinkedHashMap<>();
    private final Map<Integer, Integer> open = new HashMap<>();
    private final Map<Integer, List<Integer>> dependents = new HashMap<>();
    private final Deque<Work> writes = new ArrayDeque<>();
    private final Deque<Work> waits = new ArrayDeque<>();
    private final List<StepFailure> failures = new ArrayList<>();
    private final List<String> skipped = new ArrayList<>();
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
        return Optional.ofNullable(waits.poll());
    }

    /** {@return the next step that writes} */
    Optional<Work> nextWrite() {
        return Optional.ofNullable(writes.poll());
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
            if (open.merge(dependent, -1, Integer::sum) == 0) {
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
            if (open.remove(id) != null) {
                unfinished--;
                if (work(id).step().action().isChange()) {
                    skipped.add(work(id).step().words());
                }
                falling.addAll(dependents.getOrDefault(id, List.of()));
            }
        }
    }

    List<StepFailure> failures() {
        return failures;
    }

    List<String> skipped() {
        return skipped;
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
