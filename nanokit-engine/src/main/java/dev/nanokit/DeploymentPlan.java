package dev.nanokit;

import dev.nanokit.plan.Plan;

/** A plan that can be carried out. Immutable and thread-safe; equal to another plan of the same steps. */
public sealed interface DeploymentPlan extends Plan permits DefaultDeploymentPlan {

    /**
     * Carries the plan out, after a fresh look at the world.
     *
     * @return what stands now
     * @throws dev.nanokit.failure.PlanRejectedException with code {@code plan.stale} if the file or the world has
     *     changed since the plan was made; nothing was written then
     * @throws dev.nanokit.failure.RolloutFailedException if a step failed
     */
    Deployment apply();
}
