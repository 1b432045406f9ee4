package dev.nanokit.aws;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Something that is asked for once and told to all who want to know; who comes while it is asked for waits. A question that
 * failed is asked again by the next. Thread-safe.
 */
final class Once<T> {

    private final Supplier<T> question;
    private @Nullable T answer; // guarded by this

    Once(Supplier<T> question) {
        this.question = question;
    }

    synchronized T get() {
        T known = answer;
        if (known == null) {
            known = question.get();
            answer = known;
        }
        return known;
    }
}
