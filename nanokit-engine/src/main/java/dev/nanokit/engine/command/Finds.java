package dev.nanokit.engine.command;

import dev.nanokit.provider.Inventory;
import dev.nanokit.provider.Resource;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Finds what runs under a name. */
final class Finds {

    private Finds() {}

    /** {@return the running instances, or the service, of a name, in order} */
    static List<Resource> running(Inventory inventory, String name) {
        return inventory.resources().stream()
                .filter(resource ->
                        resource.slot().kind().runs() && resource.state().isRunning())
                .filter(resource -> resource.slot().owner().equals(name))
                .sorted(Comparator.comparing(Resource::slot).thenComparing(Resource::edition))
                .toList();
    }

    /** {@return what runs, in words} */
    static String names(Inventory inventory) {
        String names = inventory.resources().stream()
                .filter(resource ->
                        resource.slot().kind().runs() && resource.state().isRunning())
                .map(resource -> resource.slot().owner())
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
        return names.isEmpty() ? "nothing" : names;
    }
}
