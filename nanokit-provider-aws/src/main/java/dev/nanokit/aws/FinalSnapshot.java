package dev.nanokit.aws;

import dev.nanokit.provider.LabelCodec;
import dev.nanokit.provider.ProviderContext;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * The last snapshot of a database that is deleted: it stays, so that a word said too quickly costs no data. The time makes
 * its name its own. In the environment {@code local} there is none.
 */
final class FinalSnapshot {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss").withZone(ZoneOffset.UTC);

    private final ProviderContext context;

    FinalSnapshot(ProviderContext context) {
        this.context = context;
    }

    /** {@return the name of the snapshot to take; empty for none} */
    Optional<String> of(Found database) {
        String environment = AwsTags.labels(database.tags()).get(LabelCodec.ENVIRONMENT);
        return DatabaseDesign.LOCAL.equals(environment)
                ? Optional.empty()
                : Optional.of(database.name() + "-final-" + TIME.format(context.wallClock()));
    }
}
