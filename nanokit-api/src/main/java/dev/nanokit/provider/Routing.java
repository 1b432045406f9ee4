package dev.nanokit.provider;

import dev.nanokit.model.Port;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;

/**
 * The typed view of the fields that {@link StandardDesign} gives to a route, the public address of a service: a
 * provider's translator reads this rather than field names. Immutable and thread-safe.
 *
 * @param service name of the service that it leads to
 * @param hosts host names that it answers for, in file order
 * @param upstream the name under which a platform with names of hosts finds the members of the service
 * @param port the port that the service listens on
 */
public record Routing(String service, List<String> hosts, String upstream, Optional<Port> port) {

    static final String SERVICE = "service";
    static final String HOST = "host";
    static final String UPSTREAM = "upstream";
    static final String PORT = "port";

    /** Checks and copies the components. */
    public Routing {
        Objects.requireNonNull(service, "service");
        hosts = List.copyOf(hosts);
        Objects.requireNonNull(upstream, "upstream");
        Objects.requireNonNull(port, "port");
    }

    /**
     * Reads the fields.
     *
     * @param values a spec's fields with references filled in, see {@link Wanted#values()}
     * @return the typed view
     */
    public static Routing of(SortedMap<String, Resolved> values) {
        return new Routing(
                Workload.text(values, SERVICE).orElse(""),
                Workload.list(values, HOST),
                Workload.text(values, UPSTREAM).orElse(""),
                Workload.text(values, PORT).map(Integer::valueOf).map(Port::new));
    }
}
