package dev.nanokit.aws;

import dev.nanokit.provider.ManagedDatabase;
import dev.nanokit.provider.Resolved;
import dev.nanokit.provider.Wanted;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.elasticache.model.AuthTokenUpdateStrategyType;
import software.amazon.awssdk.services.elasticache.model.CreateReplicationGroupRequest;
import software.amazon.awssdk.services.elasticache.model.ModifyReplicationGroupRequest;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroup;

/** What ElastiCache is asked for one redis, made of what is wanted and of what is there. Pure. */
final class RedisRequests {

    private final Wanted wanted;
    private final ManagedDatabase database;

    RedisRequests(Wanted wanted) {
        this.wanted = wanted;
        this.database = ManagedDatabase.of(wanted.values());
    }

    CreateReplicationGroupRequest create(Map<String, String> tags) {
        CreateReplicationGroupRequest.Builder request = CreateReplicationGroupRequest.builder()
                .replicationGroupId(wanted.name())
                .replicationGroupDescription(
                        CacheTags.description(wanted.labelled().scope()))
                .engine("redis")
                .engineVersion(RedisVersion.of(database.version()).orElse(database.version()))
                .cacheNodeType(text(DatabaseDesign.CLASS))
                .numCacheClusters(1)
                .automaticFailoverEnabled(false)
                .multiAZEnabled(false)
                .port(database.engine().port())
                .cacheSubnetGroupName(text(DatabaseDesign.SUBNET_GROUP))
                .securityGroupIds(text(DatabaseDesign.GROUP))
                .snapshotRetentionLimit(days())
                .atRestEncryptionEnabled(true)
                .transitEncryptionEnabled(Boolean.valueOf(text(DatabaseDesign.TLS)))
                .autoMinorVersionUpgrade(true)
                .tags(CacheTags.sdk(tags));
        database.password().map(Resolved::text).ifPresent(request::authToken);
        return request.build();
    }

    /**
     * Gives what makes of a group what is wanted. A new password is set beside the old one, so that what still runs with
     * that goes on; the old one ends with the next change.
     *
     * @param there what is there
     * @param groups its security groups
     * @param setsPassword whether our password is set; nobody can tell what it is now
     * @return the request; empty if nothing differs
     */
    Optional<ModifyReplicationGroupRequest> change(ReplicationGroup there, Set<String> groups, boolean setsPassword) {
        ModifyReplicationGroupRequest.Builder request = ModifyReplicationGroupRequest.builder();
        ModifyReplicationGroupRequest nothing = request.build();
        if (!text(DatabaseDesign.CLASS).equals(there.cacheNodeType())) {
            request.cacheNodeType(text(DatabaseDesign.CLASS));
        }
        if (!days().equals(there.snapshotRetentionLimit())) {
            request.snapshotRetentionLimit(days());
        }
        if (!groups.equals(Set.of(text(DatabaseDesign.GROUP)))) {
            request.securityGroupIds(text(DatabaseDesign.GROUP));
        }
        if (setsPassword) {
            database.password().map(Resolved::text).ifPresent(password -> request.authToken(password)
                    .authTokenUpdateStrategy(AuthTokenUpdateStrategyType.ROTATE));
        }
        return request.build().equals(nothing)
                ? Optional.empty()
                : Optional.of(request.replicationGroupId(wanted.name())
                        .applyImmediately(true)
                        .build());
    }

    /** {@return whether a group is as wanted, so far as it shows} */
    boolean isSo(ReplicationGroup there) {
        boolean isRotating = there.pendingModifiedValues() != null
                && there.pendingModifiedValues().authTokenStatus() != null;
        return !isRotating
                && text(DatabaseDesign.CLASS).equals(there.cacheNodeType())
                && days().equals(there.snapshotRetentionLimit());
    }

    private Integer days() {
        return Integer.valueOf(text(DatabaseDesign.BACKUP_DAYS));
    }

    private String text(String field) {
        return Fields.text(wanted, field);
    }
}
