package dev.nanokit.provider;

import dev.nanokit.model.HealthCheck;
import dev.nanokit.model.Probe;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * How a spec is treated; no part of its fingerprint, so that a change of it touches nothing. Immutable and thread-safe.
 *
 * @param check when it counts as ready
 * @param drain time between leaving the rotation and being stopped
 * @param stopGrace time that it gets to end by itself when stopped
 * @param variables environment variables that name siblings; given at creation, never compared
 * @param prestop commands that are run in an instance before it is stopped, in order; recorded on the resource
 * @param notes words from the provider's design to its own session; never compared
 */
public record Handling(
        HealthCheck check,
        Duration drain,
        Duration stopGrace,
        Map<String, String> variables,
        List<List<String>> prestop,
        Map<String, String> notes) {

    /** Checks and copies the components. */
    public Handling {
        Objects.requireNonNull(check, "check");
        Objects.requireNonNull(drain, "drain");
        Objects.requireNonNull(stopGrace, "stopGrace");
        variables = Map.copyOf(variables);
        prestop = prestop.stream().map(List::copyOf).toList();
        notes = java.util.Collections.unmodifiableMap(new TreeMap<>(notes));
    }

    /** {@return no check, no drain, 10 s to stop, no variables} */
    public static Handling standard() {
        return new Handling(
                HealthCheck.of(new Probe.Disabled()),
                Duration.ZERO,
                Duration.ofSeconds(10),
                Map.of(),
                List.of(),
                Map.of());
    }

    /**
     * Replaces the check.
     *
     * @param value when it counts as ready
     * @return a copy
     */
    public Handling withCheck(HealthCheck value) {
        return new Handling(value, drain, stopGrace, variables, prestop, notes);
    }

    /**
     * Replaces the drain time.
     *
     * @param value time between leaving the rotation and being stopped
     * @return a copy
     */
    public Handling withDrain(Duration value) {
        return new Handling(check, value, stopGrace, variables, prestop, notes);
    }

    /**
     * Replaces the variables.
     *
     * @param value variables that are given at creation and never compared
     * @return a copy
     */
    public Handling withVariables(Map<String, String> value) {
        return new Handling(check, drain, stopGrace, value, prestop, notes);
    }

    /**
     * Replaces the commands before the stop.
     *
     * @param value commands that are run in an instance before it is stopped
     * @return a copy
     */
    public Handling withPrestop(List<List<String>> value) {
        return new Handling(check, drain, stopGrace, variables, value, notes);
    }

    /**
     * Adds a note.
     *
     * @param key the note's name
     * @param value its text
     * @return a copy
     */
    public Handling withNote(String key, String value) {
        Map<String, String> all = new TreeMap<>(notes);
        all.put(key, value);
        return new Handling(check, drain, stopGrace, variables, prestop, all);
    }

    /**
     * Replaces the notes.
     *
     * @param value words from the provider's design to its own session
     * @return a copy
     */
    public Handling withNotes(Map<String, String> value) {
        return new Handling(check, drain, stopGrace, variables, prestop, value);
    }
}
