package dev.nanokit.model;

import java.util.Map;
import java.util.Optional;

/**
 * The resolved, validated content of one nanokit.yml for one environment. It knows no platform. Immutable and
 * thread-safe. Built with {@link #builder} or read from a file.
 */
public sealed interface Project permits DefaultProject {

    /** {@return the project's name} */
    Name name();

    /** {@return the id of this repository's share of the project; empty if the file names none} */
    Optional<Name> component();

    /** {@return the environment, for instance {@code local}} */
    Name environment();

    /** {@return the services by name, in file order} */
    Map<Name, Service> services();

    /** {@return the databases by name, in file order} */
    Map<Name, Database> databases();

    /** {@return the declared volumes by name, in file order} */
    Map<Name, Volume> volumes();

    /** {@return the jobs that run at set times by name, in file order} */
    Map<Name, CronJob> cron();

    /** {@return the declared networks by name, in file order; empty if there is only the default one} */
    Map<Name, Network> networks();

    /** {@return the server that it is brought to; empty for none} */
    Optional<Deploy> deploy();

    /** {@return the gateway} */
    Gateway gateway();

    /** {@return where it runs} */
    Infra infra();

    /**
     * Gives the same as another share of the project.
     *
     * @param id the share's id
     * @return a copy
     */
    Project withComponent(Name id);

    /**
     * Gives the same with another number of instances of a service.
     *
     * @param service its name
     * @param count 0 or more
     * @return a copy
     * @throws IllegalArgumentException if there is no such service, or the number is negative
     */
    Project withInstances(Name service, int count);

    /**
     * Gives the same with another build of a service.
     *
     * @param service its name
     * @param how context, Dockerfile and arguments
     * @return a copy
     * @throws IllegalArgumentException if there is no such service
     */
    Project withBuild(Name service, Build how);

    /**
     * Begins a project.
     *
     * @param name its name
     * @param environment the environment that it is resolved for
     * @return a builder
     */
    static ProjectBuilder builder(Name name, Name environment) {
        return new ProjectBuilder(name, environment);
    }
}
