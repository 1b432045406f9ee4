package dev.nanokit.engine.planning;

import dev.nanokit.failure.PlanRejectedException;
import dev.nanokit.provider.Blueprint;
import dev.nanokit.provider.ResourceSpec;
import dev.nanokit.provider.Slot;
import dev.nanokit.run.RunOptions;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

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

    /** What runs can be restarted; what the platform runs out of our sight cannot. */
    void requireRestartable(Blueprint blueprint) {
        Set<String> running = blueprint.resources().stream()
                .map(ResourceSpec::slot)
                .filter(slot -> slot.kind().runs())
                .map(Slot::owner)
                .collect(Collectors.toSet());
        Set<String> others = new TreeSet<>(restarted);
        others.removeAll(running);
        if (!others.isEmpty()) {
            throw new PlanRejectedException(
                    "plan.refused",
                    String.join(", ", others)
                            + " cannot be restarted: nothing of it runs as an instance or service here",
                    List.of());
        }
    }

    boolean isTargeted() {
        return !targets.isEmpty();
    }
}
