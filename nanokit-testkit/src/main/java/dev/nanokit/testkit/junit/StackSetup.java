package dev.nanokit.testkit.junit;

import dev.nanokit.Nanokit;

/**
 * Prepares the stack of a {@link NanokitStack} with what an annotation cannot say: a provider as an object, variables,
 * secrets, overrides, options, listeners.
 *
 * <pre>{@code
 * final class ShopSetup implements StackSetup {
 *     public Nanokit prepare(Nanokit kit) {
 *         return kit.variable("TAG", "latest").override("services: { web: { instances: 1 } }");
 *     }
 * }
 * }</pre>
 *
 * <p>Implementations have a constructor without parameters; classes that name the same one, and the same file, share a stack
 * of {@link Lifetime#RUN} or {@link Lifetime#REUSED}. Said once for each stack.
 */
@FunctionalInterface
public interface StackSetup {

    /**
     * Prepares a stack.
     *
     * @param kit with file, environment and provider, as the annotation says
     * @return what is brought up
     */
    Nanokit prepare(Nanokit kit);

    /** Changes nothing: the default. Immutable and thread-safe. */
    final class AsDeclared implements StackSetup {

        /** Makes one. */
        public AsDeclared() {}

        @Override
        public Nanokit prepare(Nanokit kit) {
            return kit;
        }
    }
}
