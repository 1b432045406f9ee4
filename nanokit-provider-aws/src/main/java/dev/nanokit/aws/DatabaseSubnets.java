package dev.nanokit.aws;

import dev.nanokit.provider.Operation;
import dev.nanokit.provider.PlatformId;
import dev.nanokit.provider.Resource;
import dev.nanokit.provider.ResourceKind;
import dev.nanokit.provider.Wanted;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.rds.model.DBSubnetGroup;
import software.amazon.awssdk.services.rds.model.Subnet;

/** Where RDS may put databases. Lists have no tags; the description says which to ask for them. */
final class DatabaseSubnets implements AwsKind {

    private final AwsClients clients;

    DatabaseSubnets(AwsClients clients) {
        this.clients = clients;
    }

    @Override
    public ResourceKind kind() {
        return AwsSlots.SUBNET_GROUP_KIND;
    }

    @Override
    public List<Found> all(Sight sight) {
        if (!sight.hasSeen(AwsSlots.DATABASE_GROUP)) {
            return List.of();
        }
        String ours = CacheTags.description(sight.scope());
        return AwsFailures.call(
                        "list subnet groups of RDS",
                        () -> clients.rds().describeDBSubnetGroupsPaginator().dbSubnetGroups().stream()
                                .filter(one -> ours.equals(one.dbSubnetGroupDescription()))
                                .toList())
                .stream()
                .map(this::found)
                .toList();
    }

    @Override
    public Optional<Found> named(Wanted wanted) {
        return look(wanted.name()).map(this::found);
    }

    @Override
    public Optional<Found> again(PlatformId id) {
        return look(id.value().substring(id.value().lastIndexOf(':') + 1)).map(this::found);
    }

    private Optional<DBSubnetGroup> look(String name) {
        return AwsFailures.find("look at subnet group " + name, () -> clients.rds()
                        .describeDBSubnetGroups(request -> request.dbSubnetGroupName(name)))
                .flatMap(answer -> answer.dbSubnetGroups().stream().findFirst());
    }

    @Override
    public Found make(Wanted wanted, Map<String, String> tags, Operation operation) {
        DBSubnetGroup made = AwsFailures.call("create subnet group " + wanted.name(), () -> clients.rds()
                        .createDBSubnetGroup(request -> request.dbSubnetGroupName(wanted.name())
                                .dbSubnetGroupDescription(
                                        CacheTags.description(wanted.labelled().scope()))
                                .subnetIds(
                                        Fields.under(wanted, Foundations.SUBNET).values())
                                .tags(RdsRequests.sdk(tags))))
                .dbSubnetGroup();
        return new Found(made.dbSubnetGroupArn(), made.dbSubnetGroupName(), tags, Map.of());
    }

    @Override
    public boolean isMadeInOneCall() {
        return true;
    }

    @Override
    public Found change(Found found, Wanted wanted, Operation operation) {
        Set<String> subnets =
                Set.copyOf(Fields.under(wanted, Foundations.SUBNET).values());
        Set<String> there = look(found.name()).stream()
                .flatMap(group -> group.subnets().stream())
                .map(Subnet::subnetIdentifier)
                .collect(Collectors.toSet());
        if (!subnets.equals(there)) {
            AwsFailures.call("change subnet group " + found.name(), () -> clients.rds()
                    .modifyDBSubnetGroup(
                            request -> request.dbSubnetGroupName(found.name()).subnetIds(subnets)));
        }
        return found;
    }

    @Override
    public void tag(Found found, Map<String, String> tags) {
        AwsFailures.call("tag subnet group " + found.name(), () -> clients.rds()
                .addTagsToResource(request -> request.resourceName(found.id()).tags(RdsRequests.sdk(tags))));
    }

    @Override
    public void remove(Found found, Resource resource, Operation operation) {
        AwsFailures.call("delete subnet group " + found.name(), () -> clients.rds()
                .deleteDBSubnetGroup(request -> request.dbSubnetGroupName(found.name())));
    }

    private Found found(DBSubnetGroup there) {
        Map<String, String> tags = new HashMap<>();
        AwsFailures.find("read the tags of subnet group " + there.dbSubnetGroupName(), () -> clients.rds()
                        .listTagsForResource(request -> request.resourceName(there.dbSubnetGroupArn())))
                .ifPresent(answer -> answer.tagList().forEach(tag -> tags.put(tag.key(), tag.value())));
        return new Found(there.dbSubnetGroupArn(), there.dbSubnetGroupName(), tags, Map.of());
    }
}
