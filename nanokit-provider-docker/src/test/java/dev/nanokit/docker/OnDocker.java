package dev.nanokit.docker;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Runs a test where a Docker engine answers. Where none does it is skipped and says so, or fails if the environment
 * variable {@code NANOKIT_REQUIRE_DOCKER} is 1.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(OnDocker.Condition.class)
@interface OnDocker {

    /** Asks the engine. */
    final class Condition implements ExecutionCondition {

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            try (Lab lab = new Lab("probe")) {
                return ConditionEvaluationResult.enabled("engine " + lab.version() + " answers");
            } catch (RuntimeException e) {
                if ("1".equals(System.getenv("NANOKIT_REQUIRE_DOCKER"))) {
                    throw new IllegalStateException("a Docker engine is required, and none answers", e);
                }
                System.err.println("SKIPPED, as no Docker engine answers: " + context.getDisplayName());
                return ConditionEvaluationResult.disabled("no Docker engine answers: " + e.getMessage());
            }
        }
    }
}
