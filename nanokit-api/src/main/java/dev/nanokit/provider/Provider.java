package dev.nanokit.provider;

import dev.nanokit.model.Project;
import dev.nanokit.model.SettingsNode;
import dev.nanokit.time.TimeSource;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/**
 * A platform that can run projects. Found by {@link java.util.ServiceLoader}, or handed to the engine as an object.
 *
 * <p>Implementations must be cheap to make, hold no connection and do no input or output; a session does that. They
 * must be safe for use by several threads. They start no thread, read no environment variable and compute no name.
 */
public interface Provider {

    /** {@return the id by which {@code infra.provider} names it: a short lower-case word} */
    String id();

    /** {@return {@link SpiVersion#CURRENT}, written just so, as the compiler copies it into the provider} */
    int spiVersion();

    /** {@return the platform's limits} */
    ProviderProfile profile();

    /**
     * Binds the provider's own keys under {@code infra}.
     *
     * @param node the block, without {@code provider}; texts are interpolated
     * @return the settings, with the problems that were found
     */
    Settings settings(SettingsNode node);

    /**
     * Says what the platform will hold for a project. Pure: the same input gives the same blueprint, and nothing is
     * asked of the platform.
     *
     * @param project what is wanted
     * @param settings what {@link #settings} gave
     * @param around what {@link ProviderSession#surroundings} gave
     * @return the specs, and what cannot be done as it stands
     */
    Blueprint design(Project project, Settings settings, Surroundings around);

    /**
     * Says what to do about a difference. Pure. Not asked for kinds that run on a platform that runs instances: these
     * are always replaced.
     *
     * @param wanted what is wanted
     * @param found what is there
     * @param changes the fields that differ; empty if the found resource is unfinished
     * @return what can be done
     */
    Verdict assess(ResourceSpec wanted, Resource found, Set<FieldChange> changes);

    /**
     * Connects to the platform.
     *
     * @param settings what {@link #settings} gave
     * @param context the engine's side of the session
     * @return a session, to be closed by the engine
     * @throws dev.nanokit.failure.ProviderException if the platform does not answer or refuses
     */
    ProviderSession connect(Settings settings, ProviderContext context);

    /**
     * Says where the fixed ports of services are reached. Pure.
     *
     * @param standing what stands in the wanted slots, with its facts
     * @return a name or an address; empty if there is none yet; default this machine, as on platforms that run on it
     */
    default Optional<String> hostOfPorts(Collection<Resource> standing) {
        return Optional.of("localhost");
    }

    /** {@return the time that runs on this platform go by; empty for the system's clock, as all real platforms say} */
    default Optional<TimeSource> time() {
        return Optional.empty();
    }
}
