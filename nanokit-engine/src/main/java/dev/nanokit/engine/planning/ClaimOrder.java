package dev.nanokit.engine.planning;

import dev.nanokit.failure.PlanRejectedException;
import dev.nanokit.failure.Problem;
import dev.nanokit.plan.Action;
import dev.nanokit.provider.Claim;
import dev.nanokit.provider.Inventory;
import dev.nanokit.provider.Resource;
import dev.nanokit.provider.Slot;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A step that starts a holder comes after the stop of the one that holds the claim now, in whatever service. */
final class ClaimOrder {

    private final Map<Slot, Decision> decisions;
    private final Map<Slot, Node> brings;
    private final Removal removal;
    private final Set<Node> patient;
    private final Map<Claim, List<Resource>> holders = new HashMap<>();
    private final List<Problem> problems = new ArrayList<>();

    /** The patient steps are those that wait for what they do not build on, see {@link Transition#afterNeeds}. */
    ClaimOrder(
            Map<Slot, Decision> decisions,
            Map<Slot, Node> brings,
            Removal removal,
            Set<Node> patient,
            Inventory inventory) {
        this.decisions = decisions;
        this.brings = brings;
        this.removal = removal;
        this.patient = patient;
        for (Resource resource : inventory.resources()) {
            if (resource.state().isRunning()) {
                resource.claims().forEach(claim -> holders.computeIfAbsent(claim, any -> new ArrayList<>())
                        .add(resource));
            }
        }
    }

    void link() {
        requireOneEach();
        brings.forEach((slot, bring) -> {
            Decision decision = decisions.get(slot);
            if (decision != null) {
                link(decision, bring);
            }
        });
        if (!problems.isEmpty()) {
            throw new PlanRejectedException(
                    "plan.claimed", problems.stream().map(Problem::text).collect(Collectors.joining("\n")), problems);
        }
    }

    private void requireOneEach() {
        Map<Claim, Slot> wanted = new HashMap<>();
        for (Decision decision : decisions.values()) {
            for (Claim claim : decision.spec().claims()) {
                Slot other = wanted.putIfAbsent(claim, decision.slot());
                if (other != null) {
                    problems.add(decision.problem(claim + " can be held by one only, and " + other + " wants it too"));
                }
            }
        }
    }

    private void link(Decision decision, Node bring) {
        for (Claim claim : decision.spec().claims()) {
            for (Resource holder : holders.getOrDefault(claim, List.of())) {
                if (!isSame(decision, holder)) {
                    link(decision, bring, holder, claim);
                }
            }
        }
    }

    private void link(Decision decision, Node bring, Resource holder, Claim claim) {
        Optional<Node> stop = removal.stopOf(holder).or(() -> release(holder, claim));
        if (stop.isEmpty()) {
            problems.add(decision.problem(claim + " is held by " + holder.slot() + ", which stays"));
            return;
        }
        if (bring.needs.contains(stop.get())) {
            return;
        }
        if (patient.contains(stop.get())) {
            hurry(stop.get(), bring);
        }
        if (waitsFor(stop.get(), bring)) {
            problems.add(decision.problem("two would hold " + claim
                    + " at a time, as one of a rolling update or of two that change places; use"
                    + " updateStrategy recreate, host instead of port, or change one after the other"));
        } else {
            bring.after(stop.get());
        }
    }

    /**
     * A holder that only waits so that its gap is short need not wait for what the next holder is needed for; if it must be,
     * not even for the jobs before its own next version, as these may build on the next holder too.
     */
    private static void hurry(Node stop, Node bring) {
        if (waitsFor(stop, bring)) {
            stop.needs.removeIf(need -> need.action != Action.RUN);
        }
        if (waitsFor(stop, bring)) {
            stop.needs.clear();
        }
    }

    /** {@return the change in place by which a holder gives a claim up, if it is changed so} */
    private Optional<Node> release(Resource holder, Claim claim) {
        Decision decision = decisions.get(holder.slot());
        boolean gives = decision != null
                && decision.move() == Decision.Move.UPDATE
                && isSame(decision, holder)
                && !decision.spec().claims().contains(claim);
        return gives ? Optional.ofNullable(brings.get(holder.slot())) : Optional.empty();
    }

    private static boolean waitsFor(Node node, Node other) {
        Set<Node> seen = new HashSet<>();
        Deque<Node> open = new ArrayDeque<>(List.of(node));
        while (!open.isEmpty()) {
            Node next = open.remove();
            if (next == other) {
                return true;
            }
            if (seen.add(next)) {
                open.addAll(next.needs);
            }
        }
        return false;
    }

    private static boolean isSame(Decision decision, Resource holder) {
        return decision.kept().map(kept -> kept.id().equals(holder.id())).orElse(false);
    }
}
