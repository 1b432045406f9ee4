package dev.nanokit.engine.planning;

import dev.nanokit.plan.Plan;
import dev.nanokit.plan.Step;
import dev.nanokit.provider.Finding;
import dev.nanokit.provider.Fingerprint;
import dev.nanokit.provider.Scope;
import dev.nanokit.provider.Slot;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The engine's plan: the steps with what is to be done for each. Equality is that of what people see.
 *
 * @param scope whose
 * @param works the steps in order
 * @param occupants what is wanted, by slot: what is kept and what will be created
 * @param findings what is done in another way
 * @param kept what is left because it holds data, or because such data stands on it
 */
public record WorkPlan(
        Scope scope, List<Work> works, Map<Slot, Occupant> occupants, List<Finding> findings, List<Slot> kept)
        implements Plan {

    /** Copies the components. */
    public WorkPlan {
        works = List.copyOf(works);
        occupants = java.util.Collections.unmodifiableMap(new java.util.TreeMap<>(occupants));
        findings = List.copyOf(findings);
        kept = List.copyOf(kept);
    }

    /**
     * Gives the place in the file that a slot came from.
     *
     * @param slot a wanted slot
     * @return its place; empty for what no file names
     */
    public java.util.Optional<dev.nanokit.model.SourcePosition> positionOf(Slot slot) {
        return java.util.Optional.ofNullable(occupants.get(slot)).flatMap(Occupant::position);
    }

    @Override
    public List<Step> steps() {
        return works.stream().map(Work::step).toList();
    }

    @Override
    public boolean isEmpty() {
        return works.stream().noneMatch(work -> work.step().action().isChange());
    }

    @Override
    public String text() {
        return PlanText.of(this);
    }

    @Override
    public String json() {
        return PlanJson.of(this);
    }

    @Override
    public String mermaid() {
        return PlanGraph.of(this);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WorkPlan that
                && scope.equals(that.scope)
                && steps().equals(that.steps())
                && findings.equals(that.findings)
                && kept.equals(that.kept);
    }

    /**
     * Tells whether another plan does the same, values that it does not show included.
     *
     * @param other the other plan
     * @return whether it is equal, and would write the same
     */
    public boolean isSameAs(WorkPlan other) {
        return equals(other) && fingerprints().equals(other.fingerprints());
    }

    private List<Fingerprint> fingerprints() {
        return works.stream()
                .map(Work::task)
                .map(Task::draft)
                .flatMap(Optional::stream)
                .map(Draft::fingerprint)
                .toList();
    }

    @Override
    public int hashCode() {
        return steps().hashCode();
    }

    /** {@return the plan for people} */
    @Override
    public String toString() {
        return text();
    }
}
