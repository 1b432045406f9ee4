package dev.nanokit.engine.planning;

import dev.nanokit.model.HealthCheck;
import dev.nanokit.provider.Resource;
import dev.nanokit.provider.Slot;
import java.util.Optional;

/**
 * What stands in a slot, or will when its step has ended.
 *
 * @param slot the slot
 * @param edition which of several in it
 * @param found the resource, if it is there already
 * @param check when it counts as ready
 */
public record Occupant(Slot slot, String edition, Optional<Resource> found, HealthCheck check) {

    static Occupant of(Resource found, HealthCheck check) {
        return new Occupant(found.slot(), found.edition(), Optional.of(found), check);
    }

    static Occupant of(Draft draft) {
        return new Occupant(
                draft.spec().slot(),
                draft.edition(),
                Optional.empty(),
                draft.spec().handling().check());
    }
}
