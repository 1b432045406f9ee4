package dev.nanokit.provider;

/** How the slots of a {@link Unit} are replaced. The set of forms is closed. Immutable and thread-safe. */
public sealed interface Strategy {

    /** Stop the old, then create the new, then delete the old. */
    record Recreate() implements Strategy {}

    /**
     * Create the new, wait until it is ready, switch, drain, stop and delete the old, wave by wave.
     *
     * @param waves in how many waves, at least 1; never more than there are slots
     */
    record Rolling(int waves) implements Strategy {
        /** Checks the component. */
        public Rolling {
            if (waves < 1) {
                throw new IllegalArgumentException("waves is at least 1, got " + waves);
            }
        }
    }

    /**
     * The platform replaces by itself: one update, then wait until it is ready.
     *
     * @param rolls whether the version before goes on serving until the new one is ready
     */
    record Platform(boolean rolls) implements Strategy {}
}
