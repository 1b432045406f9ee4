package dev.nanokit.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A command that runs at set times (UTC). Immutable and thread-safe; equality is by content, positions aside.
 *
 * @param name its name under {@code cron}
 * @param schedule when: five fields, or six with seconds first
 * @param command the command and its arguments
 * @param service the service in whose running instance it runs, or whose definition it takes; empty for none
 * @param image the image of a fresh container for it; empty to run in the service
 * @param env variables of its own, in file order
 * @param positions where it stands in the file
 */
public record CronJob(
        Name name,
        String schedule,
        List<String> command,
        Optional<Name> service,
        Optional<String> image,
        Map<String, String> env,
        Positions positions) {

    /** Checks and copies the components. */
    public CronJob {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(schedule, "schedule");
        command = List.copyOf(command);
        Objects.requireNonNull(service, "service");
        Objects.requireNonNull(image, "image");
        env = Collections.unmodifiableMap(new LinkedHashMap<>(env));
        Objects.requireNonNull(positions, "positions");
        if (command.isEmpty() || (service.isEmpty() && image.isEmpty())) {
            throw new IllegalArgumentException("a job has a command, and a service or an image");
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CronJob job
                && List.of(name, schedule, command, service, image, env)
                        .equals(List.of(job.name, job.schedule, job.command, job.service, job.image, job.env));
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, schedule);
    }
}
