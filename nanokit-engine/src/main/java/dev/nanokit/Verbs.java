package dev.nanokit;

import dev.nanokit.provider.ProgramResult;
import dev.nanokit.provider.Slot;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * What can be done with a project on a platform: on a connection of its own each time ({@link Nanokit}), or all on one
 * ({@link Stack}).
 *
 * <p>Each verb reads the file anew. Verbs block; interrupting the calling thread, or
 * {@link dev.nanokit.run.RunOptions#cancellation}, ends one within some seconds with
 * {@link dev.nanokit.failure.OperationCancelledException}. Verbs that change the scope take its lease, if they find that
 * there is something to change: another one at the same time fails with {@link dev.nanokit.failure.LeaseException}, or
 * waits, as {@link dev.nanokit.run.RunOptions#waitForLease} says; {@link #exec} and {@link #run} change nothing that
 * lasts, and take none. Immutable and thread-safe.
 */
public sealed interface Verbs permits Nanokit, Stack, RequestVerbs {

    /**
     * Says what {@link #up} would do. Writes nothing.
     *
     * @param targets as with {@link #up}
     * @return the plan
     * @throws dev.nanokit.failure.InvalidSpecException if the file is wrong
     * @throws dev.nanokit.failure.ProviderSelectionException if no provider can be chosen
     * @throws dev.nanokit.failure.PlanRejectedException if the platform cannot do it, data would be lost, or a guard
     *     forbids it
     * @throws dev.nanokit.failure.ProviderException if the platform does not answer
     */
    DeploymentPlan plan(String... targets);

    /**
     * Makes it real, and returns when everything wanted is ready. Safe to repeat: what is there and equal is left alone,
     * and a run that was cut off is taken up where it stands.
     *
     * @param targets names of services or databases: only these and what they need are touched, and nothing that is left
     *     over is deleted; none for the whole file, which deletes what it no longer names (never data without leave, never
     *     what is of another component)
     * @return what stands now
     * @throws dev.nanokit.failure.InvalidSpecException if the file is wrong
     * @throws dev.nanokit.failure.ProviderSelectionException if no provider can be chosen
     * @throws dev.nanokit.failure.PlanRejectedException if the platform cannot do it, data would be lost, a guard forbids
     *     it, or a target is unknown
     * @throws dev.nanokit.failure.ProviderException if the platform does not answer
     * @throws dev.nanokit.failure.RolloutFailedException if a step failed or the deadline came; its report says why
     * @throws dev.nanokit.failure.LeaseException if another run changes the scope
     * @throws dev.nanokit.failure.OperationCancelledException if it was cancelled
     */
    Deployment up(String... targets);

    /**
     * Does as {@link #up} on a thread of its own. Cancelling the future ends the run within a short time.
     *
     * @param targets as with {@link #up}
     * @return completes with what stands, or with the exception that {@link #up} would throw
     */
    CompletableFuture<Deployment> upAsync(String... targets);

    /**
     * Deletes everything of the scope but data, and the gateway if nobody else uses it. Safe to repeat.
     *
     * @return what it did; {@link dev.nanokit.plan.Plan#kept} names the data that was kept
     */
    Deployment down();

    /**
     * Looks at what is there. Writes nothing and waits for nothing.
     *
     * @return how it is
     */
    Status status();

    /**
     * Compares what is really there with what was made: settings that somebody changed behind our back, which
     * {@link #up} does not see, as it reads labels only. Writes nothing.
     *
     * @return the differences, and what {@link #up} would do
     */
    Drift drift();

    /**
     * Stops everything that runs and keeps it; {@link #start} or {@link #up} starts it again.
     *
     * @return what it did
     */
    Deployment stop();

    /**
     * Starts what was stopped and is unchanged, in order of dependencies, and waits until it is ready.
     *
     * @return what it did
     */
    Deployment start();

    /**
     * Replaces what runs under some names by the same once more, as their update strategy says: a rolling service is never
     * away. Also mends settings that {@link #drift} shows. What they need is made real too, as by a targeted {@link #up}.
     *
     * @param names names of services or databases, at least one
     * @return what it did
     */
    Deployment restart(String... names);

    /**
     * Sets the number of instances of a service, until the next {@link #up} without this word goes back to the file's.
     *
     * @param service its name
     * @param instances 0 or more
     * @return what it did
     */
    Deployment scale(String service, int instances);

    /**
     * Runs a command in the first running instance of a service or database, and waits for its end.
     *
     * @param name its name
     * @param command the command and its arguments; no shell is put around it
     * @return how it ended, whatever its exit code is
     * @throws dev.nanokit.failure.ProviderException of kind {@code NOT_FOUND} if nothing runs under the name
     */
    ProgramResult exec(String name, String... command);

    /**
     * Runs a command once beside a service, with its image, variables, networks and volumes, and waits for its end. The
     * service itself need not run; what it needs must be there.
     *
     * @param service its name
     * @param command the command and its arguments; no shell is put around it
     * @return how it ended, whatever its exit code is
     */
    ProgramResult run(String service, String... command);

    /**
     * Reads the end of the log of each instance of a service or database.
     *
     * @param service its name
     * @param lines how many lines of each at most
     * @return the lines by slot, oldest first
     */
    Map<Slot, List<String>> logs(String service, int lines);
}
