package dev.nanokit.engine.execution;

import dev.nanokit.engine.planning.Draft;
import dev.nanokit.engine.planning.Occupant;
import dev.nanokit.provider.Resolved;
import dev.nanokit.provider.Slot;
import java.util.Map;
import java.util.SortedMap;

/** What the fields of specs should be, with every reference filled in from what is there. */
public final class LiveValues {

    private final World world;

    /**
     * Makes it.
     *
     * @param run what it works with
     * @param occupants what references lead to
     */
    public LiveValues(RunContext run, Map<Slot, Occupant> occupants) {
        this.world = new World(run, occupants);
    }

    /**
     * Fills in.
     *
     * @param draft what is wanted; everything that it refers to is there
     * @return its fields
     */
    public SortedMap<String, Resolved> wanted(Draft draft) {
        return world.complete(draft).values();
    }
}
