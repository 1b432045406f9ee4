package dev.nanokit.testkit.junit;

import dev.nanokit.Deployment;
import dev.nanokit.Stack;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/** Does what {@link NanokitStack} says. Stateless: stacks are kept with their class, or with the run. */
final class StackExtension implements BeforeAllCallback, ParameterResolver {

    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(StackExtension.class);

    /** Before any test, so that what fails is the class, once. */
    @Override
    public void beforeAll(ExtensionContext context) {
        standing(context);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == Stack.class
                || type == Deployment.class
                || (type == URI.class && parameter.isAnnotated(Endpoint.class));
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        SharedStack.Standing standing = standing(context);
        Class<?> type = parameter.getParameter().getType();
        Optional<Endpoint> endpoint = parameter.findAnnotation(Endpoint.class);
        if (endpoint.isPresent() && type == URI.class) {
            return standing.deployment().endpoint(endpoint.get().value());
        }
        return type == Stack.class ? standing.stack() : standing.deployment();
    }

    /** {@return the stack of the nearest class around that has the annotation, brought up by the first who asks} */
    private static SharedStack.Standing standing(ExtensionContext context) {
        for (Optional<ExtensionContext> here = Optional.of(context);
                here.isPresent();
                here = here.get().getParent()) {
            Optional<Class<?>> type = here.get().getTestClass();
            Optional<NanokitStack> wish = AnnotationSupport.findAnnotation(type, NanokitStack.class);
            if (type.isPresent()
                    && wish.isPresent()
                    && here.get().getTestMethod().isEmpty()) {
                StackRecipe recipe = StackRecipe.of(wish.get(), type.get());
                ExtensionContext keeper = recipe.lifetime() == Lifetime.CLASS ? here.get() : context.getRoot();
                return keeper.getStore(NAMESPACE)
                        .getOrComputeIfAbsent(recipe, any -> new SharedStack(recipe), SharedStack.class)
                        .standing();
            }
        }
        throw new IllegalStateException("no class around has @NanokitStack");
    }
}
