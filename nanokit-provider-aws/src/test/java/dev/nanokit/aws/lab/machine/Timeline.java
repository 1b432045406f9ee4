package dev.nanokit.aws.lab.machine;

import dev.nanokit.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * What will happen, in order. Nothing happens by itself: each question to the lab first lets happen what is due by now, at
 * the moment at which it was due. So no thread waits, and simulated time does as well as real. Guarded by the machine's lock.
 */
final class Timeline {

    private record Event(Instant at, long order, Runnable action) {}

    private final TimeSource time;
    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparing(Event::at).thenComparing(Event::order));
    private Instant now;
    private long order;

    Timeline(TimeSource time) {
        this.time = time;
        this.now = time.now();
    }

    /** {@return the moment that is being played, or the last one that was} */
    Instant now() {
        return now;
    }

    void in(Duration delay, Runnable action) {
        at(now.plus(delay), action);
    }

    void at(Instant moment, Runnable action) {
        events.add(new Event(moment.isBefore(now) ? now : moment, order++, action));
    }

    /** Lets happen what is due. */
    void catchUp() {
        Instant until = time.now();
        while (!events.isEmpty() && !events.peek().at().isAfter(until)) {
            Event event = events.poll();
            now = event.at();
            event.action().run();
        }
        if (until.isAfter(now)) {
            now = until;
        }
    }
}
