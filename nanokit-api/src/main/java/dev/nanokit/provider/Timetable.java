package dev.nanokit.provider;

import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;

/**
 * The typed view of what {@link StandardDesign} gives to a command at set times beside the fields of its
 * {@link Workload}: image, if it has one of its own, command, variables, network. Immutable and thread-safe.
 *
 * @param schedule when it runs, in UTC: five fields, or six with seconds first
 * @param service the service in whose running instance it runs, where it has no image of its own; empty for none
 */
public record Timetable(String schedule, Optional<String> service) {

    static final String SCHEDULE = "schedule";
    static final String SERVICE = "service";

    /** Checks the components. */
    public Timetable {
        Objects.requireNonNull(schedule, "schedule");
        Objects.requireNonNull(service, "service");
    }

    /**
     * Reads the fields.
     *
     * @param values a spec's fields with references filled in, see {@link Wanted#values()}
     * @return the typed view
     */
    public static Timetable of(SortedMap<String, Resolved> values) {
        return new Timetable(Workload.text(values, SCHEDULE).orElse(""), Workload.text(values, SERVICE));
    }
}
