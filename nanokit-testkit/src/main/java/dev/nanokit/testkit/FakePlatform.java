package dev.nanokit.testkit;

import dev.nanokit.failure.ProviderException;
import dev.nanokit.provider.Claim;
import dev.nanokit.provider.Inventory;
import dev.nanokit.provider.Lifecycle;
import dev.nanokit.provider.PlatformId;
import dev.nanokit.provider.ProgramResult;
import dev.nanokit.provider.Resource;
import dev.nanokit.provider.ResourceKind;
import dev.nanokit.provider.Scope;
import dev.nanokit.provider.Slot;
import dev.nanokit.provider.Trait;
import dev.nanokit.provider.Wanted;
import dev.nanokit.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What stands on the fake platform, and the rules that it enforces: unique names, one holder of a claim, nothing deleted
 * that is in use or runs. Thread-safe.
 */
final class FakePlatform {

    private final TimeSource time;
    private final Map<String, FakeThing> things = new LinkedHashMap<>(); // guarded by this, as all below
    private final Map<String, String> names = new HashMap<>();
    private final Behaviours behaviours = new Behaviours();
    private final Map<Scope, Map<Slot, Set<String>>> members = new HashMap<>();
    private final Map<String, Integer> fewest = new TreeMap<>();
    private final Map<String, ProgramResult> execs = new HashMap<>();
    private final FakeLeases leases;
    private Duration listDelay = Duration.ZERO;
    private int created;

    FakePlatform(TimeSource time) {
        this.time = time;
        this.leases = new FakeLeases(time);
    }

    FakeLeases leases() {
        return leases;
    }

    synchronized void listLate(Duration delay) {
        listDelay = delay;
    }

    synchronized void answerExec(String service, ProgramResult result) {
        execs.put(service, result);
    }

    synchronized ProgramResult execResult(FakeThing thing) {
        return execs.getOrDefault(thing.owner(), new ProgramResult(0, List.of()));
    }

    synchronized Set<Scope> scopes() {
        return things.values().stream()
                .filter(thing -> !thing.labels.traits().contains(Trait.SHARED))
                .map(thing -> thing.labels.scope())
                .collect(Collectors.toSet());
    }

    synchronized void back(String id, Resource before) {
        FakeThing thing = get(id);
        if (!before.recorded().map(thing::goBack).orElse(false)) {
            throw failure(ProviderException.Kind.NOT_FOUND, "no revision of " + before.slot() + " like that");
        }
        thing.start(time.now(), behaviours.of(thing));
        observe();
    }

    synchronized void behave(String what, Behaviour behaviour) {
        behaviours.put(what, behaviour);
    }

    synchronized Inventory inventory(Scope scope) {
        settle();
        List<Resource> found = new ArrayList<>();
        Instant listedUntil = time.now().minus(listDelay);
        for (FakeThing thing : things.values()) {
            boolean shared = thing.labels.traits().contains(Trait.SHARED);
            if (thing.created.isAfter(listedUntil)) {
                continue;
            }
            if (shared) {
                found.add(thing.resource(isUsedByOthers(scope)));
            } else if (thing.labels.scope().equals(scope)) {
                found.add(thing.resource(false));
            }
        }
        Map<Slot, Set<PlatformId>> inRotation = new TreeMap<>();
        members.getOrDefault(scope, Map.of())
                .forEach((slot, ids) ->
                        inRotation.put(slot, ids.stream().map(PlatformId::new).collect(Collectors.toSet())));
        return new Inventory(found, inRotation);
    }

    private boolean isUsedByOthers(Scope scope) {
        return things.values().stream()
                .anyMatch(thing ->
                        thing.isOf(ResourceKind.ROUTE) && !thing.labels.scope().equals(scope));
    }

    /** {@return the thing, new or equal and there already} */
    synchronized FakeThing create(Wanted wanted) {
        Optional<FakeThing> same = Optional.ofNullable(names.get(wanted.name())).map(things::get);
        if (same.isPresent()) {
            FakeThing there = same.get();
            boolean shared = wanted.labelled().traits().contains(Trait.SHARED);
            boolean mine =
                    shared || there.labels.scope().equals(wanted.labelled().scope());
            if (!mine) {
                throw failure(ProviderException.Kind.OWNERSHIP, wanted.name() + " is somebody else's");
            }
            boolean equal = there.labels.fingerprint().equals(wanted.labelled().fingerprint())
                    && there.labels.bound().equals(wanted.labelled().bound());
            if (!equal) {
                throw failure(ProviderException.Kind.CONFLICT, wanted.name() + " is there, and different");
            }
            return there;
        }
        requireNetwork(
                wanted.values().containsKey("network")
                        ? Optional.of(wanted.values().get("network").text())
                        : Optional.empty());
        Behaviour behaviour = behaviours.of(
                wanted.values().containsKey("image")
                        ? wanted.values().get("image").text()
                        : "",
                wanted.slot().owner());
        if (behaviour.isImageMissing()) {
            throw failure(ProviderException.Kind.NOT_FOUND, "the image of " + wanted.slot() + " is not there");
        }
        created++;
        FakeThing thing = new FakeThing("id-" + created, wanted.name(), "10.0.0." + created, wanted, time.now());
        boolean begins = wanted.slot().kind().runs() || thing.isOf(ResourceKind.JOB);
        thing.state = begins ? Lifecycle.CREATED : Lifecycle.PRESENT;
        things.put(thing.id, thing);
        names.put(thing.name, thing.id);
        if (!wanted.slot().kind().runs()) {
            requireClaims(thing);
        }
        observe();
        return thing;
    }

    private void requireNetwork(Optional<String> network) {
        if (network.isPresent() && !things.containsKey(network.get())) {
            throw failure(ProviderException.Kind.NOT_FOUND, "network " + network.get() + " does not exist");
        }
    }

    synchronized void start(String id) {
        FakeThing thing = get(id);
        if (thing.state == Lifecycle.RUNNING) {
            return;
        }
        requireClaims(thing);
        thing.start(time.now(), behaviours.of(thing));
        observe();
    }

    private void requireClaims(FakeThing thing) {
        if (thing.labels.claims().isEmpty()) {
            return;
        }
        for (FakeThing other : things.values()) {
            boolean holds = other != thing && (other.state == Lifecycle.RUNNING || other.state == Lifecycle.PRESENT);
            for (Claim claim : thing.labels.claims()) {
                if (holds && other.labels.claims().contains(claim)) {
                    throw failure(ProviderException.Kind.OWNERSHIP, claim + " is held by " + other.slot() + " already");
                }
            }
        }
    }

    synchronized void stop(String id) {
        FakeThing thing = get(id);
        thing.state = Lifecycle.STOPPED;
        observe();
    }

    synchronized void delete(String id) {
        FakeThing thing = things.get(id);
        if (thing == null) {
            return;
        }
        thing.settle(time.now());
        boolean runs = thing.isOf(ResourceKind.INSTANCE) && thing.state == Lifecycle.RUNNING;
        if (runs) {
            throw failure(ProviderException.Kind.FAILED, thing.slot() + " is running; stop it first");
        }
        for (FakeThing user : thing.slot().kind().runs() ? List.<FakeThing>of() : things.values()) {
            boolean uses = user != thing
                    && user.values.entrySet().stream()
                            .filter(field -> field.getKey().equals("network")
                                    || field.getKey().startsWith("mount"))
                            .anyMatch(field -> field.getValue().equals(thing.id)
                                    || field.getValue().equals(thing.name));
            if (uses) {
                throw failure(ProviderException.Kind.IN_USE, thing.slot() + " is in use by " + user.slot());
            }
        }
        things.remove(id);
        names.remove(thing.name);
        members.values().forEach(slots -> slots.values().forEach(ids -> ids.remove(id)));
        observe();
    }

    synchronized void unlabel(String id) {
        get(id).forgetFingerprint();
    }

    /** Changes a thing in place; its fingerprint is written apart, by {@link #label}. */
    synchronized void change(String id, Wanted wanted) {
        FakeThing thing = get(id);
        thing.setValues(wanted);
        if (thing.slot().kind().runs()) {
            thing.start(time.now(), behaviours.of(thing));
        }
        observe();
    }

    synchronized FakeThing label(String id, Wanted wanted) {
        FakeThing thing = get(id);
        thing.setLabels(wanted.labelled());
        return thing;
    }

    synchronized void join(Scope scope, Slot membership, String id) {
        FakeThing thing = get(id);
        if (thing.state != Lifecycle.RUNNING) {
            throw failure(ProviderException.Kind.FAILED, thing.slot() + " does not run, and was put into the rotation");
        }
        rotation(scope, membership).add(id);
        observe();
    }

    synchronized void leave(Scope scope, Slot membership, String id) {
        rotation(scope, membership).remove(id);
        observe();
    }

    private Set<String> rotation(Scope scope, Slot membership) {
        return members.computeIfAbsent(scope, any -> new TreeMap<>())
                .computeIfAbsent(membership, any -> new TreeSet<>());
    }

    synchronized void kill(FakeThing thing) {
        thing.state = Lifecycle.ENDED;
        observe();
    }

    synchronized void abort(String job) {
        find(job).ifPresent(FakeThing::abort);
    }

    synchronized void sicken(FakeThing thing) {
        thing.isSick = true;
        observe();
    }

    /** Lets an equal one stand beside a thing, as two runs at the same time may leave it. */
    synchronized void twin(FakeThing thing) {
        created++;
        FakeThing twin = new FakeThing("id-" + created, thing.name + "-twin", "10.0.0." + created, thing);
        things.put(twin.id, twin);
        names.put(twin.name, twin.id);
    }

    synchronized Optional<FakeThing> find(String id) {
        FakeThing thing = things.get(id);
        if (thing != null) {
            thing.settle(time.now());
        }
        return Optional.ofNullable(thing);
    }

    synchronized void requireSame(Resource found) {
        find(found.id().value()).ifPresent(thing -> thing.requireSame(found));
    }

    synchronized FakeThing get(String id) {
        return find(id).orElseThrow(() -> failure(ProviderException.Kind.NOT_FOUND, id + " does not exist"));
    }

    synchronized List<FakeThing> all() {
        settle();
        return things.values().stream()
                .sorted(Comparator.comparing(FakeThing::slot)
                        .thenComparing(thing -> thing.labels.edition())
                        .thenComparing(thing -> thing.id))
                .toList();
    }

    synchronized List<FakeThing> at(Slot slot) {
        List<FakeThing> found =
                all().stream().filter(thing -> thing.slot().equals(slot)).toList();
        if (found.isEmpty()) {
            throw new IllegalArgumentException("nothing stands at " + slot + "; there is\n" + dump());
        }
        return found;
    }

    synchronized String dump() {
        return all().stream()
                .map(thing -> thing.slot() + "@" + thing.labels.edition() + " "
                        + thing.state.name().toLowerCase(java.util.Locale.ROOT)
                        + (isMember(thing) ? " member" : "")
                        + (thing.labels.fingerprint().isEmpty() ? " unfinished" : ""))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    synchronized int running(String service) {
        return (int) all().stream()
                .filter(thing -> thing.slot().kind().runs() && thing.owner().equals(service))
                .filter(thing -> thing.state == Lifecycle.RUNNING)
                .count();
    }

    /** {@return those of a service that answer now: running, ready, and in the rotation where there is one} */
    synchronized List<FakeThing> answering(String service) {
        settle();
        Instant now = time.now();
        List<FakeThing> answering = new ArrayList<>();
        for (FakeThing thing : things.values()) {
            if (!thing.slot().kind().runs() || !thing.owner().equals(service)) {
                continue;
            }
            if (thing.isOf(ResourceKind.SERVICE)) {
                if (thing.serving != null && thing.state == Lifecycle.RUNNING) {
                    answering.add(thing);
                }
            } else if (thing.isReady(now) && isMember(thing)) {
                answering.add(thing);
            }
        }
        return answering;
    }

    synchronized boolean isMember(FakeThing thing) {
        return members.getOrDefault(thing.labels.scope(), Map.of())
                .getOrDefault(new Slot(ResourceKind.MEMBERS, thing.owner()), Set.of())
                .contains(thing.id);
    }

    /** {@return how many instances of a service answered at the worst moment since it was watched} */
    synchronized int fewest(String service) {
        observe();
        Integer number = fewest.get(service);
        if (number == null) {
            throw new IllegalStateException("'" + service + "' was not watched");
        }
        return number;
    }

    synchronized void watch(String service) {
        fewest.put(service, answering(service).size());
    }

    private void observe() {
        fewest.replaceAll((service, least) -> Math.min(least, answering(service).size()));
    }

    private void settle() {
        Instant now = time.now();
        things.values().forEach(thing -> thing.settle(now));
    }

    synchronized Behaviour behaviour(String service) {
        return behaviours.ofService(service);
    }

    static ProviderException failure(ProviderException.Kind kind, String message) {
        return new ProviderException(kind, message, null);
    }
}
