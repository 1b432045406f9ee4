package dev.nanokit.engine.planning;

import dev.nanokit.provider.Blueprint;
import dev.nanokit.provider.Resource;
import dev.nanokit.provider.ResourceKind;
import dev.nanokit.provider.ResourceSpec;
import dev.nanokit.provider.Slot;
import dev.nanokit.provider.Trait;
import dev.nanokit.provider.Unit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/**
 * A job runs once for each version of its service. One that comes before the service is left out where the version is
 * there already: after scaling, repair, or the return to the version before. One that comes after it has only its own
 * record, as it may have been cut off. A service without any instance has none.
 */
final class JobRule {

    private final Map<Slot, Decision> decisions;
    private final Map<String, List<Decision>> jobs = new HashMap<>();
    private final Map<String, List<Resource>> running = new HashMap<>();

    JobRule(Map<Slot, Decision> decisions, Collection<List<Resource>> found) {
        this.decisions = decisions;
        for (Decision decision : decisions.values()) {
            boolean runs = decision.slot().kind().equals(ResourceKind.JOB)
                    && decision.move().creates()
                    && !decision.spec().traits().contains(Trait.RUNS_AT_END);
            if (runs) {
                jobs.computeIfAbsent(decision.slot().owner(), any -> new ArrayList<>())
                        .add(decision);
            }
        }
        if (!jobs.isEmpty()) {
            found.forEach(all -> all.stream()
                    .filter(resource -> resource.slot().kind().runs())
                    .forEach(resource -> running.computeIfAbsent(resource.slot().owner(), any -> new ArrayList<>())
                            .add(resource)));
        }
    }

    /** {@return the slots of the jobs that are not to run} */
    Set<Slot> leftOut(Blueprint blueprint) {
        Set<Slot> leftOut = new HashSet<>();
        for (Unit unit : blueprint.units()) {
            for (Decision job : jobs.getOrDefault(unit.name().value(), List.of())) {
                ResourceSpec spec = job.spec();
                boolean comesFirst = unit.slots().stream().noneMatch(spec.needs()::contains);
                if (unit.slots().isEmpty() || (comesFirst && isVersionThere(unit))) {
                    leftOut.add(job.slot());
                }
            }
        }
        return leftOut;
    }

    private boolean isVersionThere(Unit unit) {
        Set<SortedMap<String, String>> wanted = new HashSet<>();
        for (Slot slot : unit.slots()) {
            Decision decision = decisions.get(slot);
            if (decision != null) {
                wanted.add(Fingerprints.template(decision.draft().fingerprint()));
            }
        }
        return running.getOrDefault(unit.name().value(), List.of()).stream()
                .map(Resource::recorded)
                .flatMap(Optional::stream)
                .map(Fingerprints::template)
                .anyMatch(wanted::contains);
    }
}
