package dev.nanokit.engine.command;

import dev.nanokit.engine.execution.BoundedCall;
import dev.nanokit.provider.Inventory;
import dev.nanokit.provider.Scope;
import dev.nanokit.provider.Surroundings;
import java.time.Instant;

/**
 * The reads of a session, which end at a moment whatever the platform does, and wait where it throttles.
 *
 * @param link the connection
 * @param until the moment
 */
record BoundedReads(Link link, Instant until) implements Reads {

    @Override
    public Surroundings surroundings() {
        return BoundedCall.reading(
                link.time(), link.rates(), "ask the platform about itself", until, () -> link.session()
                        .surroundings());
    }

    @Override
    public Inventory discover(Scope scope) {
        return BoundedCall.reading(link.time(), link.rates(), "look for resources", until, () -> link.session()
                .discovery()
                .discover(scope));
    }
}
