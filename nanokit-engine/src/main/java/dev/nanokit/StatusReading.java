package dev.nanokit;

import dev.nanokit.engine.command.StatusCommand;
import dev.nanokit.model.Database;
import dev.nanokit.model.Service;
import dev.nanokit.provider.Health;
import dev.nanokit.provider.Resource;
import dev.nanokit.provider.ResourceKind;
import dev.nanokit.provider.Slot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Sorts what was seen by the services of the file. */
final class StatusReading {

    private final StatusCommand.Seen seen;
    private final Set<Slot> told = new HashSet<>();

    StatusReading(StatusCommand.Seen seen) {
        this.seen = seen;
    }

    Status read() {
        List<Status.ServiceStatus> services = new ArrayList<>();
        for (Database database : seen.project().databases().values()) {
            services.add(service(database.name().value(), 1));
        }
        for (Service service : seen.project().services().values()) {
            services.add(service(service.name().value(), service.instances()));
        }
        List<Slot> others = seen.inventory().resources().stream()
                .map(Resource::slot)
                .filter(slot -> !told.contains(slot))
                .sorted()
                .distinct()
                .toList();
        return new Status(services, others);
    }

    private Status.ServiceStatus service(String name, int wanted) {
        List<Status.InstanceStatus> instances = new ArrayList<>();
        seen.inventory().resources().stream()
                .filter(resource -> resource.slot().kind().runs() && belongs(resource.slot(), name))
                .sorted(Comparator.comparing(Resource::slot).thenComparing(Resource::edition))
                .forEach(resource -> {
                    told.add(resource.slot());
                    instances.add(instance(resource));
                });
        boolean isWhole =
                instances.stream().anyMatch(instance -> instance.slot().kind().equals(ResourceKind.SERVICE));
        return new Status.ServiceStatus(name, isWhole ? Math.min(1, wanted) : wanted, instances);
    }

    private Status.InstanceStatus instance(Resource resource) {
        Health health = seen.health().get(resource.id());
        return new Status.InstanceStatus(
                resource.slot(),
                resource.edition(),
                resource.state(),
                health instanceof Health.Ready,
                words(health, resource));
    }

    private static String words(@org.jspecify.annotations.Nullable Health health, Resource resource) {
        if (health instanceof Health.Ready) {
            return "ready";
        }
        if (health instanceof Health.Starting starting) {
            return "starting: " + starting.why();
        }
        if (health instanceof Health.Failing failing) {
            return "failing: " + failing.why();
        }
        if (health instanceof Health.Dead dead) {
            return "dead: " + dead.evidence().why();
        }
        return resource.state().name().toLowerCase(Locale.ROOT);
    }

    private static boolean belongs(Slot slot, String name) {
        return slot.name().equals(name)
                || (slot.name().startsWith(name + ".")
                        && slot.name().substring(name.length() + 1).matches("\\d+"));
    }
}
