package dev.nanokit.testkit.assertj;

import dev.nanokit.Status;
import org.assertj.core.api.AbstractAssert;

/** Assertions on how things are. Not thread-safe. */
public final class StatusAssert extends AbstractAssert<StatusAssert, Status> {

    StatusAssert(Status status) {
        super(status, StatusAssert.class);
    }

    /**
     * Verifies that every service has as many ready instances as the file wants.
     *
     * @return this
     */
    public StatusAssert isReady() {
        return require(status().isReady(), "everything to be ready");
    }

    /**
     * Verifies that some service lacks a ready instance.
     *
     * @return this
     */
    public StatusAssert isNotReady() {
        return require(!status().isReady(), "something not to be ready");
    }

    /**
     * Verifies how many instances of a service are ready.
     *
     * @param service name of a service or database
     * @param count how many
     * @return this
     */
    public StatusAssert hasReady(String service, int count) {
        boolean so = status().services().stream().anyMatch(one -> one.name().equals(service) && one.ready() == count);
        return require(so, count + " of " + service + " to be ready");
    }

    private Status status() {
        isNotNull();
        return actual;
    }

    private StatusAssert require(boolean holds, String wish) {
        if (!holds) {
            failWithMessage("%s", "Expected " + wish + "\n\nThe status:\n" + Exhibit.indented(status().text()));
        }
        return this;
    }
}
