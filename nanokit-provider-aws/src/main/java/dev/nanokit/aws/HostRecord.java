package dev.nanokit.aws;

import dev.nanokit.failure.ProviderException;
import dev.nanokit.provider.Operation;
import dev.nanokit.provider.PlatformId;
import dev.nanokit.provider.Resource;
import dev.nanokit.provider.ResourceKind;
import dev.nanokit.provider.Wanted;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.route53.model.Change;
import software.amazon.awssdk.services.route53.model.ChangeAction;
import software.amazon.awssdk.services.route53.model.RRType;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/**
 * A host's entry in Route 53: an alias to the balancer, and beside it a text that says what tags say elsewhere. Both are
 * made by one call, which makes all or nothing, and only if nothing stands there. A tag of the balancer's tells in which
 * zones there are entries, so that no other is read.
 */
final class HostRecord implements AwsKind {

    private static final String ZONE_TAG = "nanokit:zone:";

    private final BalancerCalls calls;
    private final HostedZones zones;
    private final HostEntries entries;
    private final Marks marks;

    HostRecord(BalancerCalls calls, HostedZones zones, HostEntries entries, Marks marks) {
        this.calls = calls;
        this.zones = zones;
        this.entries = entries;
        this.marks = marks;
    }

    @Override
    public ResourceKind kind() {
        return AwsSlots.RECORD_KIND;
    }

    @Override
    public List<Found> all(Sight sight) {
        Set<String> marked = new TreeSet<>();
        SeenBalancers.in(sight, calls).balancers().forEach(seen -> seen.tags().keySet().stream()
                .filter(tag -> tag.startsWith(ZONE_TAG))
                .map(tag -> tag.substring(ZONE_TAG.length()))
                .forEach(marked::add));
        String scope = AwsTags.of(sight.scope());
        return marked.stream()
                .flatMap(zone -> entries.in(zone).stream())
                .filter(entry -> scope.equals(entry.tags().get(AwsTags.SCOPE)))
                .map(this::found)
                .toList();
    }

    /** If it is ours, no balancer may tell of it any more, as the one that did was deleted by hand: then this one does. */
    @Override
    public Optional<Found> named(Wanted wanted) {
        String host = host(wanted);
        Optional<String> zone = zones.find(host);
        Optional<HostEntry> entry = zone.flatMap(id -> entries.look(id, host));
        if (zone.isPresent() && entry.isEmpty()) {
            zones.forget();
        }
        Optional<HostEntry> there = entry.filter(HostEntry::isThere);
        there.filter(one -> one.tags().containsKey(AwsTags.SCOPE)).ifPresent(one -> mark(wanted, one.zone()));
        return there.map(this::found);
    }

    private void mark(Wanted wanted, String zone) {
        calls.tag(Fields.text(wanted, BalancerDesign.BALANCER), Map.of(ZONE_TAG + zone, "entries"));
    }

    private void mark(Wanted wanted, String zone, Operation operation) {
        Patience.settled("tag the load balancer of " + host(wanted), operation, () -> {
            mark(wanted, zone);
            return zone;
        });
    }

    @Override
    public Optional<Found> again(PlatformId id) {
        return look(id.value()).filter(HostEntry::isThere).map(this::found);
    }

    private Optional<HostEntry> look(String id) {
        int slash = id.indexOf('/');
        return entries.look(id.substring(0, slash), id.substring(slash + 1));
    }

    private Found found(HostEntry entry) {
        Map<String, String> tags = entry.tags();
        String name = tags.getOrDefault(AwsTags.NAME, entry.host());
        Found found = new Found(entry.id(), name, tags, Map.of(BalancerDesign.HOST, entry.host()));
        return entry.alias().isPresent() ? found : marks.unfinished(found);
    }

    @Override
    public Found make(Wanted wanted, Map<String, String> tags, Operation operation) {
        String host = host(wanted);
        String zone = zones.of(host, operation);
        mark(wanted, zone, operation);
        try {
            entries.write(
                    zone,
                    host,
                    List.of(
                            HostEntries.change(ChangeAction.CREATE, alias(wanted)),
                            HostEntries.change(ChangeAction.CREATE, HostEntry.text(host, tags))));
        } catch (ProviderException e) {
            if (!AwsFailures.isOf(e, "InvalidChangeBatch")) {
                throw e;
            }
            throw new ProviderException(
                    ProviderException.Kind.CONFLICT,
                    "tried to enter " + host + ", which somebody has entered just before, or cannot be: "
                            + e.getMessage(),
                    e);
        }
        return new Found(zone + "/" + host, wanted.name(), tags, Map.of(BalancerDesign.HOST, host));
    }

    @Override
    public boolean isMadeInOneCall() {
        return true;
    }

    @Override
    public Found change(Found found, Wanted wanted, Operation operation) {
        Optional<HostEntry> there = look(found.id());
        if (there.filter(HostEntry::isTakenOver).isPresent()) {
            throw new ProviderException(
                    ProviderException.Kind.OWNERSHIP,
                    "tried to enter " + host(wanted) + " in Route 53, where it leads elsewhere by now; that record is"
                            + " left alone. Delete it, or take the host out of the file",
                    null);
        }
        String zone = found.id().substring(0, found.id().indexOf('/'));
        mark(wanted, zone, operation);
        ResourceRecordSet alias = alias(wanted);
        boolean isSame = there.flatMap(HostEntry::alias)
                .filter(one -> isSame(one, alias))
                .isPresent();
        if (!isSame) {
            entries.write(zone, host(wanted), List.of(HostEntries.change(ChangeAction.UPSERT, alias)));
        }
        return found;
    }

    private static boolean isSame(ResourceRecordSet one, ResourceRecordSet other) {
        return HostedZones.plain(one.aliasTarget().dnsName())
                        .equals(HostedZones.plain(other.aliasTarget().dnsName()))
                && one.aliasTarget().hostedZoneId().equals(other.aliasTarget().hostedZoneId());
    }

    private static String host(Wanted wanted) {
        return Fields.text(wanted, BalancerDesign.HOST);
    }

    private static ResourceRecordSet alias(Wanted wanted) {
        return ResourceRecordSet.builder()
                .name(host(wanted))
                .type(RRType.A)
                .aliasTarget(target -> target.dnsName(Fields.text(wanted, BalancerDesign.ADDRESS))
                        .hostedZoneId(Fields.text(wanted, BalancerDesign.ZONE))
                        .evaluateTargetHealth(false))
                .build();
    }

    @Override
    public void tag(Found found, Map<String, String> tags) {
        int slash = found.id().indexOf('/');
        String host = found.id().substring(slash + 1);
        ResourceRecordSet text = HostEntry.text(host, found.withTags(tags).tags());
        entries.write(found.id().substring(0, slash), host, List.of(HostEntries.change(ChangeAction.UPSERT, text)));
    }

    /** An address of another sort, which somebody has entered since, is left. */
    @Override
    public void remove(Found found, Resource resource, Operation operation) {
        look(found.id()).ifPresent(entry -> {
            List<Change> changes = new ArrayList<>();
            entry.alias().ifPresent(set -> changes.add(HostEntries.change(ChangeAction.DELETE, set)));
            entry.text().ifPresent(set -> changes.add(HostEntries.change(ChangeAction.DELETE, set)));
            if (!changes.isEmpty()) {
                entries.write(entry.zone(), entry.host(), changes);
            }
        });
    }
}
