package dev.nanokit.provider;

/** Writes what runs: instances or services, as the provider's profile says. */
public interface ServiceOrchestration extends ResourceManagement {

    /**
     * Starts what was stopped, ended, or was never fully started. What runs already is left as it is.
     *
     * @param found what is there
     * @param operation the write under way
     * @return what is there now
     */
    Resource start(Resource found, Operation operation);

    /**
     * Stops what runs, and leaves it there. What does not run is done. Waits for a graceful end.
     *
     * @param found what is there
     * @param operation the write under way
     */
    void stop(Resource found, Operation operation);
}
