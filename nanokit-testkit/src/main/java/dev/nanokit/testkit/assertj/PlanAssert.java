package dev.nanokit.testkit.assertj;

import dev.nanokit.plan.Action;
import dev.nanokit.plan.Plan;
import dev.nanokit.plan.Step;
import dev.nanokit.provider.ResourceKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.assertj.core.api.AbstractAssert;

/**
 * Assertions on a plan. Whatever takes a name takes that of a service, database or volume ({@code api}), which stands for
 * all that belongs to it, or one slot ({@code instance/api.1}). Not thread-safe.
 */
public final class PlanAssert extends AbstractAssert<PlanAssert, Plan> {

    PlanAssert(Plan plan) {
        super(plan, PlanAssert.class);
    }

    /**
     * Verifies that nothing is to be changed.
     *
     * @return this
     */
    public PlanAssert isEmpty() {
        return require(plan().isEmpty(), "to change nothing");
    }

    /**
     * Verifies that something is to be changed.
     *
     * @return this
     */
    public PlanAssert isNotEmpty() {
        return require(!plan().isEmpty(), "to change something");
    }

    /**
     * Verifies that something is created under each name.
     *
     * @param names names or slots
     * @return this
     */
    public PlanAssert creates(String... names) {
        return requireEach(Action.CREATE, names);
    }

    /**
     * Verifies that something is changed in place under each name.
     *
     * @param names names or slots
     * @return this
     */
    public PlanAssert updates(String... names) {
        return requireEach(Action.UPDATE, names);
    }

    /**
     * Verifies that something is started, which was there, under each name.
     *
     * @param names names or slots
     * @return this
     */
    public PlanAssert starts(String... names) {
        return requireEach(Action.START, names);
    }

    /**
     * Verifies that something is stopped under each name.
     *
     * @param names names or slots
     * @return this
     */
    public PlanAssert stops(String... names) {
        return requireEach(Action.STOP, names);
    }

    /**
     * Verifies that something is deleted under each name.
     *
     * @param names names or slots
     * @return this
     */
    public PlanAssert deletes(String... names) {
        return requireEach(Action.DELETE, names);
    }

    /**
     * Verifies that under each name another version takes the place of what stands: in one slot one is created and one
     * deleted, or the platform rolls its service.
     *
     * @param names names or slots
     * @return this
     */
    public PlanAssert replaces(String... names) {
        for (String name : names) {
            Set<String> created = slots(name, step -> step.action() == Action.CREATE);
            created.retainAll(slots(name, step -> step.action() == Action.DELETE));
            boolean rolls = !slots(name, PlanAssert::isRoll).isEmpty();
            require(rolls || !created.isEmpty(), "to replace " + name);
        }
        return this;
    }

    private static boolean isRoll(Step step) {
        return step.action() == Action.UPDATE && step.slot().kind().equals(ResourceKind.SERVICE);
    }

    /**
     * Verifies that something is changed under each name, and nothing under any other.
     *
     * @param names names or slots, all that are changed
     * @return this
     */
    public PlanAssert touchesOnly(String... names) {
        Set<String> others = new TreeSet<>();
        Set<String> untouched = new TreeSet<>(List.of(names));
        for (Step step : plan().steps()) {
            if (step.action().isChange()) {
                List<String> fitting =
                        List.of(names).stream().filter(name -> isOf(step, name)).toList();
                untouched.removeAll(fitting);
                if (fitting.isEmpty()) {
                    others.add(step.words());
                }
            }
        }
        String wanted = "to touch only " + String.join(", ", names);
        require(others.isEmpty(), wanted + ", but there is also: " + String.join(", ", others));
        return require(untouched.isEmpty(), wanted + ", but untouched is: " + String.join(", ", untouched));
    }

    /**
     * Verifies that nothing is changed under any of the names.
     *
     * @param names names or slots
     * @return this
     */
    public PlanAssert leavesAlone(String... names) {
        for (String name : names) {
            Set<String> touched = slots(name, step -> step.action().isChange());
            require(touched.isEmpty(), "to leave " + name + " alone, but it touches " + String.join(", ", touched));
        }
        return this;
    }

    /**
     * Verifies that no volume and no database of the names is deleted.
     *
     * @param names names of databases or volumes, or slots
     * @return this
     */
    public PlanAssert keepsData(String... names) {
        for (String name : names) {
            Set<String> lost = slots(name, PlanAssert::losesData);
            require(lost.isEmpty(), "to keep the data of " + name + ", but it deletes " + String.join(", ", lost));
        }
        return this;
    }

    private static boolean losesData(Step step) {
        ResourceKind kind = step.slot().kind();
        return step.action() == Action.DELETE
                && (kind.equals(ResourceKind.VOLUME) || kind.equals(ResourceKind.DATABASE));
    }

    /**
     * Verifies that there is a step.
     *
     * @param action what it does
     * @param slot to what, for instance {@code instance/web.1}
     * @return this
     */
    public PlanAssert hasStep(Action action, String slot) {
        boolean there = plan().steps().stream()
                .anyMatch(step ->
                        step.action() == action && step.slot().toString().equals(slot));
        return require(there, "to " + word(action) + " " + slot);
    }

    /**
     * Verifies that a step under a name is there for a cause.
     *
     * @param name a name or slot
     * @param words part of the cause, for instance {@code ~image=api:2} or {@code missing}
     * @return this
     */
    public PlanAssert hasCause(String name, String words) {
        Set<String> causes = new TreeSet<>();
        for (Step step : plan().steps()) {
            if (isOf(step, name)) {
                causes.add(step.cause());
            }
        }
        return require(
                causes.stream().anyMatch(cause -> cause.contains(words)),
                "to touch " + name + " because of '" + words + "', but its causes are " + causes);
    }

    /**
     * Verifies that each step waits for the one before it, by itself or by others between them. That steps stand in this
     * order in the list is not enough.
     *
     * @param steps beginnings of their words, for instance {@code create instance/api.1}, {@code switch members/api}
     * @return this
     */
    public PlanAssert inOrder(String... steps) {
        List<Step> ends = List.of();
        for (int index = 0; index < steps.length; index++) {
            String wanted = steps[index];
            List<Step> found =
                    plan().steps().stream().filter(step -> begins(step, wanted)).toList();
            require(!found.isEmpty(), "to have a step '" + wanted + "'");
            if (index > 0) {
                List<Step> before = ends;
                found = found.stream().filter(step -> needsAny(step, before)).toList();
                require(!found.isEmpty(), "to do '" + steps[index - 1] + "' before '" + wanted + "'");
            }
            ends = found;
        }
        return this;
    }

    private boolean needsAny(Step step, List<Step> before) {
        Set<Integer> needed = new HashSet<>();
        List<Integer> open = new ArrayList<>(step.needs());
        while (!open.isEmpty()) {
            Integer next = open.remove(open.size() - 1);
            if (needed.add(next)) {
                plan().steps().stream()
                        .filter(other -> other.id() == next)
                        .forEach(other -> open.addAll(other.needs()));
            }
        }
        return before.stream().anyMatch(other -> needed.contains(other.id()));
    }

    /**
     * Verifies that a text, most often a secret, shows in no form of the plan.
     *
     * @param texts what must not be seen
     * @return this
     */
    public PlanAssert doesNotShow(String... texts) {
        String all = plan().text() + plan().json() + plan().mermaid();
        for (String text : texts) {
            if (all.contains(text)) {
                failWithMessage("%s", "Expected the plan not to show a text that it shows");
            }
        }
        return this;
    }

    private Plan plan() {
        isNotNull();
        return actual;
    }

    private PlanAssert requireEach(Action action, String... names) {
        for (String name : names) {
            require(!slots(name, step -> step.action() == action).isEmpty(), "to " + word(action) + " " + name);
        }
        return this;
    }

    private Set<String> slots(String name, Predicate<Step> which) {
        Set<String> slots = new TreeSet<>();
        for (Step step : plan().steps()) {
            if (isOf(step, name) && which.test(step)) {
                slots.add(step.slot().toString());
            }
        }
        return slots;
    }

    private static boolean isOf(Step step, String name) {
        return step.slot().owner().equals(name) || step.slot().toString().equals(name);
    }

    /** {@return whether the words are those of the step, up to the end of a word} */
    static boolean begins(Step step, String words) {
        String all = step.words();
        return all.startsWith(words)
                && (all.length() == words.length() || ".@ ".indexOf(all.charAt(words.length())) >= 0);
    }

    private static String word(Action action) {
        return action.name().toLowerCase(java.util.Locale.ROOT);
    }

    private PlanAssert require(boolean holds, String wish) {
        if (!holds) {
            failWithMessage("%s", "Expected the plan " + wish + "\n" + Exhibit.plan(plan()));
        }
        return this;
    }
}
