package dev.nanokit.testkit.junit;

import dev.nanokit.Deployment;
import dev.nanokit.Stack;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A stack that is brought up once, by whoever asks first, and closed once by JUnit, whichever of the two interfaces it
 * knows. Thread-safe.
 */
@SuppressWarnings("deprecation") // in later versions of JUnit, which close what is AutoCloseable
final class SharedStack implements ExtensionContext.Store.CloseableResource, AutoCloseable {

    private final StackRecipe recipe;
    private final FutureTask<Standing> standing;
    private final AtomicBoolean closed = new AtomicBoolean();

    SharedStack(StackRecipe recipe) {
        this.recipe = recipe;
        this.standing = new FutureTask<>(() -> bringUp(recipe));
    }

    private static Standing bringUp(StackRecipe recipe) {
        Stack stack = recipe.open();
        try {
            return new Standing(stack, stack.up());
        } catch (RuntimeException | Error e) {
            try {
                stack.close();
            } catch (RuntimeException late) {
                e.addSuppressed(late);
            }
            throw e;
        }
    }

    /**
     * Brings it up, or waits until another thread has.
     *
     * @throws StackDownException if that failed, each time anew, so that no two classes share an exception
     */
    Standing standing() {
        standing.run();
        try {
            return standing.get();
        } catch (ExecutionException e) {
            throw new StackDownException(recipe, Objects.requireNonNull(e.getCause(), "cause"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackDownException(recipe, e);
        }
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true) || standing.cancel(true)) {
            return;
        }
        try {
            standing.get().stack().close();
        } catch (ExecutionException | CancellationException e) {
            return; // it never stood
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * What stands.
     *
     * @param stack the way to the verbs
     * @param deployment what the first one gave
     */
    record Standing(Stack stack, Deployment deployment) {}
}
