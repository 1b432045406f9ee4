package dev.nanokit.engine.planning;

import dev.nanokit.model.HealthCheck;
import dev.nanokit.model.SourcePosition;
import dev.nanokit.provider.Resource;
import dev.nanokit.provider.ResourceSpec;
import dev.nanokit.provider.Slot;
import java.util.Optional;

/**
 * What stands in a slot, or will when its step has ended.
 *
 * @param slot the slot
 * @param edition which of several in it
 * @param found the resource, if it is there already
 * @param check when it counts as ready
 * @param position the place in the file that it came from
 */
public record Occupant(
        Slot slot, String edition, Optional<Resource> found, HealthCheck check, Optional<SourcePosition> position) {

    static Occupant of(Resource found, HealthCheck check) {
        return new Occupant(found.slot(), found.edition(), Optional.of(found), check, Optional.empty());
    }

    static Occupant of(Resource found, ResourceSpec spec) {
        return new Occupant(
                found.slot(),
                found.edition(),
                Optional.of(found),
                spec.handling().check(),
                spec.position());
    }

    static Occupant of(Draft draft) {
        return new Occupant(
                draft.spec().slot(),
                draft.edition(),
                Optional.empty(),
                draft.spec().handling().check(),
                draft.spec().position());
    }
}
