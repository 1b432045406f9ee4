package dev.nanokit.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The only form of a project; hidden so that a new property breaks nobody. */
record DefaultProject(
        Name name,
        Optional<Name> component,
        Name environment,
        Map<Name, Service> services,
        Map<Name, Database> databases,
        Map<Name, Volume> volumes,
        Map<Name, CronJob> cron,
        Map<Name, Network> networks,
        Optional<Deploy> deploy,
        Gateway gateway,
        Infra infra)
        implements Project {

    @Override
    public Project withComponent(Name id) {
        return new DefaultProject(
                name,
                Optional.of(id),
                environment,
                services,
                databases,
                volumes,
                cron,
                networks,
                deploy,
                gateway,
                infra);
    }

    @Override
    public Project withInstances(Name service, int count) {
        return with(service, one -> one.withInstances(count));
    }

    @Override
    public Project withBuild(Name service, Build how) {
        return with(service, one -> one.withBuild(how));
    }

    private Project with(Name service, UnaryOperator<Service> change) {
        Service found = services.get(service);
        if (found == null) {
            throw new IllegalArgumentException("no service '" + service + "'; there are " + services.keySet());
        }
        Map<Name, Service> changed = new LinkedHashMap<>(services);
        changed.put(service, change.apply(found));
        return new DefaultProject(
                name,
                component,
                environment,
                Collections.unmodifiableMap(changed),
                databases,
                volumes,
                cron,
                networks,
                deploy,
                gateway,
                infra);
    }

    @Override
    public String toString() {
        return "project " + name + " in " + environment;
    }
}
