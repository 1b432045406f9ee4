package dev.nanokit.aws;

import dev.nanokit.plan.Plan;
import dev.nanokit.plan.Step;
import java.util.List;

/** What a plan changes, as tests compare it. */
final class Changes {

    private Changes() {}

    /** {@return the slots that a plan changes, in the order of their names} */
    static List<String> of(Plan plan) {
        return plan.steps().stream()
                .filter(step -> step.action().isChange())
                .map(Step::slot)
                .map(Object::toString)
                .sorted()
                .toList();
    }
}
