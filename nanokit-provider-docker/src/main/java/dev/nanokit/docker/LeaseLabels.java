package dev.nanokit.docker;

import dev.nanokit.provider.LabelCodec;
import dev.nanokit.provider.Scope;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the labels of a lease's container say. They name the scope and no slot, so that it is ours and no resource.
 *
 * @param scope of what
 * @param holder who has it
 * @param until when it ran out when it was granted; a renewal is written elsewhere, as labels never change
 */
record LeaseLabels(Scope scope, String holder, Instant until) {

    private static final String LEASE = "dev.nanokit.lease";
    private static final String HOLDER = "dev.nanokit.lease.holder";
    private static final String UNTIL = "dev.nanokit.lease.until";

    Map<String, String> asLabels(LabelCodec codec) {
        Map<String, String> labels = new LinkedHashMap<>(codec.scopeLabels(scope));
        labels.put(LEASE, scope.toString());
        labels.put(HOLDER, holder);
        labels.put(UNTIL, until.toString());
        return labels;
    }

    /** {@return what they say, or empty if they are not those of a lease} */
    static Optional<LeaseLabels> of(Map<String, String> labels, LabelCodec codec) {
        if (!labels.containsKey(LEASE)) {
            return Optional.empty();
        }
        String holder = labels.getOrDefault(HOLDER, "");
        return codec.decodeScope(labels).flatMap(scope -> instant(labels.getOrDefault(UNTIL, ""))
                .map(until -> new LeaseLabels(scope, holder, until)));
    }

    static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text.strip()));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
