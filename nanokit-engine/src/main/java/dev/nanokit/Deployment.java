package dev.nanokit;

import dev.nanokit.model.Name;
import dev.nanokit.plan.Plan;
import dev.nanokit.provider.Resource;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What stands after a verb, as facts: still readable after {@link #down}. Needs no closing, unless it came from an
 * {@link Nanokit#ephemeral ephemeral} project. Immutable and thread-safe.
 */
public sealed interface Deployment extends AutoCloseable permits DefaultDeployment {

    /** {@return id of the provider that it stands on} */
    String provider();

    /** {@return the environment} */
    Name environment();

    /**
     * Gives the public address of a service.
     *
     * @param service its name
     * @return the URL of its first host through the gateway, or of its fixed port where the platform has it
     * @throws IllegalArgumentException if there is no such service, or it has neither host nor port, or its port no address,
     *     as what gives it one was not part of the run
     */
    URI endpoint(String service);

    /** {@return the public address of each service that has one, by name} */
    Map<String, URI> endpoints();

    /** {@return what stands in each wanted place} */
    List<Resource> resources();

    /** {@return the plan that was carried out; empty if nothing had to change} */
    Plan plan();

    /** {@return how long it took} */
    Duration took();

    /**
     * Deletes everything of this deployment but data, as {@link Verbs#down} does.
     *
     * @return what that did
     */
    Deployment down();

    /**
     * Looks at it, as {@link Verbs#status} does.
     *
     * @return how it is now
     */
    Status status();

    /**
     * Deletes everything, data too, and disconnects, if this came from an {@link Nanokit#ephemeral ephemeral} project. Does
     * nothing otherwise, nor when it is said again.
     *
     * @throws dev.nanokit.failure.RolloutFailedException if that failed; any later run sweeps what is left
     */
    @Override
    void close();
}
