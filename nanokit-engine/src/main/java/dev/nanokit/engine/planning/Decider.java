package dev.nanokit.engine.planning;

import dev.nanokit.failure.PlanRejectedException;
import dev.nanokit.failure.Problem;
import dev.nanokit.model.SourcePosition;
import dev.nanokit.provider.Blueprint;
import dev.nanokit.provider.FieldChange;
import dev.nanokit.provider.Fingerprint;
import dev.nanokit.provider.Inventory;
import dev.nanokit.provider.Lifecycle;
import dev.nanokit.provider.Resource;
import dev.nanokit.provider.ResourceKind;
import dev.nanokit.provider.ResourceSpec;
import dev.nanokit.provider.Slot;
import dev.nanokit.provider.Trait;
import dev.nanokit.provider.Value;
import dev.nanokit.provider.Verdict;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Decides slot by slot: equal is kept, changed is what the provider says, missing is created, the rest is left over. */
final class Decider {

    private final Judge judge;
    private final Fingerprints fingerprints;
    private final Names names;
    private final UpRequest wish;
    private final Map<Slot, List<Resource>> found;
    private final Set<dev.nanokit.provider.PlatformId> inRotation;
    private final Map<Slot, Decision> decisions = new LinkedHashMap<>();
    private final Map<Slot, Set<String>> moving = new LinkedHashMap<>();
    private final List<Problem> refused = new ArrayList<>();
    private final List<Problem> protectedData = new ArrayList<>();

    Decider(Judge judge, Fingerprints fingerprints, Names names, Inventory inventory, UpRequest wish) {
        this.judge = judge;
        this.fingerprints = fingerprints;
        this.names = names;
        this.wish = wish;
        this.found = inventory.resources().stream()
                .filter(resource -> resource.state() != Lifecycle.GOING)
                .collect(Collectors.groupingBy(Resource::slot));
        this.inRotation = inventory.members().values().stream()
                .flatMap(Collection::stream)
                .collect(Collectors.toSet());
    }

    /** {@return a decision for each spec, each after those that it builds on} */
    Map<Slot, Decision> decide(Blueprint blueprint) {
        SpecOrder order = new SpecOrder(blueprint);
        for (ResourceSpec spec : order.ordered()) {
            decisions.put(spec.slot(), decide(spec, order.tier(spec.slot())));
        }
        decisions.keySet().removeAll(new JobRule(decisions, found.values()).leftOut(blueprint));
        if (!refused.isEmpty()) {
            throw new PlanRejectedException(
                    "plan.refused", "the platform cannot make these changes:\n" + lines(refused), refused);
        }
        if (!protectedData.isEmpty()) {
            throw new PlanRejectedException(
                    "plan.data-protected",
                    "these changes would replace what holds data, which needs your explicit leave:\n"
                            + lines(protectedData),
                    protectedData);
        }
        return decisions;
    }

    private Decision decide(ResourceSpec spec, int tier) {
        Fingerprint wanted = fingerprints.of(spec);
        List<Candidate> candidates = found.getOrDefault(spec.slot(), List.of()).stream()
                .map(resource -> new Candidate(resource, changes(spec, wanted, resource)))
                .sorted(Comparator.comparing(Candidate::isEqual)
                        .thenComparing(one -> one.resource().state().isRunning())
                        .thenComparing(one -> inRotation.contains(one.resource().id()))
                        .reversed()
                        .thenComparing(one -> one.resource().id()))
                .toList();
        if (candidates.isEmpty()) {
            return create(spec, wanted, tier, Decision.Move.CREATE, Node.Reason.of("missing"), candidates);
        }
        Candidate best = candidates.get(0);
        if (best.isEqual() && !isRestarted(spec) && !isUsedUp(spec, best.resource())) {
            return keep(best, spec, wanted, tier, candidates);
        }
        return change(best, spec, wanted, tier, candidates);
    }

    /** What was to run at the end of a service that is wanted again has run, and is to run once more one day. */
    private static boolean isUsedUp(ResourceSpec spec, Resource resource) {
        return spec.traits().contains(Trait.RUNS_AT_END) && resource.state() != Lifecycle.CREATED;
    }

    private boolean isRestarted(ResourceSpec spec) {
        return spec.slot().kind().runs()
                && wish.restarted().contains(spec.slot().owner());
    }

    private Decision keep(Candidate best, ResourceSpec spec, Fingerprint wanted, int tier, List<Candidate> candidates) {
        Resource resource = best.resource();
        boolean isJob = spec.slot().kind().equals(ResourceKind.JOB);
        if (isJob && resource.state() != Lifecycle.ENDED && !spec.traits().contains(Trait.RUNS_AT_END)) {
            return decision(best, spec, wanted, tier, candidates, Decision.Move.RUN, "has not ended yet");
        }
        boolean starts = spec.slot().kind().runs() && !resource.state().isRunning();
        Decision.Move move = starts ? Decision.Move.START : Decision.Move.KEEP;
        String cause = resource.state() == Lifecycle.CREATED
                ? "was created and never started"
                : resource.state() == Lifecycle.ENDED ? "has ended by itself" : "is stopped";
        return decision(best, spec, wanted, tier, candidates, move, starts ? cause : "unchanged");
    }

    private static Decision decision(
            Candidate best,
            ResourceSpec spec,
            Fingerprint wanted,
            int tier,
            List<Candidate> candidates,
            Decision.Move move,
            String cause) {
        Resource resource = best.resource();
        return new Decision(
                new Draft(spec, resource.edition(), resource.name(), wanted, tier),
                move,
                Optional.of(resource),
                others(candidates, resource),
                Node.Reason.of(cause).at(spec.position()));
    }

    private Decision change(
            Candidate best, ResourceSpec spec, Fingerprint wanted, int tier, List<Candidate> candidates) {
        Resource resource = best.resource();
        boolean alwaysReplaced = spec.slot().kind().equals(ResourceKind.INSTANCE)
                || spec.slot().kind().equals(ResourceKind.JOB);
        Verdict verdict =
                alwaysReplaced ? new Verdict.Replace(Verdict.First.NEW) : judge.assess(spec, resource, best.changes());
        Node.Reason reason = reason(best, spec.position());
        if (verdict instanceof Verdict.Same) {
            return keep(best, spec, wanted, tier, candidates);
        }
        if (verdict instanceof Verdict.InPlace inPlace) {
            moving.put(spec.slot(), inPlace.movedFacts());
            return new Decision(
                    new Draft(spec, resource.edition(), resource.name(), wanted, tier),
                    Decision.Move.UPDATE,
                    Optional.of(resource),
                    others(candidates, resource),
                    reason);
        }
        if (verdict instanceof Verdict.Refused no) {
            refused.add(problem("plan.refused", spec, no.reason()));
        } else if (resource.traits().contains(Trait.HOLDS_DATA) && !wish.leave().allows(spec.slot())) {
            protectedData.add(problem("plan.data-protected", spec, reason.cause())
                    .withHint("to lose the data of '" + spec.slot().name() + "', say .deleteData(\""
                            + spec.slot().name() + "\")"));
        }
        boolean newFirst = !(verdict instanceof Verdict.Replace replace) || replace.first() == Verdict.First.NEW;
        return create(
                spec,
                wanted,
                tier,
                newFirst ? Decision.Move.REPLACE_NEW_FIRST : Decision.Move.REPLACE_OLD_FIRST,
                reason,
                candidates);
    }

    private Decision create(
            ResourceSpec spec,
            Fingerprint wanted,
            int tier,
            Decision.Move move,
            Node.Reason reason,
            List<Candidate> candidates) {
        Set<String> taken =
                candidates.stream().map(one -> one.resource().edition()).collect(Collectors.toSet());
        int salt = 0;
        while (taken.contains(fingerprints.edition(wanted, salt))) {
            salt++;
        }
        String edition = fingerprints.edition(wanted, salt);
        return new Decision(
                new Draft(spec, edition, names.of(spec, edition), wanted, tier),
                move,
                Optional.empty(),
                candidates.stream().map(Candidate::resource).toList(),
                reason.at(spec.position()));
    }

    /** {@return how the resource differs; a null-free list that holds one unnamed change if it is unfinished} */
    private SortedSet<FieldChange> changes(ResourceSpec spec, Fingerprint wanted, Resource resource) {
        SortedSet<FieldChange> changes = new TreeSet<>();
        if (resource.recorded().isEmpty()) {
            return changes;
        }
        for (FieldChange change : resource.recorded().get().changesTo(wanted)) {
            Value value = spec.fields().get(change.field());
            changes.add(value == null ? change : change.towards(value));
        }
        Fingerprints.references(spec).forEach((field, references) -> {
            if (!isBound(field, references, resource)) {
                changes.add(new FieldChange(field, FieldChange.Kind.MOVED));
            }
        });
        return changes;
    }

    /** {@return whether every reference leads to what is there, and to what it led to when the resource was written} */
    private boolean isBound(String field, List<Value.Reference> references, Resource resource) {
        List<String> resolved = new ArrayList<>();
        for (Value.Reference reference : references) {
            Decision target = decisions.get(reference.slot());
            Set<String> moves = moving.getOrDefault(reference.slot(), Set.of());
            String fact = target == null || target.kept().isEmpty() || moves.contains(reference.fact())
                    ? null
                    : target.kept().get().facts().get(reference.fact());
            if (fact == null) {
                return false;
            }
            resolved.add(fact);
        }
        return fingerprints.bound(resolved).equals(resource.bound().get(field));
    }

    private static Node.Reason reason(Candidate best, Optional<SourcePosition> position) {
        if (best.resource().recorded().isEmpty()) {
            boolean isJob = best.resource().slot().kind().equals(ResourceKind.JOB);
            return new Node.Reason(isJob ? "has not succeeded" : "was never finished", List.of(), position);
        }
        if (best.changes().isEmpty()) {
            boolean isJob = best.resource().slot().kind().equals(ResourceKind.JOB);
            return new Node.Reason(isJob ? "has run already" : "a restart was asked for", List.of(), position);
        }
        String fields = best.changes().stream().map(FieldChange::toString).collect(Collectors.joining(" "));
        return new Node.Reason("changed: " + fields, List.copyOf(best.changes()), position);
    }

    private static Problem problem(String code, ResourceSpec spec, String message) {
        SourcePosition place = spec.position().orElseGet(SourcePosition::inCode);
        return Problem.of(code, place, spec.slot().toString(), message);
    }

    private static String lines(List<Problem> problems) {
        return problems.stream().map(Problem::text).collect(Collectors.joining("\n"));
    }

    private static List<Resource> others(List<Candidate> candidates, Resource kept) {
        return candidates.stream()
                .map(Candidate::resource)
                .filter(resource -> !resource.id().equals(kept.id()))
                .toList();
    }

    /** Something that stands in the slot, and how it differs from what is wanted. */
    private record Candidate(Resource resource, SortedSet<FieldChange> changes) {

        boolean isEqual() {
            return resource.recorded().isPresent() && changes.isEmpty();
        }
    }
}
