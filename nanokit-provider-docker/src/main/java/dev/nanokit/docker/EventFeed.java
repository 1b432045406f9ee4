package dev.nanokit.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Event;
import com.github.dockerjava.api.model.EventType;
import dev.nanokit.provider.LabelCodec;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The engine's events of our containers: what starts, ends or changes its health. They tell that a list is out of date,
 * and remember how something ended that the engine has restarted since. Thread-safe.
 */
final class EventFeed implements AutoCloseable {

    private static final String[] EVENTS = {"start", "die", "health_status", "destroy", "rename"};

    private final DockerClient client;
    private final Map<String, Integer> ends = new HashMap<>(); // guarded by this
    private final Set<String> news = new HashSet<>(); // guarded by this
    private @Nullable Stream stream; // guarded by this

    EventFeed(DockerClient client) {
        this.client = client;
    }

    /** Begins to listen, if it does not yet, or no longer; {@return whether it just began, so that a list is due} */
    synchronized boolean listen() {
        if (stream != null && !stream.isBroken) {
            return false;
        }
        Stream begun = new Stream();
        DockerFailures.calling("listen to events", () -> client.eventsCmd()
                .withEventTypeFilter(EventType.CONTAINER)
                .withEventFilter(EVENTS)
                .withLabelFilter(LabelCodec.FORMAT)
                .exec(begun));
        stream = begun;
        return true;
    }

    /** {@return the containers of which something was heard since the last call} */
    synchronized Set<String> news() {
        Set<String> heard = Set.copyOf(news);
        news.clear();
        return heard;
    }

    /** {@return the exit code of a container that has ended by itself since it was watched} */
    synchronized OptionalInt end(String container) {
        Integer code = ends.get(container);
        return code == null ? OptionalInt.empty() : OptionalInt.of(code);
    }

    /** What ended on purpose, and is started again, has not ended by itself. */
    synchronized void forget(String container) {
        ends.remove(container);
    }

    private synchronized void heard(Event event) {
        String container = event.getId();
        if (container == null) {
            return;
        }
        news.add(container);
        if ("die".equals(event.getAction())) {
            ends.put(container, exitCode(event));
        }
    }

    private static int exitCode(Event event) {
        Map<String, String> attributes =
                event.getActor() == null ? null : event.getActor().getAttributes();
        String code = attributes == null ? null : attributes.get("exitCode");
        return code != null && code.matches("\\d{1,9}") ? Integer.parseInt(code) : 0;
    }

    @Override
    public synchronized void close() {
        if (stream != null) {
            try {
                stream.close();
            } catch (IOException e) {
                stream.isBroken = true; // it is gone either way
            }
        }
    }

    /** One connection that tells of events. */
    private final class Stream extends ResultCallback.Adapter<Event> {

        private volatile boolean isBroken;

        @Override
        public void onNext(Event event) {
            heard(event);
        }

        @Override
        public void onError(Throwable failure) {
            isBroken = true;
        }

        @Override
        public void onComplete() {
            isBroken = true;
            super.onComplete();
        }
    }
}
