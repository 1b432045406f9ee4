package dev.nanokit.event;

/**
 * Hears what happens during a run. Called by one thread at a time, in order; needs no lock. A listener that is slow
 * slows the run; one that throws is told nothing more, and the run goes on.
 */
@FunctionalInterface
public interface NanokitListener {

    /**
     * Hears of an event.
     *
     * @param event what happened
     */
    void on(NanokitEvent event);
}
