package dev.nanokit.engine.planning;

import dev.nanokit.model.SourcePosition;
import dev.nanokit.plan.Action;
import dev.nanokit.provider.FieldChange;
import dev.nanokit.provider.Slot;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A step while the plan is being made: its edges still grow. Identity is equality. */
final class Node {

    final Action action;
    final Slot slot;
    final String edition;
    final Task task;
    final String cause;
    final List<FieldChange> changes;
    final Optional<SourcePosition> position;
    final Set<Node> needs = new LinkedHashSet<>();

    Node(Action action, Slot slot, String edition, Task task, Reason reason) {
        this.action = action;
        this.slot = slot;
        this.edition = edition;
        this.task = task;
        this.cause = reason.cause();
        this.changes = reason.changes();
        this.position = reason.position();
    }

    Node after(Node other) {
        needs.add(other);
        return this;
    }

    Node after(Collection<Node> others) {
        needs.addAll(others);
        return this;
    }

    /** A gate gathers many: what others of these wait for need not be told. */
    void leaveOutWhatIsWaitedForAnyway() {
        if (action == Action.GATE) {
            Set<Node> deeper = new HashSet<>();
            needs.forEach(need -> deeper.addAll(need.needs));
            needs.removeAll(deeper);
        }
    }

    String words() {
        return action.name().toLowerCase(java.util.Locale.ROOT) + " " + slot + (edition.isEmpty() ? "" : "@" + edition);
    }

    /**
     * Why a step is there.
     *
     * @param cause in a few words
     * @param changes the fields that differ, if that is why
     * @param position the place in the file
     */
    record Reason(String cause, List<FieldChange> changes, Optional<SourcePosition> position) {

        static Reason of(String cause) {
            return new Reason(cause, List.of(), Optional.empty());
        }

        Reason at(Optional<SourcePosition> place) {
            return new Reason(cause, changes, place);
        }
    }
}
