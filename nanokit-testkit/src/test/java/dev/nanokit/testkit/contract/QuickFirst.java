package dev.nanokit.testkit.contract;

import java.util.Comparator;
import java.util.Set;
import org.junit.jupiter.api.ClassDescriptor;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.ClassOrdererContext;

/** Lets the themes that bring up whole projects again and again come last: most mutants are caught before. */
final class QuickFirst implements ClassOrderer {

    private static final Set<String> SLOW =
            Set.of("Concurrency", "Cost", "Crash", "LostAnswers", "Throttling", "Readiness", "Drift");

    @Override
    public void orderClasses(ClassOrdererContext context) {
        context.getClassDescriptors().sort(Comparator.comparing(QuickFirst::isSlow));
    }

    private static boolean isSlow(ClassDescriptor theme) {
        return SLOW.contains(theme.getTestClass().getSimpleName());
    }
}
