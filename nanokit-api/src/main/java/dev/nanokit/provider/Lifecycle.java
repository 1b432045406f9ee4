package dev.nanokit.provider;

/** The state of a found resource. Running or stopped is state, not identity. */
public enum Lifecycle {
    /** It is there; it is of a kind that does not run. */
    PRESENT,
    /** It was created and never fully started; starting it finishes it. */
    CREATED,
    /** It runs. */
    RUNNING,
    /** It was stopped on purpose. */
    STOPPED,
    /** It ended by itself. */
    ENDED,
    /** It is being deleted. */
    GOING;

    /** {@return whether it runs} */
    public boolean isRunning() {
        return this == RUNNING;
    }
}
