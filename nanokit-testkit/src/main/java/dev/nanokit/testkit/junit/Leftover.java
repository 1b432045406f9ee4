package dev.nanokit.testkit.junit;

/** What a test should not leave behind. The set may grow. */
public enum Leftover {
    /** A thread that is in a run on the platform, 5 s after the test ended. */
    THREAD,
    /** A lease of a scope that has not run out. */
    LEASE,
    /** A run or a step that began and did not end. */
    OPEN_RUN,
    /**
     * A secret or database password of a project that shows in an event, a plan or the journal. One that is shorter than 4
     * characters, or part of a name in the file, cannot be told from other text, and is not looked for.
     */
    SHOWN_SECRET
}
