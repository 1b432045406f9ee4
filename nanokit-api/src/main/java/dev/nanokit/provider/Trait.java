package dev.nanokit.provider;

/** What the engine must know of a resource beside its kind. The set may grow. */
public enum Trait {
    /** It holds data: it is deleted only with the caller's explicit leave. */
    HOLDS_DATA,
    /**
     * What holds data stands on it, as a database on its network, and the platform deletes neither it while that is there
     * nor that with it. As long as data is kept, so is this.
     */
    CARRIES_DATA,
    /** It belongs to the host rather than to a scope: every {@code up} ensures it, the last user's {@code down} deletes it. */
    SHARED,
    /** A job that is run when the last of its service has gone, and only created until then. */
    RUNS_AT_END
}
