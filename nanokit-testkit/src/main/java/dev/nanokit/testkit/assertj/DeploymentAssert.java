package dev.nanokit.testkit.assertj;

import dev.nanokit.Deployment;
import java.net.URI;
import java.time.Duration;
import org.assertj.core.api.AbstractAssert;

/** Assertions on what a verb returned. Not thread-safe. */
public final class DeploymentAssert extends AbstractAssert<DeploymentAssert, Deployment> {

    DeploymentAssert(Deployment deployment) {
        super(deployment, DeploymentAssert.class);
    }

    /**
     * Verifies that a service has a public address.
     *
     * @param service its name
     * @return this
     */
    public DeploymentAssert hasEndpoint(String service) {
        return require(deployment().endpoints().containsKey(service), "to have an endpoint of " + service);
    }

    /**
     * Verifies that a service has a certain public address.
     *
     * @param service its name
     * @param address for instance {@code http://web.localhost}
     * @return this
     */
    public DeploymentAssert hasEndpoint(String service, String address) {
        return hasEndpoint(service, URI.create(address));
    }

    /**
     * Verifies that a service has a certain public address.
     *
     * @param service its name
     * @param address the address
     * @return this
     */
    public DeploymentAssert hasEndpoint(String service, URI address) {
        return require(
                address.equals(deployment().endpoints().get(service)),
                "to have the endpoint " + address + " of " + service);
    }

    /**
     * Verifies that something stands in a slot.
     *
     * @param slot for instance {@code instance/web.1}
     * @return this
     */
    public DeploymentAssert hasResource(String slot) {
        boolean there = deployment().resources().stream()
                .anyMatch(resource -> resource.slot().toString().equals(slot));
        return require(there, "to have something at " + slot);
    }

    /**
     * Verifies that nothing had to be changed.
     *
     * @return this
     */
    public DeploymentAssert changedNothing() {
        return require(deployment().plan().isEmpty(), "to have changed nothing");
    }

    /**
     * Verifies that something was changed under each name, and nothing under any other.
     *
     * @param names names or slots, as with {@link PlanAssert#touchesOnly}
     * @return this
     */
    public DeploymentAssert changedOnly(String... names) {
        plan().touchesOnly(names);
        return this;
    }

    /**
     * Verifies that it took at most so long, by the platform's time.
     *
     * @param longest how long
     * @return this
     */
    public DeploymentAssert tookAtMost(Duration longest) {
        return require(
                deployment().took().compareTo(longest) <= 0,
                "to take at most " + longest + ", but it took " + deployment().took());
    }

    /**
     * Goes on to the plan that was carried out.
     *
     * @return assertions on it
     */
    public PlanAssert plan() {
        return new PlanAssert(deployment().plan()).as(descriptionText());
    }

    private Deployment deployment() {
        isNotNull();
        return actual;
    }

    private DeploymentAssert require(boolean holds, String wish) {
        if (!holds) {
            failWithMessage(
                    "%s",
                    "Expected the " + deployment() + " " + wish + "\n\nIts endpoints:\n" + Exhibit.indented(endpoints())
                            + Exhibit.plan(deployment().plan()));
        }
        return this;
    }

    private String endpoints() {
        StringBuilder text = new StringBuilder();
        deployment()
                .endpoints()
                .forEach((name, address) ->
                        text.append(name).append(' ').append(address).append('\n'));
        return text.toString();
    }
}
