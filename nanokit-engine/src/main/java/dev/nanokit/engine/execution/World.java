package dev.nanokit.engine.execution;

import dev.nanokit.engine.planning.Draft;
import dev.nanokit.engine.planning.Fingerprints;
import dev.nanokit.engine.planning.Occupant;
import dev.nanokit.provider.LabelCodec;
import dev.nanokit.provider.Labelled;
import dev.nanokit.provider.Resolved;
import dev.nanokit.provider.Resource;
import dev.nanokit.provider.Scope;
import dev.nanokit.provider.Slot;
import dev.nanokit.provider.Value;
import dev.nanokit.provider.Wanted;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What stands where during a run: what was found and what was created since. Fills references in. Confined to the thread
 * that owns the run.
 */
final class World {

    private final Scope scope;
    private final Fingerprints fingerprints;
    private final LabelCodec labels;
    private final Map<Slot, Occupant> wanted;
    private final Map<String, Resource> present = new HashMap<>();

    World(RunContext run, Map<Slot, Occupant> wanted) {
        this.scope = run.scope();
        this.fingerprints = run.fingerprints();
        this.labels = run.labels();
        this.wanted = wanted;
        wanted.values().forEach(occupant -> occupant.found().ifPresent(this::put));
    }

    void put(Resource resource) {
        present.put(key(resource.slot(), resource.edition()), resource);
    }

    /** {@return what an occupant is by now, if it is there} */
    Optional<Resource> find(Occupant occupant) {
        return Optional.ofNullable(present.get(key(occupant.slot(), occupant.edition())))
                .or(occupant::found);
    }

    /** {@return what was found, be there another one like it by now} */
    Resource found(Occupant occupant) {
        return occupant.found().orElseGet(() -> get(occupant));
    }

    Resource get(Occupant occupant) {
        return find(occupant)
                .orElseThrow(() -> new IllegalStateException(
                        "a step wants " + occupant.slot() + "@" + occupant.edition() + ", which no step has created"));
    }

    Map<Slot, Resource> wantedResources() {
        Map<Slot, Resource> resources = new TreeMap<>();
        wanted.forEach((slot, occupant) -> find(occupant).ifPresent(resource -> resources.put(slot, resource)));
        return resources;
    }

    /** {@return what a write is given, with every reference filled in} */
    Wanted complete(Draft draft) {
        SortedMap<String, Resolved> values = new TreeMap<>();
        Map<String, String> bound = new TreeMap<>();
        draft.spec().fields().forEach((field, value) -> {
            List<String> references = new ArrayList<>();
            values.put(field, resolve(value, references));
            if (!references.isEmpty()) {
                bound.put(field, fingerprints.bound(references));
            }
        });
        Labelled labelled = new Labelled(
                scope,
                draft.spec().slot(),
                draft.edition(),
                Optional.of(draft.fingerprint()),
                bound,
                draft.spec().claims(),
                draft.tier(),
                draft.spec().traits(),
                draft.spec().handling().prestop());
        return new Wanted(draft.spec(), draft.edition(), draft.name(), labelled, labels.encode(labelled), values);
    }

    private Resolved resolve(Value value, List<String> references) {
        StringBuilder text = new StringBuilder();
        boolean secret = false;
        for (Value part : value.parts()) {
            if (part instanceof Value.Literal literal) {
                text.append(literal.text());
            } else if (part instanceof Value.Secret hidden) {
                secret = true;
                text.append(hidden.value().reveal());
            } else if (part instanceof Value.Reference reference) {
                String fact = fact(reference);
                references.add(fact);
                text.append(fact);
            }
        }
        return secret ? Resolved.secret(text.toString()) : Resolved.plain(text.toString());
    }

    private String fact(Value.Reference reference) {
        Occupant target = wanted.get(reference.slot());
        if (target == null) {
            throw new IllegalStateException("a value refers to " + reference.slot() + ", which is not wanted");
        }
        String fact = get(target).facts().get(reference.fact());
        if (fact == null) {
            throw new IllegalStateException(
                    "the provider gave " + reference.slot() + " no fact '" + reference.fact() + "'");
        }
        return fact;
    }

    private static String key(Slot slot, String edition) {
        return slot + "@" + edition;
    }
}
