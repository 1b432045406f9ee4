package dev.nanokit.provider;

/**
 * Capability: runs commands to their end, apart from what runs for good. A job is a resource of kind
 * {@link ResourceKind#JOB}: created like any other, which does not start it, and run by this.
 */
public interface Jobs {

    /**
     * Runs a job and waits for its end. One that runs already is joined; one that has succeeded is not run again. A job
     * that has ended without success is found without its fingerprint from then on, so that it counts as unfinished; one
     * that has not begun, runs, or has succeeded shows it, with {@link Lifecycle#CREATED}, {@link Lifecycle#RUNNING} or
     * {@link Lifecycle#ENDED}. Deleting one that runs ends it.
     *
     * @param job what was created
     * @param operation the call under way; its deadline ends the job
     * @return how it ended
     */
    ProgramResult run(Resource job, Operation operation);
}
