package dev.nanokit.plan;

import dev.nanokit.provider.FieldChange;
import dev.nanokit.provider.Slot;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;

/**
 * One step of a plan. Immutable and thread-safe.
 *
 * @param id its number in the plan, counted from 1; a step needs only steps of lower numbers
 * @param action what it does
 * @param slot to what
 * @param edition which of several in the slot; empty text where that is no matter
 * @param cause why, in a few words
 * @param changes the fields that differ, if that is why
 * @param needs numbers of the steps that must have ended first
 */
public record Step(
        int id,
        Action action,
        Slot slot,
        String edition,
        String cause,
        List<FieldChange> changes,
        SortedSet<Integer> needs) {

    /** Checks and copies the components. */
    public Step {
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(slot, "slot");
        Objects.requireNonNull(edition, "edition");
        Objects.requireNonNull(cause, "cause");
        changes = List.copyOf(changes);
        needs = java.util.Collections.unmodifiableSortedSet(new java.util.TreeSet<>(needs));
    }

    /** {@return the step in words, for instance {@code create instance/web.1@3f9c01ab}; a gate is about no slot in particular} */
    public String words() {
        if (action == Action.GATE) {
            return "gate";
        }
        String what = edition.isEmpty() ? slot.toString() : slot + "@" + edition;
        return action.name().toLowerCase(java.util.Locale.ROOT) + " " + what;
    }
}
