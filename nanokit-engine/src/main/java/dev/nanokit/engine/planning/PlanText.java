package dev.nanokit.engine.planning;

import dev.nanokit.plan.Action;
import dev.nanokit.plan.Plan;
import dev.nanokit.plan.Step;
import dev.nanokit.provider.Finding;
import dev.nanokit.provider.Slot;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/** Prints a plan for people: a line a step, its cause, and what it waits for. */
final class PlanText {

    private PlanText() {}

    static String of(Plan plan) {
        StringBuilder text = new StringBuilder("plan for ").append(plan.scope()).append(": ");
        text.append(plan.isEmpty() ? "nothing to change" : summary(plan)).append('\n');
        int width = plan.steps().stream()
                .mapToInt(step -> step.words().length())
                .max()
                .orElse(0);
        int digits = Integer.toString(plan.steps().size()).length();
        for (Step step : plan.steps()) {
            text.append(String.format(
                    Locale.ROOT,
                    "  %" + digits + "d %s %-" + Math.max(1, width) + "s  %s",
                    step.id(),
                    step.action().sign(),
                    step.words(),
                    step.cause()));
            if (!step.needs().isEmpty()) {
                text.append(
                        step.needs().stream().map(String::valueOf).collect(Collectors.joining(", ", " (after ", ")")));
            }
            text.append('\n');
        }
        for (Slot slot : plan.kept()) {
            text.append("  kept: ").append(slot).append(", as data would go with it\n");
        }
        for (Finding finding : plan.findings()) {
            text.append("  note: ").append(finding.problem().text()).append('\n');
        }
        return text.toString();
    }

    private static String summary(Plan plan) {
        Map<Action, Integer> counts = new EnumMap<>(Action.class);
        for (Step step : plan.steps()) {
            if (step.action().isChange()) {
                counts.merge(step.action(), 1, Integer::sum);
            }
        }
        StringJoiner summary = new StringJoiner(", ");
        counts.forEach(
                (action, count) -> summary.add(count + " to " + action.name().toLowerCase(Locale.ROOT)));
        return summary.toString();
    }
}
