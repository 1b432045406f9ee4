package dev.nanokit.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.route53.model.Change;
import software.amazon.awssdk.services.route53.model.ChangeAction;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/** Reads and writes the entries of hosts in the zones of Route 53. Thread-safe. */
final class HostEntries {

    /** Of one name there are fewer types than that. */
    private static final String FEW = "20";

    private final AwsClients clients;

    HostEntries(AwsClients clients) {
        this.clients = clients;
    }

    /** {@return every host of a zone that has a text of ours; none if there is no such zone} */
    List<HostEntry> in(String zone) {
        Map<String, List<ResourceRecordSet>> byName = new TreeMap<>();
        AwsFailures.find("list the records of zone " + zone, () -> clients
                        .dns()
                        .listResourceRecordSetsPaginator(request -> request.hostedZoneId(zone))
                        .resourceRecordSets()
                        .stream()
                        .toList())
                .orElse(List.of())
                .forEach(set -> byName.computeIfAbsent(name(set), any -> new ArrayList<>())
                        .add(set));
        List<HostEntry> entries = new ArrayList<>();
        byName.forEach((name, texts) -> HostEntry.host(name)
                .ifPresent(
                        host -> entries.add(new HostEntry(zone, host, byName.getOrDefault(host, List.of()), texts))));
        return entries;
    }

    /** {@return what stands for a host, of which nothing may be there; empty if there is no such zone} */
    Optional<HostEntry> look(String zone, String host) {
        return sets(zone, HostEntry.beside(host))
                .flatMap(texts -> sets(zone, host).map(sets -> new HostEntry(zone, host, sets, texts)));
    }

    private Optional<List<ResourceRecordSet>> sets(String zone, String name) {
        return AwsFailures.find("look at the records of " + name, () -> clients.dns()
                        .listResourceRecordSets(request ->
                                request.hostedZoneId(zone).startRecordName(name).maxItems(FEW)))
                .map(answer -> answer.resourceRecordSets().stream()
                        .filter(set -> name(set).equals(name))
                        .toList());
    }

    /** {@return the name of a record as we write it; Route 53 shows an asterisk by its number} */
    private static String name(ResourceRecordSet set) {
        return HostedZones.plain(set.name()).replace("\\052", "*");
    }

    static Change change(ChangeAction action, ResourceRecordSet set) {
        return Change.builder().action(action).resourceRecordSet(set).build();
    }

    /** Makes all of the changes or none, https://docs.aws.amazon.com/Route53/latest/APIReference/API_ChangeResourceRecordSets.html. */
    void write(String zone, String what, List<Change> changes) {
        AwsFailures.call("change the records of " + what, () -> clients.dns()
                .changeResourceRecordSets(
                        request -> request.hostedZoneId(zone).changeBatch(batch -> batch.changes(changes))));
    }
}
