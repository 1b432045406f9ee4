package dev.nanokit.docker;

import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** How far a pull or a push is, and whether it went wrong. Thread-safe. */
final class TransferProgress {

    private final Consumer<String> listener;
    private volatile @Nullable String failure;

    TransferProgress(Consumer<String> listener) {
        this.listener = listener;
    }

    void said(String status) {
        listener.accept(status);
    }

    void failed(@Nullable String why) {
        failure = why;
    }

    /** {@return what the engine said went wrong} */
    Optional<String> failure() {
        return Optional.ofNullable(failure);
    }
}
