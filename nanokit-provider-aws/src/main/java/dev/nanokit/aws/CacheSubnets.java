package dev.nanokit.aws;

import dev.nanokit.provider.Operation;
import dev.nanokit.provider.PlatformId;
import dev.nanokit.provider.Resource;
import dev.nanokit.provider.ResourceKind;
import dev.nanokit.provider.Wanted;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.elasticache.model.CacheSubnetGroup;
import software.amazon.awssdk.services.elasticache.model.Subnet;

/** Where ElastiCache may put nodes. Lists have no tags; the description says which to ask for them. */
final class CacheSubnets implements AwsKind {

    private final AwsClients clients;
    private final CacheTags cacheTags;

    CacheSubnets(AwsClients clients, TagIndex index) {
        this.clients = clients;
        this.cacheTags = new CacheTags(clients, index);
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
                        "list subnet groups of ElastiCache",
                        () -> clients.caches().describeCacheSubnetGroupsPaginator().cacheSubnetGroups().stream()
                                .filter(one -> ours.equals(one.cacheSubnetGroupDescription()))
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

    private Optional<CacheSubnetGroup> look(String name) {
        return AwsFailures.find("look at subnet group " + name, () -> clients.caches()
                        .describeCacheSubnetGroups(request -> request.cacheSubnetGroupName(name)))
                .flatMap(answer -> answer.cacheSubnetGroups().stream().findFirst());
    }

    @Override
    public Found make(Wanted wanted, Map<String, String> tags, Operation operation) {
        var made = AwsFailures.call("create subnet group " + wanted.name(), () -> clients.caches()
                        .createCacheSubnetGroup(request -> request.cacheSubnetGroupName(wanted.name())
                                .cacheSubnetGroupDescription(
                                        CacheTags.description(wanted.labelled().scope()))
                                .subnetIds(
                                        Fields.under(wanted, Foundations.SUBNET).values())
                                .tags(CacheTags.sdk(tags))))
                .cacheSubnetGroup();
        return new Found(made.arn(), made.cacheSubnetGroupName(), tags, Map.of());
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
            AwsFailures.call("change subnet group " + found.name(), () -> clients.caches()
                    .modifyCacheSubnetGroup(request ->
                            request.cacheSubnetGroupName(found.name()).subnetIds(subnets)));
        }
        return found;
    }

    @Override
    public void tag(Found found, Map<String, String> tags) {
        cacheTags.write(found.id(), found.name(), tags);
    }

    @Override
    public void remove(Found found, Resource resource, Operation operation) {
        AwsFailures.call("delete subnet group " + found.name(), () -> clients.caches()
                .deleteCacheSubnetGroup(request -> request.cacheSubnetGroupName(found.name())));
    }

    private Found found(CacheSubnetGroup there) {
        return new Found(
                there.arn(),
                there.cacheSubnetGroupName(),
                cacheTags.of(there.arn(), there.cacheSubnetGroupName()),
                Map.of());
    }
}
