package dev.nanokit.engine.planning;

import dev.nanokit.provider.FieldChange;
import dev.nanokit.provider.Resource;
import dev.nanokit.provider.ResourceSpec;
import dev.nanokit.provider.Verdict;
import java.util.Set;

/** Says what to do about a difference, see {@link dev.nanokit.provider.Provider#assess}. Pure. */
@FunctionalInterface
public interface Judge {

    /**
     * Says what can be done.
     *
     * @param wanted what is wanted
     * @param found what is there
     * @param changes the fields that differ; empty if the found resource is unfinished
     * @return the verdict
     */
    Verdict assess(ResourceSpec wanted, Resource found, Set<FieldChange> changes);
}
