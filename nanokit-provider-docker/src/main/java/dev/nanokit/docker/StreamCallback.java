package dev.nanokit.docker;

import com.github.dockerjava.api.async.ResultCallback;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Hears a stream of the engine. A failure is kept for whoever waits for the end, and is not also written to a log, as the
 * SDK's own form does.
 */
abstract class StreamCallback<T> extends ResultCallback.Adapter<T> {

    private volatile @Nullable Throwable failure;

    @Override
    public void onError(Throwable thrown) {
        failure = thrown;
        try {
            close();
        } catch (IOException e) {
            thrown.addSuppressed(e);
        }
    }

    /** Throws what the stream ended with, if it was a failure. */
    void rethrow() {
        Throwable thrown = failure;
        if (thrown instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        if (thrown != null) {
            throw new IllegalStateException(thrown);
        }
    }
}
