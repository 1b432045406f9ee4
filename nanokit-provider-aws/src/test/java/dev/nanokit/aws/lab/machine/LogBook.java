package dev.nanokit.aws.lab.machine;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The log streams that tasks write, computed from their programs when somebody looks. Guarded by the machine's lock. */
final class LogBook {

    /** A written line. */
    record Entry(String stream, Instant at, String text, int number) {}

    /** A container's log. */
    record Stream(String name, Instant createdAt, Container container) {

        List<Entry> entries(Instant now) {
            List<Entry> entries = new ArrayList<>();
            Instant until = container.endedAt().filter(now::isAfter).orElse(now);
            container.startedAt().ifPresent(start -> container.program.lines().forEach(line -> {
                Instant at = start.plus(line.after());
                if (!at.isAfter(until)) {
                    entries.add(new Entry(name, at, line.text(), entries.size()));
                }
            }));
            return entries;
        }
    }

    private final Map<String, Map<String, Stream>> groups = new LinkedHashMap<>();

    void open(Task task, Container container, Instant now) {
        JsonNode options = container.definition.path("logConfiguration");
        if (!options.path("logDriver").asText().equals("awslogs")) {
            return;
        }
        String group = options.path("options").path("awslogs-group").asText();
        String prefix = options.path("options").path("awslogs-stream-prefix").asText("ecs");
        String name = prefix + "/" + container.name() + "/" + task.id();
        groups.computeIfAbsent(group, key -> new LinkedHashMap<>()).put(name, new Stream(name, now, container));
    }

    boolean knows(String group) {
        return groups.containsKey(group);
    }

    List<Stream> streams(String group) {
        return groups.getOrDefault(group, Map.of()).values().stream()
                .sorted(Comparator.comparing(Stream::name))
                .toList();
    }

    void forget(String group) {
        groups.remove(group);
    }
}
