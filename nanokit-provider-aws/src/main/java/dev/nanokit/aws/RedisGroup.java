package dev.nanokit.aws;

import dev.nanokit.failure.ProviderException;
import dev.nanokit.model.DatabaseEngine;
import dev.nanokit.provider.Lifecycle;
import dev.nanokit.provider.ManagedDatabase;
import dev.nanokit.provider.Operation;
import dev.nanokit.provider.PlatformId;
import dev.nanokit.provider.Resource;
import dev.nanokit.provider.ResourceKind;
import dev.nanokit.provider.Wanted;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import software.amazon.awssdk.services.elasticache.model.Endpoint;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroup;

/**
 * Redis on ElastiCache: a replication group of one node, as only groups are encrypted. Lists of it have no tags, so that its
 * description says whose it is, and those of the scope are asked for one by one.
 */
final class RedisGroup implements AwsKind {

    private static final String AVAILABLE = "available";
    private static final String DELETING = "deleting";
    private static final String FAILED = "create-failed";

    /** A change is accepted before the status shows it, and not all of what is changed shows. */
    private static final Duration SETTLE = Duration.ofSeconds(5);

    private final AwsClients clients;
    private final CacheTags cacheTags;
    private final FinalSnapshot snapshot;

    RedisGroup(AwsClients clients, TagIndex index, FinalSnapshot snapshot) {
        this.clients = clients;
        this.cacheTags = new CacheTags(clients, index);
        this.snapshot = snapshot;
    }

    static boolean isWanted(Wanted wanted) {
        return ManagedDatabase.of(wanted.values()).engine() == DatabaseEngine.REDIS;
    }

    @Override
    public ResourceKind kind() {
        return ResourceKind.DATABASE;
    }

    @Override
    public List<Found> all(Sight sight) {
        if (!sight.hasSeen(AwsSlots.DATABASE_GROUP)) {
            return List.of();
        }
        String ours = CacheTags.description(sight.scope());
        return AwsFailures.call(
                        "list databases of ElastiCache",
                        () -> clients.caches().describeReplicationGroupsPaginator().replicationGroups().stream()
                                .filter(one -> ours.equals(one.description()))
                                .toList())
                .stream()
                .map(this::found)
                .toList();
    }

    @Override
    public Optional<Found> named(Wanted wanted) {
        return look(wanted.name()).filter(one -> !DELETING.equals(one.status())).map(this::found);
    }

    @Override
    public Optional<Found> again(PlatformId id) {
        return look(id.value().substring(id.value().lastIndexOf(':') + 1)).map(this::found);
    }

    private Optional<ReplicationGroup> look(String name) {
        return AwsFailures.find("look at database " + name, () -> clients.caches()
                        .describeReplicationGroups(request -> request.replicationGroupId(name)))
                .flatMap(answer -> answer.replicationGroups().stream().findFirst());
    }

    @Override
    public Found make(Wanted wanted, Map<String, String> tags, Operation operation) {
        return Patience.onceFree(operation, () -> create(wanted, tags), () -> look(wanted.name())
                .filter(one -> DELETING.equals(one.status()))
                .isPresent());
    }

    private Found create(Wanted wanted, Map<String, String> tags) {
        ReplicationGroup made = AwsFailures.call("create database " + wanted.name(), () -> clients.caches()
                        .createReplicationGroup(new RedisRequests(wanted).create(tags)))
                .replicationGroup();
        return found(made, tags);
    }

    @Override
    public boolean isMadeInOneCall() {
        return false;
    }

    @Override
    public Found change(Found found, Wanted wanted, Operation operation) {
        RedisRequests requests = new RedisRequests(wanted);
        ReplicationGroup ready = until(found.name(), operation, any -> true);
        var change = requests.change(ready, groups(ready), found.mayDiffer("password"));
        if (change.isPresent()) {
            operation.checkpoint();
            AwsFailures.call(
                    "change database " + found.name(), () -> clients.caches().modifyReplicationGroup(change.get()));
            operation.pause(SETTLE);
            ready = until(found.name(), operation, requests::isSo);
        }
        return found(ready, found.tags());
    }

    /** A group does not show its security groups; its nodes do. */
    private Set<String> groups(ReplicationGroup there) {
        Set<String> groups = new TreeSet<>();
        for (String node : there.memberClusters()) {
            AwsFailures.find("look at node " + node, () -> clients.caches()
                            .describeCacheClusters(request -> request.cacheClusterId(node)))
                    .ifPresent(answer -> answer.cacheClusters().forEach(one -> one.securityGroups()
                            .forEach(group -> groups.add(group.securityGroupId()))));
        }
        return groups;
    }

    private ReplicationGroup until(String name, Operation operation, Predicate<ReplicationGroup> isSo) {
        String[] said = {""};
        FirstSight sight = new FirstSight("database " + name);
        return Patience.until(operation, () -> sight.of(look(name)).flatMap(there -> {
            if (FAILED.equals(there.status()) || DELETING.equals(there.status())) {
                throw new ProviderException(
                        ProviderException.Kind.FAILED,
                        "waited for database " + name + ", and ElastiCache says that it is " + there.status()
                                + "; see its events in the console of ElastiCache",
                        null);
            }
            if (!said[0].equals(there.status())) {
                said[0] = there.status();
                operation.report("database " + name + " is " + said[0]);
            }
            boolean isReady =
                    AVAILABLE.equals(there.status()) && endpoint(there).isPresent();
            return isReady && isSo.test(there) ? Optional.of(there) : Optional.empty();
        }));
    }

    @Override
    public void tag(Found found, Map<String, String> tags) {
        cacheTags.write(found.id(), found.name(), tags);
    }

    @Override
    public void remove(Found found, Resource resource, Operation operation) {
        String name = found.name();
        Optional<ReplicationGroup> settled = Patience.until(operation, () -> {
            Optional<ReplicationGroup> there = look(name);
            boolean isSettled = there.isEmpty()
                    || List.of(AVAILABLE, DELETING, FAILED).contains(there.get().status());
            return isSettled ? Optional.of(there) : Optional.empty();
        });
        if (settled.filter(one -> !DELETING.equals(one.status())).isPresent()) {
            operation.checkpoint();
            Optional<String> last = FAILED.equals(settled.get().status()) ? Optional.empty() : snapshot.of(found);
            AwsFailures.call("delete database " + name, () -> clients.caches()
                    .deleteReplicationGroup(request -> request.replicationGroupId(name)
                            .retainPrimaryCluster(false)
                            .finalSnapshotIdentifier(last.orElse(null))));
            last.ifPresent(one ->
                    operation.report("database " + name + " goes, and leaves the snapshot " + one + ", which stays"));
        }
        untilGone(name, operation);
    }

    private void untilGone(String name, Operation operation) {
        Patience.until(operation, () -> look(name).isEmpty() ? Optional.of(name) : Optional.empty());
    }

    private Found found(ReplicationGroup there) {
        return found(there, cacheTags.of(there.arn(), there.replicationGroupId()));
    }

    private static Found found(ReplicationGroup there, Map<String, String> tags) {
        Map<String, String> facts = new TreeMap<>();
        endpoint(there)
                .ifPresent(place -> facts.put(ManagedDatabase.ADDRESS_FACT, place.address() + ":" + place.port()));
        Lifecycle state = DELETING.equals(there.status()) ? Lifecycle.GOING : Lifecycle.PRESENT;
        return new Found(there.arn(), there.replicationGroupId(), tags, facts, state);
    }

    private static Optional<Endpoint> endpoint(ReplicationGroup there) {
        return there.nodeGroups().stream()
                .flatMap(node -> Optional.ofNullable(node.primaryEndpoint()).stream())
                .filter(place -> place.address() != null)
                .findFirst();
    }
}
