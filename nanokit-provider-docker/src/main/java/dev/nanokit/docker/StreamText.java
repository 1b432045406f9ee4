package dev.nanokit.docker;

import com.github.dockerjava.api.model.Frame;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What a stream of the engine says, both streams in order. Of a program that never stops talking the end is kept, from
 * the beginning of a line. Thread-safe.
 */
final class StreamText extends StreamCallback<Frame> {

    private static final int MOST_BYTES = 4 << 20;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(); // guarded by this
    private final AtomicBoolean ended = new AtomicBoolean();

    @Override
    public synchronized void onNext(Frame frame) {
        byte[] payload = frame.getPayload();
        bytes.write(payload, 0, payload.length);
        if (bytes.size() > MOST_BYTES) {
            byte[] all = bytes.toByteArray();
            int from = all.length / 2;
            while (from < all.length && all[from - 1] != '\n') {
                from++;
            }
            bytes.reset();
            bytes.write(all, from, all.length - from);
        }
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

    synchronized String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
