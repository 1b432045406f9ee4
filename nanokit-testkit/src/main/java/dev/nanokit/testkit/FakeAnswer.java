package dev.nanokit.testkit;

import java.util.Objects;
import java.util.Optional;

/**
 * What a request to the fake platform's gateway got. Immutable and thread-safe.
 *
 * @param status 200 if an instance answered; 404 if the gateway has no route for the host; 503 if nothing that is ready
 *     is in the rotation
 * @param slot which instance or service answered, for instance {@code instance/web.1}
 * @param image the image that it runs
 */
public record FakeAnswer(int status, Optional<String> slot, Optional<String> image) {

    /** Checks the components. */
    public FakeAnswer {
        Objects.requireNonNull(slot, "slot");
        Objects.requireNonNull(image, "image");
    }

    static FakeAnswer nobody(int status) {
        return new FakeAnswer(status, Optional.empty(), Optional.empty());
    }
}
