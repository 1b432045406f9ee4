package dev.nanokit.aws.lab.machine;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** All tasks that are to be seen; those that stopped for an hour, as on AWS. Guarded by the machine's lock. */
final class TaskBook {

    private final Map<String, Task> tasks = new LinkedHashMap<>();
    private final Timeline timeline;
    private final Pace pace;

    TaskBook(Timeline timeline, Pace pace) {
        this.timeline = timeline;
        this.pace = pace;
    }

    void add(Task task) {
        tasks.put(task.id(), task);
    }

    private void forgetOld() {
        Instant now = timeline.now();
        tasks.values().removeIf(task -> task.stoppedAt()
                .filter(at -> at.plus(pace.stoppedVisible()).isBefore(now))
                .isPresent());
    }

    Optional<Task> find(String cluster, String idOrArn) {
        forgetOld();
        return Optional.ofNullable(tasks.get(idOrArn.substring(idOrArn.lastIndexOf('/') + 1)))
                .filter(task -> task.cluster().equals(cluster));
    }

    Stream<Task> in(String cluster) {
        forgetOld();
        return List.copyOf(tasks.values()).stream()
                .filter(task -> task.cluster().equals(cluster));
    }

    Stream<Task> all() {
        forgetOld();
        return List.copyOf(tasks.values()).stream();
    }
}
