package dev.nanokit.docker;

import java.util.List;
import java.util.Map;

/**
 * One route as the gateway holds it: a file in its container, which is both the route's labels and what its
 * configuration is made of.
 *
 * @param id its name, that of its file
 * @param labels our labels
 * @param hosts the host names that it answers for
 * @param upstream the name that the members of the service answer to
 * @param port the port of the service
 */
record RouteRecord(String id, Map<String, String> labels, List<String> hosts, String upstream, int port) {

    RouteRecord {
        labels = Map.copyOf(labels);
        hosts = List.copyOf(hosts);
    }
}
