package dev.nanokit.run;

/** What a run does when a step has failed. What depends on that step is never begun. */
public enum OnFailure {
    /** What does not depend on the failed step goes on to its end. The default. */
    CONTINUE,
    /** Nothing more is begun; writes under way end. */
    STOP
}
