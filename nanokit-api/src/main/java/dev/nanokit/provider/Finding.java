package dev.nanokit.provider;

import dev.nanokit.failure.Problem;
import java.util.Objects;

/**
 * What a provider has to say of a setting that it cannot carry out as it stands. Immutable and thread-safe.
 *
 * @param kind how bad it is
 * @param problem what and where
 */
public record Finding(Kind kind, Problem problem) {

    /** How bad a finding is. The set is closed. */
    public enum Kind {
        /** It cannot be done: no plan is made. */
        REFUSED,
        /** It is done in another way, which the plan shows. */
        APPROXIMATED
    }

    /** Checks the components. */
    public Finding {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(problem, "problem");
    }
}
