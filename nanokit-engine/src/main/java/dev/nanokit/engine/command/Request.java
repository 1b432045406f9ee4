package dev.nanokit.engine.command;

import dev.nanokit.engine.planning.DataLeave;
import dev.nanokit.event.NanokitListener;
import dev.nanokit.model.Project;
import dev.nanokit.provider.Provider;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/**
 * What a verb is asked for.
 *
 * @param source gives the project; read anew by each verb
 * @param provider the provider as an object, which wins
 * @param providerId the provider by id, which wins over the file
 * @param listeners who is told what happens
 * @param leave the word on deleting data
 * @param parallelism writes at once; empty for what the provider finds useful
 */
public record Request(
        Supplier<Project> source,
        Optional<Provider> provider,
        Optional<String> providerId,
        List<NanokitListener> listeners,
        DataLeave leave,
        OptionalInt parallelism) {

    /** Copies the components. */
    public Request {
        listeners = List.copyOf(listeners);
    }
}
