package dev.nanokit.engine.planning;

import dev.nanokit.provider.Slot;
import dev.nanokit.run.RunOptions;
import java.util.Set;

/**
 * The caller's explicit word on deleting data.
 *
 * @param everything whether all data of the scope may go
 * @param names names of services, databases or volumes whose data may go
 */
public record DataLeave(boolean everything, Set<String> names) {

    /** Copies the components. */
    public DataLeave {
        names = Set.copyOf(names);
    }

    /** {@return leave for nothing} */
    public static DataLeave none() {
        return new DataLeave(false, Set.of());
    }

    /** {@return leave for everything} */
    public static DataLeave all() {
        return new DataLeave(true, Set.of());
    }

    /**
     * Takes the word from the options of a run.
     *
     * @param options the options
     * @return the leave
     */
    public static DataLeave of(RunOptions options) {
        return new DataLeave(options.allDataMayGo(), options.dataThatMayGo());
    }

    boolean allows(Slot slot) {
        return everything || names.contains(slot.name());
    }
}
