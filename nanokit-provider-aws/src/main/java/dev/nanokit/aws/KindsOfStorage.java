package dev.nanokit.aws;

import dev.nanokit.provider.ProviderContext;
import dev.nanokit.provider.ResourceKind;
import java.util.List;

/** What holds data. */
final class KindsOfStorage {

    private KindsOfStorage() {}

    static List<AwsKind> of(AwsClients clients, TagIndex index, ProviderContext context) {
        FinalSnapshot snapshot = new FinalSnapshot(context);
        return List.of(
                new RdsOrCache(
                        AwsSlots.SUBNET_GROUP_KIND,
                        new DatabaseSubnets(clients),
                        new CacheSubnets(clients, index),
                        wanted -> wanted.slot().equals(AwsSlots.CACHE_SUBNETS)),
                new RdsOrCache(
                        ResourceKind.DATABASE,
                        new RdsInstance(clients, snapshot),
                        new RedisGroup(clients, index, snapshot),
                        RedisGroup::isWanted),
                new EfsVolume(clients));
    }
}
