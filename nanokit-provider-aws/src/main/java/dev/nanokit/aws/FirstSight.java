package dev.nanokit.aws;

import dev.nanokit.failure.ProviderException;
import java.util.Optional;

/**
 * Looks at what was just made: it may not be found at first, as AWS answers before all of it knows; what was seen once and is
 * not found any more is gone. Used by one thread, for one wait.
 */
final class FirstSight {

    /** With growing pauses in between, about half a minute. */
    private static final int TRIES = 10;

    private final String what;
    private int left = TRIES;

    FirstSight(String what) {
        this.what = what;
    }

    /**
     * Judges a look.
     *
     * @param seen what was found
     * @return the same; empty if it may still appear
     * @throws ProviderException if it is gone
     */
    <T> Optional<T> of(Optional<T> seen) {
        if (seen.isPresent()) {
            left = 0;
        } else if (left-- <= 0) {
            throw new ProviderException(
                    ProviderException.Kind.NOT_FOUND, "waited for " + what + ", and it is gone", null);
        }
        return seen;
    }
}
