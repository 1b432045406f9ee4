package dev.nanokit.engine.planning;

import dev.nanokit.failure.Problem;
import dev.nanokit.model.SourcePosition;
import dev.nanokit.provider.Resource;
import dev.nanokit.provider.ResourceSpec;
import dev.nanokit.provider.Slot;
import java.util.List;
import java.util.Optional;

/**
 * What happens to one slot.
 *
 * @param draft what is wanted there, with the edition it has or will have
 * @param move what happens
 * @param kept what is there and stays; empty if it is created or replaced
 * @param leftOver what else stands in the slot, the replaced one among them
 * @param reason why
 */
record Decision(Draft draft, Move move, Optional<Resource> kept, List<Resource> leftOver, Node.Reason reason) {

    /** What happens to what stands in a slot. */
    enum Move {
        KEEP,
        START,
        CREATE,
        UPDATE,
        RUN,
        REPLACE_NEW_FIRST,
        REPLACE_OLD_FIRST;

        boolean isReplacement() {
            return this == REPLACE_NEW_FIRST || this == REPLACE_OLD_FIRST;
        }

        boolean creates() {
            return this == CREATE || isReplacement();
        }
    }

    ResourceSpec spec() {
        return draft.spec();
    }

    /** {@return the same with other left-overs} */
    Decision withLeftOver(List<Resource> others) {
        return new Decision(draft, move, kept, others, reason);
    }

    Slot slot() {
        return draft.spec().slot();
    }

    /** {@return what is wrong with it, with its place in the file} */
    Problem problem(String message) {
        SourcePosition place = spec().position().orElseGet(SourcePosition::inCode);
        return Problem.of("plan.claimed", place, slot().toString(), message);
    }

    /** {@return what stands in the slot once the plan has been carried out} */
    Occupant occupant() {
        return kept.map(found -> Occupant.of(found, spec())).orElseGet(() -> Occupant.of(draft));
    }
}
