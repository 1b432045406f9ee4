package dev.nanokit.docker;

import com.github.dockerjava.api.model.Frame;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;

/** What a stream of the engine says, both streams in order. Thread-safe. */
final class StreamText extends StreamCallback<Frame> {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(); // guarded by itself, as it locks
    private final AtomicBoolean ended = new AtomicBoolean();

    @Override
    public void onNext(Frame frame) {
        byte[] payload = frame.getPayload();
        bytes.write(payload, 0, payload.length);
    }

    @Override
    public void onComplete() {
        super.onComplete();
        ended.set(true);
    }

    @Override
    public void onError(Throwable failure) {
        super.onError(failure);
        ended.set(true);
    }

    boolean hasEnded() {
        return ended.get();
    }

    String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
