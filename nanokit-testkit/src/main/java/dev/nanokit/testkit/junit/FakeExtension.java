package dev.nanokit.testkit.junit;

import dev.nanokit.provider.RunKind;
import dev.nanokit.testkit.FakeProvider;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** Does what {@link NanokitTest} says. Stateless: what belongs to a test is kept with the test. */
final class FakeExtension implements ParameterResolver, AfterEachCallback {

    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(FakeExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == FakeProvider.class || type == TestEngine.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        boolean isOfTest = context.getTestMethod().isPresent()
                && parameter.getDeclaringExecutable() instanceof java.lang.reflect.Method;
        if (!isOfTest) {
            throw new ParameterResolutionException(
                    "a " + parameter.getParameter().getType().getSimpleName()
                            + " lives as long as one test: ask for it in a test, in @BeforeEach or in @AfterEach");
        }
        RunKind kind = parameter
                .findAnnotation(Runs.class)
                .map(Runs::value)
                .or(() -> wish(context).map(NanokitTest::runs))
                .orElse(RunKind.INSTANCES);
        TestEngine engine = context.getStore(NAMESPACE)
                .getOrComputeIfAbsent(Worlds.class, any -> new Worlds(), Worlds.class)
                .engine(kind);
        return parameter.getParameter().getType() == TestEngine.class ? engine : engine.platform();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        Worlds worlds = context.getStore(NAMESPACE).get(Worlds.class, Worlds.class);
        if (worlds == null) {
            return;
        }
        Optional<Throwable> failure = context.getExecutionException();
        failure.filter(why -> !(why instanceof TestAbortedException))
                .ifPresent(why -> why.addSuppressed(new WhatHappened(worlds.text())));
        Set<Leftover> allowed =
                wish(context).map(NanokitTest::mayLeave).map(Set::of).orElse(Set.of());
        List<String> findings = worlds.leftovers(allowed);
        if (!findings.isEmpty()) {
            throw new AssertionFailedError("The test left something behind:\n  - " + String.join("\n  - ", findings)
                    + "\nIf that is meant, say so by @NanokitTest(mayLeave = ...).\n"
                    + (failure.isPresent() ? "" : "\n" + worlds.text()));
        }
    }

    private static Optional<NanokitTest> wish(ExtensionContext context) {
        Optional<NanokitTest> found = AnnotationSupport.findAnnotation(context.getElement(), NanokitTest.class);
        Class<?> type = context.getTestClass().orElse(null);
        while (found.isEmpty() && type != null) {
            found = AnnotationSupport.findAnnotation(type, NanokitTest.class);
            type = type.getEnclosingClass();
        }
        return found;
    }
}
