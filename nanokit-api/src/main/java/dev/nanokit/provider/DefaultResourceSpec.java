package dev.nanokit.provider;

import dev.nanokit.model.SourcePosition;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/** The only form of a spec; hidden so that a new property breaks nobody. */
record DefaultResourceSpec(
        Slot slot,
        SortedMap<String, Value> fields,
        Set<Slot> needs,
        Set<Claim> claims,
        Handling handling,
        Set<Trait> traits,
        Optional<SourcePosition> position)
        implements ResourceSpec {

    @Override
    public String toString() {
        return "spec " + slot;
    }
}
