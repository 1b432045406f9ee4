package dev.nanokit.engine.execution;

import dev.nanokit.provider.Health;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** Asks programs whether they are ready. Implementations hold no thread per question. */
interface Prober extends AutoCloseable {

    /** Asks; the answer comes once, on another thread, at the latest when the time for it is over. */
    void ask(Question question, Consumer<Answer> answer);

    @Override
    void close();

    /**
     * What to ask.
     *
     * @param where the address
     * @param httpPath path of an HTTP GET; empty for a TCP connection
     * @param timeout time for the answer
     */
    record Question(Health.AskAt where, Optional<String> httpPath, Duration timeout) {

        String words() {
            return httpPath.map(path -> "GET http://" + where.host() + ":" + where.port() + path)
                    .orElse("TCP " + where.host() + ":" + where.port());
        }
    }

    /**
     * What was answered.
     *
     * @param isReady whether that means ready
     * @param words question and answer, for people
     */
    record Answer(boolean isReady, String words) {}
}
