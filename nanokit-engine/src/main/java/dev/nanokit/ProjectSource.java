package dev.nanokit;

import dev.nanokit.engine.config.ConfigReader;
import dev.nanokit.model.Project;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Where a project comes from: a file, a text, or code. Immutable; read anew at each {@link #get}. */
final class ProjectSource implements Supplier<Project> {

    private static final String DEFAULT_ENVIRONMENT = "local";

    private final Function<ProjectSource, Project> reading;
    private final Optional<String> environment;
    private final Map<String, String> variables;

    private ProjectSource(
            Function<ProjectSource, Project> reading, Optional<String> environment, Map<String, String> variables) {
        this.reading = reading;
        this.environment = environment;
        this.variables = Map.copyOf(variables);
    }

    static ProjectSource file(Path file) {
        return new ProjectSource(source -> source.reader().read(file), Optional.empty(), Map.of());
    }

    static ProjectSource text(String yaml) {
        return new ProjectSource(source -> source.reader().read(yaml), Optional.empty(), Map.of());
    }

    static ProjectSource project(Project project) {
        return new ProjectSource(source -> source.unchanged(project), Optional.empty(), Map.of());
    }

    ProjectSource inEnvironment(String name) {
        return new ProjectSource(reading, Optional.of(name), variables);
    }

    ProjectSource withVariable(String name, String value) {
        Map<String, String> all = new HashMap<>(variables);
        all.put(name, value);
        return new ProjectSource(reading, environment, all);
    }

    @Override
    public Project get() {
        return reading.apply(this);
    }

    private ConfigReader reader() {
        return new ConfigReader(environment.orElse(DEFAULT_ENVIRONMENT), variables);
    }

    private Project unchanged(Project project) {
        String mine = project.environment().value();
        if (environment.isPresent() && !environment.get().equals(mine)) {
            throw new IllegalStateException(
                    "the project was built for environment '" + mine + "', not '" + environment.get() + "'");
        }
        return project;
    }
}
