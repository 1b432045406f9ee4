package dev.nanokit.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Builds a {@link Service}. Not thread-safe. Each setter replaces what an earlier call of it set. */
public final class ServiceBuilder {

    private final Name name;
    private final String image;
    private final Map<String, String> env = new LinkedHashMap<>();
    private final List<Mount> mounts = new ArrayList<>();
    private List<String> command = List.of();
    private List<String> hosts = List.of();
    private List<Name> dependsOn = List.of();
    private @Nullable Port port;
    private @Nullable Port expose;
    private @Nullable Cpu cpu;
    private @Nullable MemorySize memory;
    private int instances = 1;
    private HealthCheck healthCheck = HealthCheck.of(new Probe.Automatic());
    private UpdateStrategy updateStrategy = UpdateStrategy.RECREATE;
    private final Map<String, SecretValue> secrets = new LinkedHashMap<>();
    private @Nullable String runtime;
    private @Nullable Build build;
    private @Nullable String path;
    private @Nullable List<String> install;
    private List<Name> networks = List.of();
    private @Nullable Scale scale;
    private Hooks hooks = Hooks.none();
    private Positions positions = Positions.inCode();

    ServiceBuilder(Name name, String image) {
        this.name = Objects.requireNonNull(name, "name");
        this.image = Objects.requireNonNull(image, "image");
    }

    /**
     * Sets the command.
     *
     * @param words the command and its arguments
     * @return this builder
     */
    public ServiceBuilder command(List<String> words) {
        command = List.copyOf(words);
        return this;
    }

    /**
     * Sets the fixed host port; the exposed port defaults to it.
     *
     * @param number the port
     * @return this builder
     */
    public ServiceBuilder port(Port number) {
        port = Objects.requireNonNull(number, "number");
        return this;
    }

    /**
     * Sets the port that the program listens on.
     *
     * @param number the port
     * @return this builder
     */
    public ServiceBuilder expose(Port number) {
        expose = Objects.requireNonNull(number, "number");
        return this;
    }

    /**
     * Sets the host names that the gateway routes here.
     *
     * @param names host names without scheme and port
     * @return this builder
     */
    public ServiceBuilder hosts(List<String> names) {
        hosts = List.copyOf(names);
        return this;
    }

    /**
     * Sets one environment variable.
     *
     * @param variable its name
     * @param value its value
     * @return this builder
     */
    public ServiceBuilder env(String variable, String value) {
        env.put(Objects.requireNonNull(variable, "variable"), Objects.requireNonNull(value, "value"));
        return this;
    }

    /**
     * Sets what must be ready first.
     *
     * @param names services and databases
     * @return this builder
     */
    public ServiceBuilder dependsOn(List<Name> names) {
        dependsOn = List.copyOf(names);
        return this;
    }

    /**
     * Sets the number of instances.
     *
     * @param count 0 or more
     * @return this builder
     */
    public ServiceBuilder instances(int count) {
        if (count < 0) {
            throw new IllegalArgumentException("instances is 0 or more, got " + count);
        }
        instances = count;
        return this;
    }

    /**
     * Sets the health check.
     *
     * @param check when an instance counts as ready
     * @return this builder
     */
    public ServiceBuilder healthCheck(HealthCheck check) {
        healthCheck = Objects.requireNonNull(check, "check");
        return this;
    }

    /**
     * Sets the processor limit.
     *
     * @param limit limit of each instance
     * @return this builder
     */
    public ServiceBuilder cpu(Cpu limit) {
        cpu = Objects.requireNonNull(limit, "limit");
        return this;
    }

    /**
     * Sets the memory limit.
     *
     * @param limit limit of each instance
     * @return this builder
     */
    public ServiceBuilder memory(MemorySize limit) {
        memory = Objects.requireNonNull(limit, "limit");
        return this;
    }

    /**
     * Sets the update strategy.
     *
     * @param strategy how a new version replaces the old one
     * @return this builder
     */
    public ServiceBuilder updateStrategy(UpdateStrategy strategy) {
        updateStrategy = Objects.requireNonNull(strategy, "strategy");
        return this;
    }

    /**
     * Adds a mount.
     *
     * @param mount a volume or folder
     * @return this builder
     */
    public ServiceBuilder mount(Mount mount) {
        mounts.add(Objects.requireNonNull(mount, "mount"));
        return this;
    }

    /**
     * Names the runtime that it came from.
     *
     * @param id for instance {@code node}
     * @return this
     */
    public ServiceBuilder runtime(String id) {
        runtime = Objects.requireNonNull(id, "id");
        return this;
    }

    /**
     * Lets its image be built.
     *
     * @param how context, Dockerfile and arguments
     * @return this
     */
    public ServiceBuilder build(Build how) {
        build = Objects.requireNonNull(how, "how");
        return this;
    }

    /**
     * Sets the local folder that is mounted for work on it.
     *
     * @param folder relative to the file, or absolute
     * @return this
     */
    public ServiceBuilder path(String folder) {
        path = Objects.requireNonNull(folder, "folder");
        return this;
    }

    /**
     * Sets the command that prepares it once.
     *
     * @param words the command and its arguments
     * @return this
     */
    public ServiceBuilder install(List<String> words) {
        install = List.copyOf(words);
        return this;
    }

    /**
     * Adds a sensitive variable.
     *
     * @param variable its name
     * @param value its value
     * @return this
     */
    public ServiceBuilder secret(String variable, SecretValue value) {
        secrets.put(Objects.requireNonNull(variable, "variable"), Objects.requireNonNull(value, "value"));
        return this;
    }

    /**
     * Sets the networks that it joins.
     *
     * @param names names under {@code networks}
     * @return this
     */
    public ServiceBuilder networks(List<Name> names) {
        networks = List.copyOf(names);
        return this;
    }

    /**
     * Lets the platform choose the number of instances.
     *
     * @param limits between how many
     * @return this
     */
    public ServiceBuilder scale(Scale limits) {
        scale = Objects.requireNonNull(limits, "limits");
        return this;
    }

    /**
     * Sets the commands around its life.
     *
     * @param commands the commands
     * @return this
     */
    public ServiceBuilder hooks(Hooks commands) {
        hooks = Objects.requireNonNull(commands, "commands");
        return this;
    }

    /**
     * Sets where the service stands in a file.
     *
     * @param places the positions
     * @return this builder
     */
    public ServiceBuilder positions(Positions places) {
        positions = Objects.requireNonNull(places, "places");
        return this;
    }

    /** {@return the service} */
    public Service build() {
        Port listens = expose == null ? port : expose;
        return new DefaultService(
                name,
                image,
                command,
                Optional.ofNullable(port),
                Optional.ofNullable(listens),
                hosts,
                Collections.unmodifiableMap(new LinkedHashMap<>(env)),
                dependsOn,
                instances,
                healthCheck,
                Optional.ofNullable(cpu),
                Optional.ofNullable(memory),
                updateStrategy,
                List.copyOf(mounts),
                Optional.ofNullable(runtime),
                Optional.ofNullable(build),
                Optional.ofNullable(path),
                Optional.ofNullable(install),
                Collections.unmodifiableMap(new LinkedHashMap<>(secrets)),
                networks,
                Optional.ofNullable(scale),
                hooks,
                positions);
    }
}
