package dev.nanokit.engine.planning;

import dev.nanokit.run.RunOptions;
import java.util.Set;

/**
 * What is asked of a plan beside the file.
 *
 * @param leave the caller's word on deleting data
 * @param guards what a plan must not do
 * @param targets names of services or databases that it is only about; empty for all
 * @param restarted names of services or databases that are replaced even though they are equal
 * @param keepsOld whether old instances are kept, stopped, until the last wave is ready, so that there is a way back
 */
public record UpRequest(DataLeave leave, Guards guards, Set<String> targets, Set<String> restarted, boolean keepsOld) {

    /** Copies the components. */
    public UpRequest {
        targets = Set.copyOf(targets);
        restarted = Set.copyOf(restarted);
    }

    /**
     * Makes a request.
     *
     * @param options the run's options
     * @param targets names of services or databases; empty for all
     * @return the request, which restarts nothing
     */
    public static UpRequest of(RunOptions options, Set<String> targets) {
        return new UpRequest(DataLeave.of(options), Guards.of(options), targets, Set.of(), options.returnsOnFailure());
    }

    static UpRequest anything() {
        return new UpRequest(DataLeave.all(), Guards.none(), Set.of(), Set.of(), false);
    }

    static UpRequest nothing() {
        return new UpRequest(DataLeave.none(), Guards.none(), Set.of(), Set.of(), false);
    }

    /**
     * Adds what is to be restarted.
     *
     * @param names names of services or databases
     * @return a copy
     */
    public UpRequest restarting(Set<String> names) {
        return new UpRequest(leave, guards, targets, names, keepsOld);
    }

    boolean isTargeted() {
        return !targets.isEmpty();
    }
}
