package dev.nanokit.model;

/** How a changed service gives way to its new version. */
public enum UpdateStrategy {
    /** The old version is stopped, then the new one started: a gap, but never two versions at a time. The default. */
    RECREATE,
    /** The new version is started and ready before the old one is taken out of the rotation: no gap. */
    ROLLING
}
