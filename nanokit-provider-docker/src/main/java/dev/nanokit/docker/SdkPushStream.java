package dev.nanokit.docker;

import com.github.dockerjava.api.model.PushResponseItem;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Hears how far a push is. The engine tells a failure within the stream, after status 200. */
final class SdkPushStream extends StreamCallback<PushResponseItem> {

    private final Consumer<String> listener;
    private volatile @Nullable String failure;

    SdkPushStream(Consumer<String> listener) {
        this.listener = listener;
    }

    @Override
    public void onNext(PushResponseItem item) {
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
