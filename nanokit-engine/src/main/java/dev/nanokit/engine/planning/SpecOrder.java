package dev.nanokit.engine.planning;

import dev.nanokit.failure.PlanRejectedException;
import dev.nanokit.provider.Blueprint;
import dev.nanokit.provider.ResourceKind;
import dev.nanokit.provider.ResourceSpec;
import dev.nanokit.provider.Slot;
import dev.nanokit.provider.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The specs of a blueprint, each after what it needs, with its depth. */
final class SpecOrder {

    private final List<ResourceSpec> ordered = new ArrayList<>();
    private final Map<Slot, Integer> tiers = new HashMap<>();
    private int deepest;

    SpecOrder(Blueprint blueprint) {
        SortedMap<Slot, ResourceSpec> specs = new TreeMap<>();
        for (ResourceSpec spec : blueprint.resources()) {
            if (specs.put(spec.slot(), spec) != null) {
                throw new IllegalStateException("the provider's design has two specs for " + spec.slot());
            }
        }
        sort(specs);
    }

    List<ResourceSpec> ordered() {
        return ordered;
    }

    /** {@return the depth; a route's is above its members', so that it ends first} */
    int tier(Slot slot) {
        return slot.kind().equals(ResourceKind.ROUTE) ? deepest + 1 : tiers.getOrDefault(slot, 0);
    }

    /** {@return what a spec needs, what its fields refer to among it} */
    static SortedSet<Slot> needs(ResourceSpec spec) {
        SortedSet<Slot> needs = new TreeSet<>(spec.needs());
        Fingerprints.references(spec).values().forEach(references -> references.stream()
                .map(Value.Reference::slot)
                .forEach(needs::add));
        return needs;
    }

    private void sort(SortedMap<Slot, ResourceSpec> specs) {
        Map<Slot, Integer> open = new HashMap<>();
        Map<Slot, List<Slot>> dependents = new HashMap<>();
        PriorityQueue<Slot> ready = new PriorityQueue<>();
        for (ResourceSpec spec : specs.values()) {
            SortedSet<Slot> needs = needs(spec);
            for (Slot need : needs) {
                if (!specs.containsKey(need)) {
                    throw new IllegalStateException(
                            "the provider's design has no spec for " + need + ", which " + spec.slot() + " needs");
                }
                dependents.computeIfAbsent(need, any -> new ArrayList<>()).add(spec.slot());
            }
            open.put(spec.slot(), needs.size());
            if (needs.isEmpty()) {
                ready.add(spec.slot());
            }
        }
        while (!ready.isEmpty()) {
            Slot slot = ready.remove();
            ResourceSpec spec = Objects.requireNonNull(specs.get(slot));
            int tier = needs(spec).stream()
                    .mapToInt(need -> tiers.getOrDefault(need, 0) + 1)
                    .max()
                    .orElse(0);
            tiers.put(slot, tier);
            deepest = Math.max(deepest, tier);
            ordered.add(spec);
            for (Slot dependent : dependents.getOrDefault(slot, List.of())) {
                if (open.merge(dependent, -1, Integer::sum) == 0) {
                    ready.add(dependent);
                }
            }
        }
        if (ordered.size() < specs.size()) {
            SortedSet<Slot> circle = new TreeSet<>(specs.keySet());
            ordered.forEach(spec -> circle.remove(spec.slot()));
            throw new PlanRejectedException("plan.cycle", "these need each other in a circle: " + circle, List.of());
        }
    }
}
