package dev.nanokit.aws.lab.machine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nanokit.aws.lab.wire.Trees;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/**
 * The health check in a container's definition: what it will find, and when. As a program is known beforehand, so is its
 * health. AWS: "HealthCheck", API_HealthCheck.html.
 */
final class HealthCheck {

    private static final int DEFAULT_RETRIES = 3;
    private static final int DEFAULT_INTERVAL = 30;

    private final Container container;
    private final JsonNode definition;
    private final Duration interval;

    HealthCheck(Container container, Pace pace) {
        this.container = container;
        this.definition = container.definition.path("healthCheck");
        Duration wanted = Duration.ofSeconds(definition.path("interval").asInt(DEFAULT_INTERVAL));
        this.interval = wanted.compareTo(pace.containerCheck()) < 0 ? wanted : pace.containerCheck();
    }

    boolean exists() {
        return !command().isEmpty();
    }

    private List<String> command() {
        List<String> words = Trees.texts(definition.path("command"));
        if (words.isEmpty() || words.get(0).equals("NONE")) {
            return List.of();
        }
        List<String> command = new ArrayList<>(words.subList(1, words.size()));
        if (words.get(0).equals("CMD-SHELL")) {
            command.add(0, "-c");
            command.add(0, "/bin/sh");
        }
        return command;
    }

    /** What a container's health becomes, and how long after its start. */
    record Finding(Duration after, boolean healthy) {}

    /** {@return the first thing that it finds} */
    Finding finding() {
        Duration start = Duration.ofSeconds(definition.path("startPeriod").asInt(0));
        int retries = definition.path("retries").asInt(DEFAULT_RETRIES);
        int failures = 0;
        Duration at = Duration.ZERO;
        while (true) {
            at = at.plus(interval);
            if (passes(at)) {
                return new Finding(at, true);
            }
            if (at.compareTo(start) > 0) {
                failures++;
            }
            if (failures >= retries) {
                return new Finding(at, false);
            }
        }
    }

    private boolean passes(Duration after) {
        return Shell.check(command(), new HashMap<>(container.environment), (port, path) -> container
                        .program
                        .door(port, after)
                        .filter(door -> path.isEmpty() || door.page(path).isPresent())
                        .isPresent())
                == 0;
    }

    /** {@return HEALTHY, UNHEALTHY or UNKNOWN} */
    String status(Instant now) {
        Optional<Instant> start = container.startedAt();
        if (!exists() || start.isEmpty() || container.endedAt().isPresent()) {
            return Container.UNKNOWN;
        }
        Finding finding = finding();
        if (start.get().plus(finding.after()).isAfter(now)) {
            return Container.UNKNOWN;
        }
        return finding.healthy() ? "HEALTHY" : "UNHEALTHY";
    }
}
