package dev.nanokit.aws.lab.wire;

import java.util.concurrent.atomic.AtomicLong;

/** Numbers the answers that do not come from moto, in AWS's form of a request id. */
public final class RequestIds {

    private static final AtomicLong COUNT = new AtomicLong();

    private RequestIds() {}

    /** {@return the next} */
    public static String next() {
        return "1ab00000-0000-4000-8000-" + String.format("%012x", COUNT.incrementAndGet());
    }
}
