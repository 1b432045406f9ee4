package dev.nanokit.docker;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A container as the engine's list shows it.
 *
 * @param id its id
 * @param name its name without the leading slash
 * @param state the engine's word: created, running, restarting, paused, exited, dead, removing
 * @param status the engine's words, which also tell the image's own health check
 * @param labels its labels
 * @param addresses its address in each network that it is connected to, by network name; empty text while it is stopped
 * @param ports its published ports
 */
record ContainerFacts(
        String id,
        String name,
        String state,
        String status,
        Map<String, String> labels,
        Map<String, String> addresses,
        List<PublishedPort> ports) {

    ContainerFacts {
        labels = Map.copyOf(labels);
        addresses = Map.copyOf(addresses);
        ports = List.copyOf(ports);
    }

    boolean isRunning() {
        return state.equals("running");
    }

    /** {@return where a port of the container can be reached on the host} */
    OptionalInt publishedPort(int containerPort) {
        return ports.stream()
                .filter(port -> port.containerPort() == containerPort)
                .mapToInt(PublishedPort::hostPort)
                .findFirst();
    }

    Optional<String> address(String network) {
        return Optional.ofNullable(addresses.get(network)).filter(address -> !address.isEmpty());
    }

    /**
     * A published port.
     *
     * @param hostPort the port on the host
     * @param containerPort the port in the container
     */
    record PublishedPort(int hostPort, int containerPort) {}
}
