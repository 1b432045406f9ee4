package dev.nanokit.testkit.assertj;

import dev.nanokit.Deployment;
import dev.nanokit.Status;
import dev.nanokit.event.NanokitEvent;
import dev.nanokit.plan.Plan;
import dev.nanokit.testkit.FakeProvider;
import dev.nanokit.testkit.junit.TestEngine;
import java.util.List;

/**
 * The way to the assertions. To be imported beside AssertJ's own, or alone:
 *
 * <pre>{@code
 * import static dev.nanokit.testkit.assertj.NanokitAssertions.assertThat;
 *
 * assertThat(kit.plan()).replaces("api").touchesOnly("api").keepsData("main");
 * assertThat(fake).runs("web", 2).answers("web", "web:1").holdsNoLease();
 * }</pre>
 *
 * <p>Thread-safe.
 */
public final class NanokitAssertions {

    private NanokitAssertions() {}

    /**
     * Begins assertions on a plan.
     *
     * @param plan the plan
     * @return the assertions
     */
    public static PlanAssert assertThat(Plan plan) {
        return new PlanAssert(plan);
    }

    /**
     * Begins assertions on a deployment.
     *
     * @param deployment what a verb returned
     * @return the assertions
     */
    public static DeploymentAssert assertThat(Deployment deployment) {
        return new DeploymentAssert(deployment);
    }

    /**
     * Begins assertions on a status.
     *
     * @param status the status
     * @return the assertions
     */
    public static StatusAssert assertThat(Status status) {
        return new StatusAssert(status);
    }

    /**
     * Begins assertions on what a fake platform holds and what was written to it.
     *
     * @param fake the platform
     * @return the assertions
     */
    public static WorldAssert assertThat(FakeProvider fake) {
        return new WorldAssert(fake);
    }

    /**
     * Begins assertions on what a listener heard of one run, or of several.
     *
     * @param events the events, in the order in which they were heard
     * @return the assertions, those of AssertJ for lists among them
     */
    public static EventsAssert assertThat(List<? extends NanokitEvent> events) {
        return new EventsAssert(events, "");
    }

    /**
     * Begins assertions on what an engine under test told so far; a failure shows its platform too.
     *
     * @param engine the engine
     * @return the assertions, those of AssertJ for lists among them
     */
    public static EventsAssert assertThat(TestEngine engine) {
        return new EventsAssert(engine.events(), Exhibit.world(engine.platform()));
    }
}
