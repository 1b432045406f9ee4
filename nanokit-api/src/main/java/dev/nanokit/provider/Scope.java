package dev.nanokit.provider;

import dev.nanokit.model.Name;
import dev.nanokit.model.Project;
import java.util.Objects;
import java.util.Optional;

/**
 * What ownership is keyed by; written on every resource. Immutable and thread-safe.
 *
 * @param project the project
 * @param component this repository's share of it; empty is a component of its own
 * @param environment the environment
 */
public record Scope(Name project, Optional<Name> component, Name environment) {

    /** Checks the components. */
    public Scope {
        Objects.requireNonNull(project, "project");
        Objects.requireNonNull(component, "component");
        Objects.requireNonNull(environment, "environment");
    }

    /**
     * Gives the scope of a project.
     *
     * @param project a resolved project
     * @return its scope
     */
    public static Scope of(Project project) {
        return new Scope(project.name(), project.component(), project.environment());
    }

    /** {@return {@code project/environment} or {@code project/component/environment}} */
    @Override
    public String toString() {
        return project + component.map(id -> "/" + id).orElse("") + "/" + environment;
    }
}
