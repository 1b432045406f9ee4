package dev.nanokit.docker;

import com.github.dockerjava.api.model.PullResponseItem;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Hears how far a pull is. The engine tells a failure within the stream, after status 200. */
final class PullProgress extends StreamCallback<PullResponseItem> {

    private final Consumer<String> listener;
    private volatile @Nullable String failure;

    PullProgress(Consumer<String> listener) {
        this.listener = listener;
    }

    @Override
    public void onNext(PullResponseItem item) {
        var error = item.getErrorDetail();
        if (error != null) {
            failure = error.getMessage();
        }
        boolean counts =
                item.getProgressDetail() != null && item.getProgressDetail().getTotal() != null;
        if (item.getStatus() != null && !counts) {
            listener.accept(item.getId() == null ? item.getStatus() : item.getId() + ": " + item.getStatus());
        }
    }

    /** {@return what the engine said went wrong} */
    Optional<String> failure() {
        return Optional.ofNullable(failure);
    }
}
