package dev.nanokit.model;

import java.util.Objects;

/**
 * Copies of a database for branches of the work. Immutable and thread-safe.
 *
 * @param enabled whether there are such; default false
 * @param strategy what a copy begins with; default {@link Strategy#EMPTY}
 * @param parentEnv the environment whose data is copied, and which is never a copy itself; default {@code production}
 */
public record Branching(boolean enabled, Strategy strategy, Name parentEnv) {

    /** What a copy begins with. */
    public enum Strategy {
        /** The data of the parent. */
        SNAPSHOT,
        /** Nothing. */
        EMPTY
    }

    /** Checks the components. */
    public Branching {
        Objects.requireNonNull(strategy, "strategy");
        Objects.requireNonNull(parentEnv, "parentEnv");
    }

    /** {@return no copies} */
    public static Branching none() {
        return new Branching(false, Strategy.EMPTY, Name.of("production"));
    }
}
