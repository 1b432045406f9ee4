package dev.nanokit.engine.planning;

import dev.nanokit.failure.PlanRejectedException;
import dev.nanokit.provider.Blueprint;
import dev.nanokit.provider.ResourceKind;
import dev.nanokit.provider.ResourceSpec;
import dev.nanokit.provider.Slot;
import dev.nanokit.provider.Unit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The part of a blueprint that some services and databases make up, with everything that they need. */
final class Targets {

    private final Map<Slot, ResourceSpec> specs = new HashMap<>();
    private final Map<Slot, Unit> unitOf = new HashMap<>();
    private final Map<String, List<Slot>> jobs = new HashMap<>();
    private final Blueprint whole;

    private Targets(Blueprint whole) {
        this.whole = whole;
        whole.resources().forEach(spec -> specs.put(spec.slot(), spec));
        specs.keySet().stream()
                .filter(slot -> slot.kind().equals(ResourceKind.JOB))
                .sorted()
                .forEach(slot -> jobs.computeIfAbsent(slot.owner(), any -> new ArrayList<>())
                        .add(slot));
        whole.units().forEach(unit -> unit.slots().forEach(slot -> unitOf.put(slot, unit)));
    }

    static Blueprint of(Blueprint whole, Set<String> names) {
        return new Targets(whole).part(names);
    }

    private Blueprint part(Set<String> names) {
        Set<String> known = new TreeSet<>();
        whole.units().forEach(unit -> known.add(unit.name().value()));
        specs.keySet().stream()
                .filter(slot -> slot.kind().runs() || slot.kind().equals(ResourceKind.DATABASE))
                .forEach(slot -> known.add(slot.owner()));
        Set<String> unknown = new TreeSet<>(names);
        unknown.removeAll(known);
        if (!unknown.isEmpty()) {
            throw new PlanRejectedException(
                    "plan.unknown-target",
                    "the file has no service or database named " + String.join(", ", unknown) + "; there are "
                            + String.join(", ", known),
                    List.of());
        }
        Set<Slot> wanted = new LinkedHashSet<>();
        Set<Unit> units = new LinkedHashSet<>();
        Deque<Slot> open = new ArrayDeque<>();
        whole.units().stream()
                .filter(unit -> names.contains(unit.name().value()))
                .forEach(units::add);
        specs.keySet().stream()
                .filter(slot -> names.contains(slot.owner()))
                .sorted()
                .forEach(open::add);
        while (!open.isEmpty()) {
            Slot slot = open.remove();
            if (!wanted.add(slot)) {
                continue;
            }
            open.addAll(SpecOrder.needs(spec(slot)));
            Unit unit = unitOf.get(slot);
            if (unit != null && units.add(unit)) {
                open.addAll(unit.slots());
                open.addAll(jobs.getOrDefault(unit.name().value(), List.of()));
            }
        }
        return new Blueprint(
                whole.resources().stream()
                        .filter(spec -> wanted.contains(spec.slot()))
                        .toList(),
                whole.units().stream().filter(units::contains).toList(),
                whole.findings());
    }

    private ResourceSpec spec(Slot slot) {
        ResourceSpec spec = specs.get(slot);
        if (spec == null) {
            throw new IllegalStateException("the provider's design has no spec for " + slot + ", which another needs");
        }
        return spec;
    }
}
