package dev.nanokit.engine.command;

import dev.nanokit.engine.execution.HealthLook;
import dev.nanokit.model.HealthCheck;
import dev.nanokit.model.Name;
import dev.nanokit.model.Probe;
import dev.nanokit.model.Project;
import dev.nanokit.model.Service;
import dev.nanokit.provider.Health;
import dev.nanokit.provider.Inventory;
import dev.nanokit.provider.PlatformId;
import dev.nanokit.provider.Resource;
import dev.nanokit.provider.Watched;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Says what is there and how it is. Writes nothing. */
public final class StatusCommand {

    private final Request request;

    /**
     * Makes the command.
     *
     * @param request what is asked for
     */
    public StatusCommand(Request request) {
        this.request = request;
    }

    /**
     * What was seen.
     *
     * @param project the project as it was read
     * @param inventory everything that is there
     * @param health an answer for each that runs
     */
    public record Seen(Project project, Inventory inventory, Map<PlatformId, Health> health) {}

    /** {@return what was seen} */
    public Seen run() {
        return Connection.with(request, "status", connection -> {
            Inventory inventory = connection.view().discover();
            List<Watched> running = new ArrayList<>();
            inventory.resources().stream()
                    .filter(resource ->
                            resource.slot().kind().runs() && resource.state().isRunning())
                    .sorted(Comparator.comparing(Resource::slot))
                    .forEach(resource -> running.add(
                            new Watched(resource, check(connection.view().project(), resource))));
            return new Seen(connection.view().project(), inventory, new HealthLook(connection.run()).at(running));
        });
    }

    private static HealthCheck check(Project project, Resource resource) {
        String owner = resource.slot().owner();
        Service service = Name.isValid(owner) ? project.services().get(Name.of(owner)) : null;
        return service == null ? HealthCheck.of(new Probe.Automatic()) : service.healthCheck();
    }
}
