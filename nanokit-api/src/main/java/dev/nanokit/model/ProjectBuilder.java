package dev.nanokit.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Builds a {@link Project}. Not thread-safe. A second service, database or volume of a name is refused. */
public final class ProjectBuilder {

    private final Name name;
    private final Name environment;
    private final Map<Name, Service> services = new LinkedHashMap<>();
    private final Map<Name, Database> databases = new LinkedHashMap<>();
    private final Map<Name, Volume> volumes = new LinkedHashMap<>();
    private @Nullable Name component;
    private Gateway gateway = Gateway.standard();
    private Infra infra = Infra.none();

    ProjectBuilder(Name name, Name environment) {
        this.name = Objects.requireNonNull(name, "name");
        this.environment = Objects.requireNonNull(environment, "environment");
    }

    /**
     * Sets the component.
     *
     * @param id this repository's share of the project
     * @return this builder
     */
    public ProjectBuilder component(Name id) {
        component = Objects.requireNonNull(id, "id");
        return this;
    }

    /**
     * Adds a service.
     *
     * @param service the service
     * @return this builder
     */
    public ProjectBuilder service(Service service) {
        addOnce(services, service.name(), service);
        return this;
    }

    /**
     * Adds a database.
     *
     * @param database the database
     * @return this builder
     */
    public ProjectBuilder database(Database database) {
        addOnce(databases, database.name(), database);
        return this;
    }

    /**
     * Adds a volume.
     *
     * @param volume the volume
     * @return this builder
     */
    public ProjectBuilder volume(Volume volume) {
        addOnce(volumes, volume.name(), volume);
        return this;
    }

    /**
     * Sets the gateway.
     *
     * @param value its ports
     * @return this builder
     */
    public ProjectBuilder gateway(Gateway value) {
        gateway = Objects.requireNonNull(value, "value");
        return this;
    }

    /**
     * Sets where it runs.
     *
     * @param value provider and settings
     * @return this builder
     */
    public ProjectBuilder infra(Infra value) {
        infra = Objects.requireNonNull(value, "value");
        return this;
    }

    /** {@return the project} */
    public Project build() {
        return new DefaultProject(
                name,
                Optional.ofNullable(component),
                environment,
                Collections.unmodifiableMap(new LinkedHashMap<>(services)),
                Collections.unmodifiableMap(new LinkedHashMap<>(databases)),
                Collections.unmodifiableMap(new LinkedHashMap<>(volumes)),
                gateway,
                infra);
    }

    private static <T> void addOnce(Map<Name, T> all, Name name, T value) {
        if (all.putIfAbsent(name, value) != null) {
            throw new IllegalArgumentException("'" + name + "' is there already");
        }
    }
}
