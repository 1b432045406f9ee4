package dev.nanokit.aws.lab;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;

/**
 * Runs a test where moto is installed. Where it is not the test is skipped and says how to get it, or fails if the
 * environment variable {@code NANOKIT_REQUIRE_MOTO} is 1.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(OnMoto.Condition.class)
public @interface OnMoto {

    /** Looks for the program. */
    final class Condition implements ExecutionCondition {

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            if (MotoServer.isInstalled()) {
                return ConditionEvaluationResult.enabled("moto_server is installed");
            }
            if ("1".equals(System.getenv("NANOKIT_REQUIRE_MOTO"))) {
                throw new IllegalStateException("moto_server is required, and not installed: " + MotoServer.HINT);
            }
            String reason = "moto_server is not installed; get it by " + MotoServer.HINT;
            LoggerFactory.getLogger(OnMoto.class).warn("SKIPPED {}: {}", context.getDisplayName(), reason);
            return ConditionEvaluationResult.disabled(reason);
        }
    }
}
