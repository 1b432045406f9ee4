package dev.nanokit;

import dev.nanokit.provider.Lifecycle;
import dev.nanokit.provider.Slot;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * How things are: one look, without waiting. Immutable and thread-safe.
 *
 * @param services one entry for each declared service and database, in file order
 * @param others what else is there: networks, volumes, routes, and what the file no longer names
 */
public record Status(List<ServiceStatus> services, List<Slot> others) {

    /** Copies the components. */
    public Status {
        services = List.copyOf(services);
        others = List.copyOf(others);
    }

    /**
     * How one service is.
     *
     * @param name its name
     * @param wanted how many instances the file wants; at most 1 where the platform runs the service as a whole
     * @param instances those that are there
     */
    public record ServiceStatus(String name, int wanted, List<InstanceStatus> instances) {

        /** Copies the components. */
        public ServiceStatus {
            instances = List.copyOf(instances);
        }

        /** {@return how many instances are ready} */
        public int ready() {
            return (int) instances.stream().filter(InstanceStatus::isReady).count();
        }
    }

    /**
     * How one instance is.
     *
     * @param slot its place
     * @param edition which of several in the slot
     * @param state its state on the platform
     * @param isReady whether it is ready
     * @param words what its health check says
     */
    public record InstanceStatus(Slot slot, String edition, Lifecycle state, boolean isReady, String words) {}

    /** {@return whether every service has as many ready instances as the file wants} */
    public boolean isReady() {
        return services.stream().allMatch(service -> service.ready() >= service.wanted());
    }

    /** {@return the status for people: a line a service, a line an instance} */
    public String text() {
        return services.stream().map(Status::text).collect(Collectors.joining("\n", "", "\n"));
    }

    private static String text(ServiceStatus service) {
        StringBuilder text = new StringBuilder(
                String.format(Locale.ROOT, "%-32s %d of %d ready", service.name(), service.ready(), service.wanted()));
        for (InstanceStatus instance : service.instances()) {
            text.append(String.format(
                    Locale.ROOT,
                    "%n  %-30s %-8s %s",
                    instance.slot().name() + "@" + instance.edition(),
                    instance.state().name().toLowerCase(Locale.ROOT),
                    instance.words()));
        }
        return text.toString();
    }

    /** {@return the same as {@link #text}} */
    @Override
    public String toString() {
        return text();
    }
}
