package dev.nanokit.aws;

import dev.nanokit.failure.ProviderException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Something that is asked for once and told to all who want to know, a failure too: who comes while it is asked for waits.
 * Thread-safe.
 */
final class Once<T> {

    private final Supplier<T> question;
    private @Nullable T answer; // guarded by this
    private @Nullable ProviderException failure; // guarded by this

    Once(Supplier<T> question) {
        this.question = question;
    }

    synchronized T get() {
        if (failure != null) {
            throw failure;
        }
        T known = answer;
        if (known == null) {
            try {
                known = question.get();
            } catch (ProviderException e) {
                failure = e;
                throw e;
            }
            answer = known;
        }
        return known;
    }
}
