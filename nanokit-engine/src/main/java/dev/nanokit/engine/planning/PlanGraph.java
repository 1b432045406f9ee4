package dev.nanokit.engine.planning;

import dev.nanokit.plan.Plan;
import dev.nanokit.plan.Step;

/**
 * Draws a plan in the language of Mermaid, which code hosts show as a picture: a box a step that changes something, a
 * rounded one a wait.
 */
final class PlanGraph {

    private PlanGraph() {}

    static String of(Plan plan) {
        StringBuilder text = new StringBuilder("flowchart TD\n");
        if (plan.steps().isEmpty()) {
            return text.append("  none([\"nothing to change\"])\n").toString();
        }
        for (Step step : plan.steps()) {
            boolean change = step.action().isChange();
            text.append("  s")
                    .append(step.id())
                    .append(change ? "[\"" : "([\"")
                    .append(words(step))
                    .append(change ? "\"]" : "\"])")
                    .append(":::")
                    .append(change ? step.action().name().toLowerCase(java.util.Locale.ROOT) : "wait")
                    .append('\n');
        }
        for (Step step : plan.steps()) {
            for (int need : step.needs()) {
                text.append("  s")
                        .append(need)
                        .append(" --> s")
                        .append(step.id())
                        .append('\n');
            }
        }
        return text.append(
                        """
                          classDef create fill:#d8f5dc,stroke:#2b8a3e,color:#111
                          classDef update fill:#fff3bf,stroke:#e67700,color:#111
                          classDef start fill:#d0ebff,stroke:#1971c2,color:#111
                          classDef stop fill:#ffe8cc,stroke:#d9480f,color:#111
                          classDef delete fill:#ffe3e3,stroke:#c92a2a,color:#111
                          classDef switch fill:#e5dbff,stroke:#5f3dc4,color:#111
                          classDef run fill:#c5f6fa,stroke:#0c8599,color:#111
                          classDef wait fill:#f8f9fa,stroke:#868e96,color:#495057
                        """)
                .toString();
    }

    private static String words(Step step) {
        String cause = step.cause().isEmpty() ? "" : "<br/>" + escaped(step.cause());
        String name = step.edition().isEmpty() ? step.words() : step.words().replace("@" + step.edition(), "");
        return escaped(name) + cause;
    }

    /** In a quoted text only the quote, the angle brackets and the number sign mean something. */
    private static String escaped(String text) {
        return text.replace("#", "#35;")
                .replace("\"", "#quot;")
                .replace("<", "#lt;")
                .replace(">", "#gt;");
    }
}
