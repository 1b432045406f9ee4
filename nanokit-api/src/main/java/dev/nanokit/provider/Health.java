package dev.nanokit.provider;

import dev.nanokit.model.Port;
import java.util.Objects;

/** What one look says of an instance or service. The set of forms is closed. Immutable and thread-safe. */
public sealed interface Health {

    /** It is ready. */
    record Ready() implements Health {}

    /**
     * It is on its way.
     *
     * @param why what is still missing, or what the last check answered
     */
    record Starting(String why) implements Health {}

    /**
     * It runs, and its checks fail.
     *
     * @param why what the last check answered
     */
    record Failing(String why) implements Health {}

    /**
     * It has ended, is gone, or cannot ever become ready.
     *
     * @param evidence what is known of the end
     */
    record Dead(Evidence evidence) implements Health {}

    /**
     * The platform does not know: the engine is to ask at an address, over HTTP if the check is an HTTP check, else
     * over TCP.
     *
     * @param host host name or address that the engine can reach
     * @param port port there
     * @param through what lies between the engine and the program
     */
    record AskAt(String host, Port port, Reach through) implements Health {
        /** Checks the components. */
        public AskAt {
            Objects.requireNonNull(host, "host");
            Objects.requireNonNull(port, "port");
            Objects.requireNonNull(through, "through");
        }
    }

    /** What lies between the engine and the program. */
    enum Reach {
        /** Nothing: an accepted connection was accepted by the program. */
        DIRECT,
        /** A proxy that accepts also when nothing listens behind it: only an answer, or an open connection, is proof. */
        PROXY
    }
}
