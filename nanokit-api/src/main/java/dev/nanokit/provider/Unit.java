package dev.nanokit.provider;

import dev.nanokit.model.Name;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What the planner must know of a service or a database in a container: which slots it has and how they are replaced.
 * Immutable and thread-safe.
 *
 * @param name the service's or database's name
 * @param strategy how its slots are replaced
 * @param slots its instances, or its one service
 * @param membership the slot, of kind {@link ResourceKind#MEMBERS}, that names the set of its instances in rotation;
 *     empty if the platform minds the rotation by itself
 */
public record Unit(Name name, Strategy strategy, List<Slot> slots, Optional<Slot> membership) {

    /** Checks and copies the components. */
    public Unit {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(strategy, "strategy");
        slots = List.copyOf(slots);
        Objects.requireNonNull(membership, "membership");
        if (membership.isPresent() && !membership.get().kind().equals(ResourceKind.MEMBERS)) {
            throw new IllegalArgumentException("a membership is a slot of kind members, got " + membership.get());
        }
    }
}
