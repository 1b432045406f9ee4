package dev.nanokit.model;

import java.util.Map;
import java.util.Optional;

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
    public String toString() {
        return "project " + name + " in " + environment;
    }
}
