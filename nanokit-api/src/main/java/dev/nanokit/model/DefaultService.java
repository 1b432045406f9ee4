package dev.nanokit.model;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The only form of a service; hidden so that a new property breaks nobody. */
record DefaultService(
        Name name,
        String image,
        List<String> command,
        Optional<Port> port,
        Optional<Port> expose,
        List<String> hosts,
        Map<String, String> env,
        List<Name> dependsOn,
        int instances,
        HealthCheck healthCheck,
        Optional<Cpu> cpu,
        Optional<MemorySize> memory,
        UpdateStrategy updateStrategy,
        List<Mount> mounts,
        Optional<String> runtime,
        Optional<Build> build,
        Optional<String> path,
        Optional<List<String>> install,
        Map<String, SecretValue> secrets,
        List<Name> networks,
        Optional<Scale> scale,
        Hooks hooks,
        Positions positions)
        implements Service {

    @Override
    public Service withInstances(int count) {
        if (count < 0) {
            throw new IllegalArgumentException("a service has 0 instances or more, got " + count);
        }
        return with(count, build);
    }

    @Override
    public Service withBuild(Build how) {
        return with(instances, Optional.of(how));
    }

    private Service with(int count, Optional<Build> how) {
        return new DefaultService(
                name,
                image,
                command,
                port,
                expose,
                hosts,
                env,
                dependsOn,
                count,
                healthCheck,
                cpu,
                memory,
                updateStrategy,
                mounts,
                runtime,
                how,
                path,
                install,
                secrets,
                networks,
                scale,
                hooks,
                positions);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DefaultService that && content().equals(that.content());
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, image);
    }

    private List<Object> content() {
        return List.of(
                name,
                image,
                command,
                port,
                expose,
                hosts,
                env,
                dependsOn,
                instances,
                healthCheck,
                cpu,
                memory,
                updateStrategy,
                mounts,
                runtime,
                build,
                path,
                install,
                secrets,
                networks,
                scale,
                hooks);
    }

    @Override
    public String toString() {
        return "service " + name;
    }
}
