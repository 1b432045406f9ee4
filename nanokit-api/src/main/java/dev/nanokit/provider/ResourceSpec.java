package dev.nanokit.provider;

import dev.nanokit.model.SourcePosition;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/**
 * One node of a {@link Blueprint}: what is wanted in a slot. Immutable and thread-safe.
 *
 * <p>One spec is one write that can fail by itself and be seen afterwards.
 */
public sealed interface ResourceSpec permits DefaultResourceSpec {

    /** {@return its place} */
    Slot slot();

    /** {@return the fields that decide equality, by name; their digests are the fingerprint} */
    SortedMap<String, Value> fields();

    /** {@return what must be ready first, beyond what the fields refer to} */
    Set<Slot> needs();

    /** {@return what only one running resource can hold and this one wants} */
    Set<Claim> claims();

    /** {@return how it is treated} */
    Handling handling();

    /** {@return what else the engine must know of it} */
    Set<Trait> traits();

    /** {@return the place in the file that it came from; empty for what no file names} */
    Optional<SourcePosition> position();

    /**
     * Begins a spec.
     *
     * @param slot its place
     * @return a builder
     */
    static ResourceSpecBuilder builder(Slot slot) {
        return new ResourceSpecBuilder(slot);
    }

    /** {@return a builder that begins as a copy of this} */
    default ResourceSpecBuilder toBuilder() {
        ResourceSpecBuilder copy =
                builder(slot()).fields(fields()).needs(needs()).handling(handling());
        claims().forEach(copy::claim);
        traits().forEach(copy::trait);
        position().ifPresent(copy::position);
        return copy;
    }
}
