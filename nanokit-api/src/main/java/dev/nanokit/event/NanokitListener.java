package dev.nanokit.event;

/**
 * Hears what happens during a run, in order, one event at a time; needs no lock. {@link NanokitEvent.RunStarted} comes on
 * the thread that called the verb, so that it can be tied to what that thread does: what blocks there holds the verb up.
 * All others come on a thread of the run's own, so that a listener that is slow does not hold the run up. The verb returns
 * when every event has been heard. A listener that throws, or keeps one event for more than 10 s once the run is over, is
 * told nothing more; the run goes on.
 *
 * <p>One that is given to several runs hears each of them so, by threads that know nothing of each other: it tells them apart
 * by {@link NanokitEvent#run}, and shares what it keeps with care.
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
