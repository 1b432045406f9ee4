package dev.nanokit.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Builds a {@link Project}. Not thread-safe. A second of a kind and name is refused. */
public final class ProjectBuilder {

    private final Name name;
    private final Name environment;
    private final Map<Name, Service> services = new LinkedHashMap<>();
    private final Map<Name, Database> databases = new LinkedHashMap<>();
    private final Map<Name, Volume> volumes = new LinkedHashMap<>();
    private final Map<Name, CronJob> cron = new LinkedHashMap<>();
    private final Map<Name, Network> networks = new LinkedHashMap<>();
    private @Nullable Deploy deploy;
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
     * Adds a job that runs at set times.
     *
     * @param job the job
     * @return this
     */
    public ProjectBuilder cron(CronJob job) {
        addOnce(cron, job.name(), job);
        return this;
    }

    /**
     * Adds a network.
     *
     * @param network the network
     * @return this
     */
    public ProjectBuilder network(Network network) {
        addOnce(networks, network.name(), network);
        return this;
    }

    /**
     * Sets the server that it is brought to.
     *
     * @param value the server
     * @return this
     */
    public ProjectBuilder deploy(Deploy value) {
        deploy = Objects.requireNonNull(value, "value");
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
                Collections.unmodifiableMap(new LinkedHashMap<>(cron)),
                Collections.unmodifiableMap(new LinkedHashMap<>(networks)),
                Optional.ofNullable(deploy),
                gateway,
                infra);
    }

    private static <T> void addOnce(Map<Name, T> all, Name name, T value) {
        if (all.putIfAbsent(name, value) != null) {
            throw new IllegalArgumentException("'" + name + "' is there already");
        }
    }
}
