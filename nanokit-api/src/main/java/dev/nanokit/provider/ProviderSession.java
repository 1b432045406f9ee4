package dev.nanokit.provider;

import java.util.Optional;

/**
 * A connection to a platform, for as long as one verb or one open stack. The engine calls it from several threads at
 * once. Calls block, and throw {@link dev.nanokit.failure.ProviderException} when the platform fails them.
 */
public interface ProviderSession extends AutoCloseable {

    /** {@return what the platform says of itself, in a few reads} */
    Surroundings surroundings();

    /** {@return what finds resources} */
    ResourceDiscovery discovery();

    /** {@return what runs instances or services} */
    ServiceOrchestration services();

    /** {@return what tells whether they are ready} */
    HealthMonitoring health();

    /** {@return what puts instances into the rotation} */
    GatewayManagement gateway();

    /**
     * Gives what writes resources of a kind that does not run.
     *
     * @param kind a kind that the provider's design uses, or that discovery found
     * @return what writes them
     */
    ResourceManagement resources(ResourceKind kind);

    /**
     * Looks an optional duty up.
     *
     * @param type its interface, for instance {@link Logs}
     * @param <T> the same
     * @return the duty, or empty if the platform has no such thing
     */
    <T> Optional<T> capability(Class<T> type);

    /** Ends the connection; nothing of it, no thread either, is left. */
    @Override
    void close();
}
