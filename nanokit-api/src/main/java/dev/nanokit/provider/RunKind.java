package dev.nanokit.provider;

/** What a platform runs. The set is closed. */
public enum RunKind {
    /** Single instances: containers, processes, devices. The engine rolls them. */
    INSTANCES,
    /** Whole services, which the platform rolls by itself. */
    SERVICES
}
