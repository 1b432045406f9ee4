package dev.nanokit.engine.command;

import dev.nanokit.event.NanokitListener;
import dev.nanokit.model.Project;
import dev.nanokit.provider.Provider;
import dev.nanokit.run.RunOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What a verb is asked for.
 *
 * @param source gives the project; read anew by each verb
 * @param provider the provider as an object, which wins
 * @param providerId the provider by id, which wins over the file
 * @param listeners who is told what happens
 * @param options how the run is to behave
 * @param link a connection that is open already; empty to open one for the verb
 * @param targets names of services or databases that the verb is only about; empty for all
 */
public record Request(
        Supplier<Project> source,
        Optional<Provider> provider,
        Optional<String> providerId,
        List<NanokitListener> listeners,
        RunOptions options,
        Optional<Link> link,
        Set<String> targets) {

    /** Copies the components. */
    public Request {
        listeners = List.copyOf(listeners);
        targets = Set.copyOf(targets);
    }

    /**
     * Makes a request with every other component at its default.
     *
     * @param source gives the project
     * @return the request
     */
    public static Request of(Supplier<Project> source) {
        return new Request(
                source,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                RunOptions.standard(),
                Optional.empty(),
                Set.of());
    }

    /**
     * Replaces the source.
     *
     * @param value gives the project
     * @return a copy
     */
    public Request withSource(Supplier<Project> value) {
        return new Request(value, provider, providerId, listeners, options, link, targets);
    }

    /**
     * Replaces the provider.
     *
     * @param value the provider as an object
     * @return a copy
     */
    public Request withProvider(Provider value) {
        return new Request(source, Optional.of(value), providerId, listeners, options, link, targets);
    }

    /**
     * Replaces the provider by one that is named.
     *
     * @param id its id
     * @return a copy
     */
    public Request withProviderId(String id) {
        return new Request(source, Optional.empty(), Optional.of(id), listeners, options, link, targets);
    }

    /**
     * Adds a listener.
     *
     * @param value hears what happens
     * @return a copy
     */
    public Request withListener(NanokitListener value) {
        List<NanokitListener> all = new ArrayList<>(listeners);
        all.add(value);
        return new Request(source, provider, providerId, all, options, link, targets);
    }

    /**
     * Replaces the options.
     *
     * @param value how the run is to behave
     * @return a copy
     */
    public Request withOptions(RunOptions value) {
        return new Request(source, provider, providerId, listeners, value, link, targets);
    }

    /**
     * Replaces the connection.
     *
     * @param value one that is open
     * @return a copy
     */
    public Request withLink(Link value) {
        return new Request(source, provider, providerId, listeners, options, Optional.of(value), targets);
    }

    /**
     * Replaces what the verb is about.
     *
     * @param names names of services or databases; none for all
     * @return a copy
     */
    public Request withTargets(Set<String> names) {
        return new Request(source, provider, providerId, listeners, options, link, names);
    }
}
