package dev.nanokit.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A declared service: a program that is kept running in a number of instances. Immutable and thread-safe; equality is
 * by content, positions aside. Built with {@link #builder} or read from a file.
 */
public sealed interface Service permits DefaultService {

    /** {@return the name under {@code services}} */
    Name name();

    /** {@return the image to run; empty text if it is to be built first, see {@link #build}} */
    String image();

    /** {@return the command in place of the image's own; empty if the image's own is to run} */
    List<String> command();

    /** {@return the fixed port on the host; empty if there is none} */
    Optional<Port> port();

    /** {@return the port that the program listens on; empty if it listens on none} */
    Optional<Port> expose();

    /** {@return the host names under which the gateway routes to it, in file order; empty for no route} */
    List<String> hosts();

    /** {@return the user's environment variables, in file order} */
    Map<String, String> env();

    /** {@return the services and databases that must be ready before this one starts, in file order} */
    List<Name> dependsOn();

    /** {@return how many instances are wanted, 0 or more; default 1} */
    int instances();

    /** {@return when an instance counts as ready; default {@link Probe.Automatic}} */
    HealthCheck healthCheck();

    /** {@return the processor limit of each instance; empty for none} */
    Optional<Cpu> cpu();

    /** {@return the memory limit of each instance; empty for none} */
    Optional<MemorySize> memory();

    /** {@return how a new version replaces the old one; default {@link UpdateStrategy#RECREATE}} */
    UpdateStrategy updateStrategy();

    /** {@return volumes and folders that its instances see, in file order} */
    List<Mount> mounts();

    /** {@return the runtime that image, variables and more came from; empty if the service named none} */
    Optional<String> runtime();

    /** {@return how its image is built; empty if it has one} */
    Optional<Build> build();

    /** {@return local folder that is mounted at {@code /workspace} for work on it; empty for none} */
    Optional<String> path();

    /** {@return command that prepares it once before its first start; empty for none} */
    Optional<List<String>> install();

    /** {@return sensitive variables, in file order} */
    Map<String, SecretValue> secrets();

    /** {@return the networks that it joins, in file order; empty for the default one} */
    List<Name> networks();

    /** {@return between how many instances the platform may choose; empty for a fixed number} */
    Optional<Scale> scale();

    /** {@return commands around its life} */
    Hooks hooks();

    /** {@return where it and its keys stand in the file} */
    Positions positions();

    /**
     * Gives the same with another number of instances.
     *
     * @param count 0 or more
     * @return a copy
     * @throws IllegalArgumentException if the number is negative
     */
    Service withInstances(int count);

    /**
     * Gives the same whose image is built.
     *
     * @param how context, Dockerfile and arguments
     * @return a copy
     */
    Service withBuild(Build how);

    /**
     * Begins a service.
     *
     * @param name its name
     * @param image the image to run
     * @return a builder with every other property at its default
     */
    static ServiceBuilder builder(Name name, String image) {
        return new ServiceBuilder(name, image);
    }
}
