package dev.nanokit.provider;

import dev.nanokit.model.DatabaseEngine;
import dev.nanokit.model.Name;
import dev.nanokit.model.Project;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * What {@link StandardDesign} must know of a platform. Immutable; thread-safe if its function is. Begin with
 * {@link #of} and change what differs.
 *
 * @param providerId id of the provider
 * @param runs what the platform runs
 * @param memberships for which services the engine minds the rotation; only on platforms that run instances
 * @param databases how databases are had
 * @param commandChecks whether the platform itself runs checks that are commands
 * @param network what every workload joins; empty for none
 * @param foundations specs of the provider's own that every workload needs
 * @param gateway slot of the gateway that every route needs; empty for none
 * @param internalAddress where siblings reach a service or database: {@code host:port} by project and name, the port
 *     left out where it listens on none
 * @param features what a file may ask for here beyond what every platform does; default none
 * @param managedEngines which engines it runs as managed databases, of meaning with {@link Databases#MANAGED} only;
 *     default postgres
 */
public record PlatformTraits(
        String providerId,
        RunKind runs,
        Memberships memberships,
        Databases databases,
        boolean commandChecks,
        Optional<Value> network,
        List<ResourceSpec> foundations,
        Optional<Slot> gateway,
        BiFunction<Project, Name, String> internalAddress,
        Set<Feature> features,
        Set<DatabaseEngine> managedEngines) {

    /** For which services the engine minds the rotation. The set is closed. */
    public enum Memberships {
        /** For every service. */
        ALL,
        /** For services that are rolled; the others are in the rotation while they run. */
        ROLLING,
        /** For none: the platform does it. */
        NONE
    }

    /** How databases are had. The set is closed. */
    public enum Databases {
        /** As an instance with a volume. */
        INSTANCE,
        /** As one resource that the platform runs. */
        MANAGED,
        /** Not at all: a database is refused. */
        REFUSED
    }

    /** Checks and copies the components. */
    public PlatformTraits {
        Objects.requireNonNull(providerId, "providerId");
        Objects.requireNonNull(runs, "runs");
        Objects.requireNonNull(memberships, "memberships");
        Objects.requireNonNull(databases, "databases");
        Objects.requireNonNull(network, "network");
        foundations = List.copyOf(foundations);
        Objects.requireNonNull(gateway, "gateway");
        Objects.requireNonNull(internalAddress, "internalAddress");
        features = Set.copyOf(features);
        managedEngines = Set.copyOf(managedEngines);
    }

    /**
     * Gives the traits of a simple platform: the engine minds every rotation where it runs instances, databases are
     * instances there and managed elsewhere, no network, no foundations, siblings reached by their own name.
     *
     * @param providerId id of the provider
     * @param runs what it runs
     * @return the traits
     */
    public static PlatformTraits of(String providerId, RunKind runs) {
        boolean instances = runs == RunKind.INSTANCES;
        return new PlatformTraits(
                providerId,
                runs,
                instances ? Memberships.ALL : Memberships.NONE,
                instances ? Databases.INSTANCE : Databases.MANAGED,
                false,
                Optional.empty(),
                List.of(),
                Optional.empty(),
                StandardDesign::addressByName,
                Set.of(),
                Set.of(DatabaseEngine.POSTGRES));
    }

    /**
     * Replaces for which services the engine minds the rotation.
     *
     * @param value for which
     * @return a copy
     */
    public PlatformTraits withMemberships(Memberships value) {
        return new PlatformTraits(
                providerId,
                runs,
                value,
                databases,
                commandChecks,
                network,
                foundations,
                gateway,
                internalAddress,
                features,
                managedEngines);
    }

    /**
     * Replaces how databases are had.
     *
     * @param value how
     * @return a copy
     */
    public PlatformTraits withDatabases(Databases value) {
        return new PlatformTraits(
                providerId,
                runs,
                memberships,
                value,
                commandChecks,
                network,
                foundations,
                gateway,
                internalAddress,
                features,
                managedEngines);
    }

    /** {@return a copy for a platform that runs checks that are commands by itself} */
    public PlatformTraits withCommandChecks() {
        return new PlatformTraits(
                providerId,
                runs,
                memberships,
                databases,
                true,
                network,
                foundations,
                gateway,
                internalAddress,
                features,
                managedEngines);
    }

    /**
     * Sets what every workload joins.
     *
     * @param value the network, most often a reference to its spec
     * @return a copy
     */
    public PlatformTraits withNetwork(Value value) {
        return new PlatformTraits(
                providerId,
                runs,
                memberships,
                databases,
                commandChecks,
                Optional.of(value),
                foundations,
                gateway,
                internalAddress,
                features,
                managedEngines);
    }

    /**
     * Sets the provider's own specs.
     *
     * @param specs what every workload needs
     * @return a copy
     */
    public PlatformTraits withFoundations(List<ResourceSpec> specs) {
        return new PlatformTraits(
                providerId,
                runs,
                memberships,
                databases,
                commandChecks,
                network,
                specs,
                gateway,
                internalAddress,
                features,
                managedEngines);
    }

    /**
     * Sets the gateway that every route needs.
     *
     * @param slot its slot; its spec is among the resources that the provider adds
     * @return a copy
     */
    public PlatformTraits withGateway(Slot slot) {
        return new PlatformTraits(
                providerId,
                runs,
                memberships,
                databases,
                commandChecks,
                network,
                foundations,
                Optional.of(slot),
                internalAddress,
                features,
                managedEngines);
    }

    /**
     * Sets where siblings reach each other.
     *
     * @param value {@code host:port} by project and name
     * @return a copy
     */
    public PlatformTraits withInternalAddress(BiFunction<Project, Name, String> value) {
        return new PlatformTraits(
                providerId,
                runs,
                memberships,
                databases,
                commandChecks,
                network,
                foundations,
                gateway,
                value,
                features,
                managedEngines);
    }

    /**
     * Sets what a file may ask for here beyond what every platform does.
     *
     * @param value what the provider carries out
     * @return a copy
     */
    public PlatformTraits withFeatures(Set<Feature> value) {
        return new PlatformTraits(
                providerId,
                runs,
                memberships,
                databases,
                commandChecks,
                network,
                foundations,
                gateway,
                internalAddress,
                value,
                managedEngines);
    }

    /**
     * Sets which engines the platform runs as managed databases.
     *
     * @param value which; a database of another engine is refused with its line
     * @return a copy
     */
    public PlatformTraits withManagedEngines(Set<DatabaseEngine> value) {
        return new PlatformTraits(
                providerId,
                runs,
                memberships,
                databases,
                commandChecks,
                network,
                foundations,
                gateway,
                internalAddress,
                features,
                value);
    }
}
