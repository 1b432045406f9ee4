package dev.nanokit.testkit.junit;

import dev.nanokit.plan.Plan;
import dev.nanokit.plan.Step;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The secrets that can be told from other text: not too short, and part of no name. Immutable. */
final class KnownSecrets {

    private static final int SHORTEST = 4;

    private final List<String> texts;

    private KnownSecrets(List<String> texts) {
        this.texts = texts;
    }

    static KnownSecrets of(TestEngine engine) {
        Set<String> names = new HashSet<>(engine.platform().dump().lines().toList());
        for (Plan plan : engine.plans()) {
            names.add(plan.scope().toString());
            for (Step step : plan.steps()) {
                names.add(step.slot().toString());
                step.changes().forEach(change -> names.add(change.field()));
            }
        }
        return new KnownSecrets(engine.platform().secrets().stream()
                .filter(secret ->
                        secret.length() >= SHORTEST && names.stream().noneMatch(name -> name.contains(secret)))
                .sorted(Comparator.comparing(String::length).reversed().thenComparing(Comparator.naturalOrder()))
                .toList());
    }

    List<String> texts() {
        return texts;
    }

    /** {@return the text with stars in place of secrets} */
    String mask(String text) {
        String masked = text;
        for (String secret : texts) {
            masked = masked.replace(secret, "***");
        }
        return masked;
    }
}
