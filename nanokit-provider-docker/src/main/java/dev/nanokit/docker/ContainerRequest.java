package dev.nanokit.docker;

import dev.nanokit.model.Mount;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A container to create, in plain values.
 *
 * @param name its name
 * @param hostName its host name
 * @param image its image
 * @param entrypoint the command in place of the image's own; empty for the image's own
 * @param env environment variables, secrets among them; the text form of this record shows none
 * @param labels its labels
 * @param place where it stands in which network
 * @param ports published ports
 * @param mounts volumes and folders
 * @param limits processor and memory
 * @param check the health check that the engine runs
 * @param stopGrace time to end by itself
 * @param restart what the engine does when its program ends
 */
record ContainerRequest(
        String name,
        String hostName,
        String image,
        List<String> entrypoint,
        Map<String, String> env,
        Map<String, String> labels,
        Place place,
        List<Publication> ports,
        List<Mount> mounts,
        Limits limits,
        Optional<Check> check,
        Duration stopGrace,
        Restart restart) {

    /** What the engine does when the program ends. */
    enum Restart {
        UNLESS_STOPPED,
        NEVER
    }

    /** A place in a network; an empty address leaves it to the engine. */
    record Place(String network, Optional<String> address, List<String> aliases) {}

    /** A port to publish; without a host port the engine chooses one on loopback, without publication it is exposed only. */
    record Publication(int containerPort, Optional<Integer> hostPort, Scope scope) {

        enum Scope {
            EVERYWHERE,
            LOOPBACK,
            NOT_AT_ALL
        }
    }

    /** Limits; empty for none. */
    record Limits(Optional<Long> nanoCpus, Optional<Long> memoryBytes) {}

    /** A health check that the engine runs by exec. */
    record Check(List<String> command, Duration interval, Duration timeout, int retries, Duration startPeriod) {}

    @Override
    public String toString() {
        return "container " + name + " of " + image;
    }
}
