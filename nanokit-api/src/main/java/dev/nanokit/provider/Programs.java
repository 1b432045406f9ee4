package dev.nanokit.provider;

import java.util.List;

/** Capability: runs commands in what runs. */
public interface Programs {

    /**
     * Runs a command in a running instance or service and waits for its end.
     *
     * @param resource what runs
     * @param command the command and its arguments
     * @param operation the call under way; its deadline ends the command's time
     * @return how it ended
     * @throws dev.nanokit.failure.ProviderException of kind {@code FAILED} if it did not end in time
     */
    ProgramResult exec(Resource resource, List<String> command, Operation operation);
}
