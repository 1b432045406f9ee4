package dev.nanokit.testkit.contract;

import dev.nanokit.provider.Inventory;
import dev.nanokit.provider.PlatformId;
import dev.nanokit.provider.Resource;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What stands, as text: equal for equal worlds, whatever ids and editions the way there has left. */
final class World {

    private World() {}

    static String of(Inventory inventory) {
        List<Set<PlatformId>> members = List.copyOf(inventory.members().values());
        return inventory.resources().stream()
                .map(one -> line(one, members.stream().anyMatch(ids -> ids.contains(one.id()))))
                .sorted()
                .collect(Collectors.joining("\n"));
    }

    private static String line(Resource one, boolean isMember) {
        return one.slot() + " " + one.state() + (one.recorded().isPresent() ? "" : " unfinished")
                + (isMember ? " member" : "");
    }
}
