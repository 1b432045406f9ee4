package dev.nanokit.engine.config;

import dev.nanokit.model.Branching;
import dev.nanokit.model.Name;
import java.util.Optional;

/** {@code branching} of a database. */
final class BranchingReader {

    private BranchingReader() {}

    static Branching read(Keys database) {
        return database.map("branching").map(BranchingReader::ofMap).orElseGet(Branching::none);
    }

    private static Branching ofMap(Keys keys) {
        boolean enabled = keys.flag("enabled").orElse(false);
        Optional<Boolean> sync = keys.flag("syncData");
        Optional<Branching.Strategy> strategy =
                keys.parsed("strategy", text -> VolumesBlock.oneOf(Branching.Strategy.class, text));
        Name parent = keys.parsed("parentEnv", Name::of).orElse(Branching.none().parentEnv());
        keys.end();
        Optional<Branching.Strategy> synced =
                sync.map(data -> data ? Branching.Strategy.SNAPSHOT : Branching.Strategy.EMPTY);
        if (strategy.isPresent() && synced.isPresent() && strategy.get() != synced.get()) {
            keys.problem("spec.value", "syncData", "syncData says otherwise than strategy; leave one of them out");
        }
        return new Branching(enabled, strategy.or(() -> synced).orElse(Branching.Strategy.EMPTY), parent);
    }
}
