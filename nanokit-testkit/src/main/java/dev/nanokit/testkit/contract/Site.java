package dev.nanokit.testkit.contract;

import dev.nanokit.model.HealthCheck;
import dev.nanokit.model.Probe;
import dev.nanokit.provider.Blueprint;
import dev.nanokit.provider.Health;
import dev.nanokit.provider.Inventory;
import dev.nanokit.provider.MembershipChange;
import dev.nanokit.provider.PlatformId;
import dev.nanokit.provider.ProviderSession;
import dev.nanokit.provider.Resource;
import dev.nanokit.provider.ResourceKind;
import dev.nanokit.provider.ResourceManagement;
import dev.nanokit.provider.ResourceSpec;
import dev.nanokit.provider.Scope;
import dev.nanokit.provider.Slot;
import dev.nanokit.provider.Unit;
import dev.nanokit.provider.Value;
import dev.nanokit.provider.Wanted;
import dev.nanokit.provider.Watched;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What one file asks for in one scope, made call by call, by the Provider interface alone. */
final class Site {

    private final Bench bench;
    private final ProviderSession session;
    private final Scope scope;
    private final Blueprint blueprint;
    private final Map<Slot, ResourceSpec> specs = new TreeMap<>();
    private final Map<Slot, Resource> made = new TreeMap<>();

    Site(Bench bench, ProviderSession session, Scope scope, Blueprint blueprint) {
        this.bench = bench;
        this.session = session;
        this.scope = scope;
        this.blueprint = blueprint;
        blueprint.resources().forEach(spec -> specs.put(spec.slot(), spec));
    }

    /** {@return the same by another session, which looks before it writes, as the engine does} */
    Site by(ProviderSession other) {
        Site same = new Site(bench, other, scope, blueprint);
        same.discover();
        same.made.putAll(made);
        return same;
    }

    Scope scope() {
        return scope;
    }

    Blueprint blueprint() {
        return blueprint;
    }

    /** {@return the slots of the file, foundations and all, each after what it needs} */
    List<Slot> slots() {
        List<Slot> ordered = new ArrayList<>();
        specs.keySet().forEach(slot -> order(slot, ordered));
        return ordered;
    }

    private void order(Slot slot, List<Slot> ordered) {
        if (!ordered.contains(slot)) {
            needs(spec(slot)).forEach(need -> order(need, ordered));
            ordered.add(slot);
        }
    }

    List<Slot> slots(ResourceKind kind) {
        return slots().stream().filter(slot -> slot.kind().equals(kind)).toList();
    }

    /** {@return the first slot of a service: its first instance, or itself} */
    Slot of(String service) {
        return unit(service).slots().get(0);
    }

    Unit unit(String service) {
        return blueprint.units().stream()
                .filter(unit -> unit.name().value().equals(service))
                .findFirst()
                .orElseThrow(() -> new AssertionError("the design has no unit for " + service));
    }

    ResourceSpec spec(Slot slot) {
        ResourceSpec spec = specs.get(slot);
        if (spec == null) {
            throw new AssertionError("the design has no spec for " + slot + ", only " + specs.keySet());
        }
        return spec;
    }

    /** Adds a spec that no file asks for. */
    Slot add(ResourceSpec spec) {
        specs.put(spec.slot(), spec);
        return spec.slot();
    }

    private static SortedSet<Slot> needs(ResourceSpec spec) {
        SortedSet<Slot> needs = new TreeSet<>(spec.needs());
        references(spec).forEach(reference -> needs.add(reference.slot()));
        return needs;
    }

    static List<Value.Reference> references(ResourceSpec spec) {
        List<Value.Reference> references = new ArrayList<>();
        spec.fields().values().forEach(value -> value.parts().forEach(part -> {
            if (part instanceof Value.Reference reference) {
                references.add(reference);
            }
        }));
        return references;
    }

    /** {@return what a write of a slot is given; what it needs is made first} */
    Wanted wanted(Slot slot) {
        ResourceSpec spec = spec(slot);
        needs(spec).forEach(need -> {
            if (!made.containsKey(need)) {
                create(need);
            }
        });
        int tier = needs(spec).size();
        return new Draft(scope, spec, tier, made)
                .wanted(bench.provider().profile().nameLimit(slot.kind()));
    }

    Resource create(Slot slot) {
        return create(wanted(slot));
    }

    Resource create(Wanted wanted) {
        Resource resource = writes(wanted.slot()).create(wanted, bench.operation());
        made.put(wanted.slot(), resource);
        return resource;
    }

    List<Resource> createAll() {
        List<Resource> all = new ArrayList<>();
        for (Slot slot : slots()) {
            Resource there = made.get(slot);
            all.add(there == null ? create(slot) : there);
        }
        return all;
    }

    Resource update(Resource found, Wanted wanted) {
        return writes(wanted.slot()).update(found, Draft.inPlaceOf(wanted, found), bench.operation());
    }

    void delete(Resource found) {
        writes(found.slot()).delete(found, bench.operation());
        made.remove(found.slot(), found);
    }

    /** Ends it as the engine does: what runs is stopped first. */
    void end(Resource found) {
        if (found.slot().kind().runs()) {
            stop(found);
        }
        delete(found);
    }

    Resource start(Resource found) {
        return session.services().start(found, bench.operation());
    }

    void stop(Resource found) {
        session.services().stop(found, bench.operation());
    }

    void enter(Slot membership, List<Resource> members, List<Resource> entering) {
        session.gateway()
                .switchMembers(new MembershipChange(membership, members, entering, List.of()), bench.operation());
    }

    void leave(Slot membership, List<Resource> members, List<Resource> leaving) {
        session.gateway()
                .switchMembers(new MembershipChange(membership, members, List.of(), leaving), bench.operation());
    }

    ResourceManagement writes(Slot slot) {
        return slot.kind().runs() ? session.services() : session.resources(slot.kind());
    }

    Inventory discover() {
        return session.discovery().discover(scope);
    }

    /** {@return what stands in a slot now} */
    List<Resource> at(Slot slot) {
        return discover().resources().stream()
                .filter(resource -> resource.slot().equals(slot))
                .toList();
    }

    /** {@return the only thing that stands in a slot} */
    Resource only(Slot slot) {
        List<Resource> there = at(slot);
        if (there.size() != 1) {
            throw new AssertionError("expected one thing at " + slot + ", found " + there);
        }
        return there.get(0);
    }

    Set<PlatformId> members(Slot membership) {
        return discover().members().getOrDefault(membership, Set.of());
    }

    /** {@return what one look says, without any check of the engine's} */
    Map<PlatformId, Health> look(Collection<Resource> whom) {
        return look(whom, HealthCheck.of(new Probe.Disabled()));
    }

    Map<PlatformId, Health> look(Collection<Resource> whom, HealthCheck check) {
        return new HashMap<>(session.health()
                .look(whom.stream()
                        .map(resource -> new Watched(resource, check))
                        .toList()));
    }

    Health look(Resource whom) {
        return Optional.ofNullable(look(List.of(whom)).get(whom.id()))
                .orElseThrow(() -> new AssertionError("the look has no answer for " + whom));
    }
}
