package dev.nanokit.aws;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.route53.model.RRType;
import software.amazon.awssdk.services.route53.model.ResourceRecord;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/**
 * What stands in a zone for a host: an address, and beside it, under a name of its own, the text that takes the place of
 * tags. Immutable.
 *
 * @param zone id of the zone
 * @param host the host
 * @param sets records of the host's name
 * @param texts records of the name beside it
 */
record HostEntry(String zone, String host, List<ResourceRecordSet> sets, List<ResourceRecordSet> texts) {

    private static final String BESIDE = "_nanokit.";
    private static final long TTL = 300;
    private static final Set<RRType> ADDRESSES = Set.of(RRType.A, RRType.AAAA, RRType.CNAME);

    HostEntry {
        sets = List.copyOf(sets);
        texts = List.copyOf(texts);
    }

    /** {@return the name beside a host's; a label that no host has} */
    static String beside(String host) {
        return BESIDE + host;
    }

    /** {@return the host that a name is beside} */
    static Optional<String> host(String name) {
        return name.startsWith(BESIDE) ? Optional.of(name.substring(BESIDE.length())) : Optional.empty();
    }

    /** {@return the record that says what tags say} */
    static ResourceRecordSet text(String host, Map<String, String> tags) {
        return ResourceRecordSet.builder()
                .name(beside(host))
                .type(RRType.TXT)
                .ttl(TTL)
                .resourceRecords(
                        ResourceRecord.builder().value(RecordText.of(tags)).build())
                .build();
    }

    /** {@return the id of it as a resource} */
    String id() {
        return zone + "/" + host;
    }

    /** {@return whether an address is there, whoever's, or our text} */
    boolean isThere() {
        return text().isPresent() || hasAddress();
    }

    private boolean hasAddress() {
        return sets.stream().anyMatch(set -> ADDRESSES.contains(set.type()));
    }

    /** {@return our text} */
    Optional<ResourceRecordSet> text() {
        return texts.stream().filter(set -> set.type() == RRType.TXT).findFirst();
    }

    /** {@return an address of the sort that we make} */
    Optional<ResourceRecordSet> alias() {
        return sets.stream()
                .filter(set -> set.type() == RRType.A && set.aliasTarget() != null)
                .findFirst();
    }

    /** {@return whether somebody has entered an address of another sort} */
    boolean isTakenOver() {
        return alias().isEmpty() && hasAddress();
    }

    Map<String, String> tags() {
        return text().flatMap(set -> set.resourceRecords().stream().findFirst())
                .map(record -> RecordText.tags(record.value()))
                .orElse(Map.of());
    }
}
