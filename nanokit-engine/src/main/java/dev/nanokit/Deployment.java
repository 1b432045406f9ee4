package dev.nanokit;

import dev.nanokit.model.Name;
import dev.nanokit.plan.Plan;
import dev.nanokit.provider.Resource;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What stands after a verb, as facts: still readable after {@link #down}. Immutable and thread-safe.
 */
public sealed interface Deployment permits DefaultDeployment {

    /** {@return id of the provider that it stands on} */
    String provider();

    /** {@return the environment} */
    Name environment();

    /**
     * Gives the public address of a service.
     *
     * @param service its name
     * @return the URL of its first host through the gateway, or of its fixed port
     * @throws IllegalArgumentException if there is no such service, or it has neither host nor port
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
     * Deletes everything of this deployment but data, as {@link Nanokit#down} does.
     *
     * @return what that did
     */
    Deployment down();

    /**
     * Looks at it, as {@link Nanokit#status} does.
     *
     * @return how it is now
     */
    Status status();
}
