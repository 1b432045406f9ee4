package dev.nanokit;

import dev.nanokit.engine.planning.WorkPlan;
import dev.nanokit.plan.Step;
import dev.nanokit.provider.Finding;
import dev.nanokit.provider.Scope;
import dev.nanokit.provider.Slot;
import java.util.List;
import java.util.function.Function;

/** The engine's plan, with the way back to the verbs. */
final class DefaultDeploymentPlan implements DeploymentPlan {

    private final WorkPlan plan;
    private final Function<WorkPlan, Deployment> applying;

    DefaultDeploymentPlan(WorkPlan plan, Function<WorkPlan, Deployment> applying) {
        this.plan = plan;
        this.applying = applying;
    }

    @Override
    public Deployment apply() {
        return applying.apply(plan);
    }

    /** {@return the same to look at only} */
    DeploymentPlan withoutApplying() {
        return new DefaultDeploymentPlan(plan, any -> {
            throw new IllegalStateException(
                    "this is the plan of an ephemeral project, each of which has a scope of its own: call up() or open()");
        });
    }

    @Override
    public Scope scope() {
        return plan.scope();
    }

    @Override
    public List<Step> steps() {
        return plan.steps();
    }

    @Override
    public List<Finding> findings() {
        return plan.findings();
    }

    @Override
    public List<Slot> kept() {
        return plan.kept();
    }

    @Override
    public boolean isEmpty() {
        return plan.isEmpty();
    }

    @Override
    public String text() {
        return plan.text();
    }

    @Override
    public String json() {
        return plan.json();
    }

    @Override
    public String mermaid() {
        return plan.mermaid();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DefaultDeploymentPlan that && plan.equals(that.plan);
    }

    @Override
    public int hashCode() {
        return plan.hashCode();
    }

    @Override
    public String toString() {
        return text();
    }
}
