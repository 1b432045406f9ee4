package dev.nanokit.testkit.contract;

import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestWatcher;

/** Tells which mutant it is, and ends the suite once it is caught. */
final class OneMutant implements ParameterResolver, ExecutionCondition, TestWatcher {

    static final String KEY = "nanokit.mutant";

    private static final ExtensionContext.Namespace HERE = ExtensionContext.Namespace.create(OneMutant.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Mutant.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return Mutant.valueOf(context.getConfigurationParameter(KEY).orElseThrow());
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        boolean isCaught = context.getRoot().getStore(HERE).get(KEY) != null;
        return isCaught ? ConditionEvaluationResult.disabled("caught") : ConditionEvaluationResult.enabled("");
    }

    @Override
    public void testFailed(ExtensionContext context, Throwable cause) {
        context.getRoot().getStore(HERE).put(KEY, Optional.of(cause));
    }
}
