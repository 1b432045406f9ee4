package dev.nanokit.model;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What a health check asks. The set of kinds is closed. Immutable and thread-safe. */
public sealed interface Probe {

    /** The image's own health check if it has one, else TCP on the exposed port, else that it runs. The default. */
    record Automatic() implements Probe {}

    /** No check at all: what runs is ready. */
    record Disabled() implements Probe {}

    /**
     * An HTTP GET that is answered with a status from 200 to 399.
     *
     * @param path path of the request, beginning with a slash
     * @param port port in the container
     */
    record Http(String path, Port port) implements Probe {
        /** Checks the components. */
        public Http {
            Objects.requireNonNull(port, "port");
            if (!path.startsWith("/")) {
                throw new IllegalArgumentException("a path begins with a slash, got '" + path + "'");
            }
        }
    }

    /**
     * A TCP connection that is accepted.
     *
     * @param port port in the container
     */
    record Tcp(Port port) implements Probe {}

    /**
     * A command inside the instance that ends with 0.
     *
     * @param words the command and its arguments, at least one word
     */
    record Command(List<String> words) implements Probe {
        /** Checks and copies the components. */
        public Command {
            words = List.copyOf(words);
            if (words.isEmpty()) {
                throw new IllegalArgumentException("a command has at least one word");
            }
        }
    }

    /** {@return the port in the container that this probe speaks to, if it is one of HTTP or TCP} */
    default Optional<Port> probedPort() {
        if (this instanceof Http http) {
            return Optional.of(http.port());
        }
        return this instanceof Tcp tcp ? Optional.of(tcp.port()) : Optional.empty();
    }
}
