package dev.nanokit.engine.command;

import dev.nanokit.engine.execution.BoundedCall;
import dev.nanokit.engine.execution.LiveValues;
import dev.nanokit.engine.planning.Occupant;
import dev.nanokit.engine.planning.UpRequest;
import dev.nanokit.engine.planning.WorkPlan;
import dev.nanokit.failure.ProviderException;
import dev.nanokit.plan.Step;
import dev.nanokit.provider.Blueprint;
import dev.nanokit.provider.FieldChange;
import dev.nanokit.provider.LiveSettings;
import dev.nanokit.provider.PlatformId;
import dev.nanokit.provider.Resolved;
import dev.nanokit.provider.Resource;
import dev.nanokit.provider.ResourceSpec;
import dev.nanokit.provider.Slot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Compares what is really there with what its labels say it is. Writes nothing. */
public final class DriftCommand {

    private static final String HIDDEN = "(not told)";

    private final Request request;

    /**
     * Makes the command.
     *
     * @param request what is asked for
     */
    public DriftCommand(Request request) {
        this.request = request;
    }

    /**
     * What was seen.
     *
     * @param plan what {@code up} would do
     * @param differences what it would not see
     */
    public record Seen(WorkPlan plan, List<Difference> differences) {}

    /**
     * A field that is not what it was made to be.
     *
     * @param slot where
     * @param field which
     * @param wanted what it should be; what may hold a secret is not told
     * @param found what it is; what may hold a secret is not told
     */
    public record Difference(Slot slot, String field, String wanted, String found) {}

    /** {@return what was seen} */
    public Seen run() {
        return Connection.with(request, "drift", connection -> {
            View view = connection.view();
            LiveSettings live = connection
                    .run()
                    .session()
                    .capability(LiveSettings.class)
                    .orElseThrow(() -> new ProviderException(
                            ProviderException.Kind.BAD_CONFIGURATION,
                            "provider '" + view.providerId() + "' does not tell live settings",
                            null));
            Blueprint blueprint = view.design();
            WorkPlan plan =
                    view.planner().up(blueprint, view.discover(), UpRequest.of(request.options(), request.targets()));
            Map<Slot, Resource> kept = kept(plan);
            Map<PlatformId, SortedMap<String, Resolved>> settings = kept.isEmpty()
                    ? Map.of()
                    : BoundedCall.reading(
                            connection.run().time(),
                            connection.run().rates(),
                            "read live settings",
                            connection.callEnds(),
                            () -> live.settings(kept.values()));
            LiveValues values = new LiveValues(connection.run(), plan.occupants());
            List<Difference> differences = new ArrayList<>();
            for (ResourceSpec spec : blueprint.resources()) {
                Resource resource = kept.get(spec.slot());
                if (resource != null) {
                    compare(
                            spec,
                            values.wanted(view.planner().draft(spec)),
                            settings.getOrDefault(resource.id(), new TreeMap<>()),
                            differences);
                }
            }
            return new Seen(plan, List.copyOf(differences));
        });
    }

    /** {@return what is there and stays as it is: of what a plan changes, the plan tells} */
    private static Map<Slot, Resource> kept(WorkPlan plan) {
        Set<Slot> changed = plan.steps().stream()
                .filter(step -> step.action().isChange())
                .map(Step::slot)
                .collect(Collectors.toSet());
        Map<Slot, Resource> kept = new TreeMap<>();
        plan.occupants().values().stream()
                .filter(occupant -> !changed.contains(occupant.slot()))
                .map(Occupant::found)
                .flatMap(Optional::stream)
                .forEach(resource -> kept.put(resource.slot(), resource));
        return kept;
    }

    private static void compare(
            ResourceSpec spec,
            SortedMap<String, Resolved> wanted,
            SortedMap<String, Resolved> found,
            List<Difference> differences) {
        found.forEach((field, value) -> {
            Resolved expected = wanted.get(field);
            if (expected == null || !expected.text().equals(value.text())) {
                boolean hidden =
                        value.isSecret() || (expected != null && expected.isSecret()) || !FieldChange.mayTell(field);
                differences.add(new Difference(
                        spec.slot(),
                        field,
                        expected == null ? "(nothing)" : hidden ? HIDDEN : expected.text(),
                        hidden ? HIDDEN : value.text()));
            }
        });
    }
}
