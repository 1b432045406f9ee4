package dev.nanokit.aws;

import dev.nanokit.model.DatabaseEngine;
import dev.nanokit.provider.ManagedDatabase;
import dev.nanokit.provider.Resolved;
import dev.nanokit.provider.Wanted;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.rds.model.CreateDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.ModifyDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.PendingModifiedValues;
import software.amazon.awssdk.services.rds.model.Tag;
import software.amazon.awssdk.services.rds.model.VpcSecurityGroupMembership;

/** What RDS is asked for one instance, made of what is wanted and of what is there. Pure. */
final class RdsRequests {

    private static final String STORAGE = "gp3";

    private final Wanted wanted;
    private final ManagedDatabase database;

    RdsRequests(Wanted wanted) {
        this.wanted = wanted;
        this.database = ManagedDatabase.of(wanted.values());
    }

    CreateDbInstanceRequest create(Map<String, String> tags) {
        CreateDbInstanceRequest.Builder request = CreateDbInstanceRequest.builder()
                .dbInstanceIdentifier(wanted.name())
                .engine(database.engine() == DatabaseEngine.MYSQL ? "mysql" : "postgres")
                .engineVersion(database.version())
                .dbInstanceClass(text(DatabaseDesign.CLASS))
                .allocatedStorage(number(DatabaseDesign.STORAGE_GB))
                .storageType(STORAGE)
                .storageEncrypted(true)
                .dbName(database.schema())
                .masterUsername(database.user())
                .dbSubnetGroupName(text(DatabaseDesign.SUBNET_GROUP))
                .vpcSecurityGroupIds(text(DatabaseDesign.GROUP))
                .publiclyAccessible(false)
                .multiAZ(false)
                .backupRetentionPeriod(number(DatabaseDesign.BACKUP_DAYS))
                .deletionProtection(flag(DatabaseDesign.PROTECTED))
                .copyTagsToSnapshot(true)
                .autoMinorVersionUpgrade(true)
                .tags(sdk(tags));
        if (database.passwordKept()) {
            request.manageMasterUserPassword(true);
        } else {
            database.password().map(Resolved::text).ifPresent(request::masterUserPassword);
        }
        return request.build();
    }

    /**
     * Gives what makes of an instance what is wanted. Storage is never taken away: RDS may have rounded it up, and what is
     * less than was there before is refused when the plan is made.
     *
     * @param there what is there
     * @param setsPassword whether our password is set; nobody can tell what it is now
     * @return the request; empty if nothing differs
     */
    Optional<ModifyDbInstanceRequest> change(DBInstance there, boolean setsPassword) {
        ModifyDbInstanceRequest.Builder request = ModifyDbInstanceRequest.builder();
        ModifyDbInstanceRequest nothing = request.build();
        if (!text(DatabaseDesign.CLASS).equals(there.dbInstanceClass())) {
            request.dbInstanceClass(text(DatabaseDesign.CLASS));
        }
        if (there.allocatedStorage() == null || number(DatabaseDesign.STORAGE_GB) > there.allocatedStorage()) {
            request.allocatedStorage(number(DatabaseDesign.STORAGE_GB));
        }
        if (!Objects.equals(number(DatabaseDesign.BACKUP_DAYS), there.backupRetentionPeriod())) {
            request.backupRetentionPeriod(number(DatabaseDesign.BACKUP_DAYS));
        }
        if (!Objects.equals(flag(DatabaseDesign.PROTECTED), there.deletionProtection())) {
            request.deletionProtection(flag(DatabaseDesign.PROTECTED));
        }
        if (!groups(there).equals(Set.of(text(DatabaseDesign.GROUP)))) {
            request.vpcSecurityGroupIds(text(DatabaseDesign.GROUP));
        }
        boolean isKept = there.masterUserSecret() != null;
        if (database.passwordKept() && !isKept) {
            request.manageMasterUserPassword(true);
        } else if (!database.passwordKept() && (isKept || setsPassword)) {
            request.manageMasterUserPassword(isKept ? false : null);
            database.password().map(Resolved::text).ifPresent(request::masterUserPassword);
        }
        return request.build().equals(nothing)
                ? Optional.empty()
                : Optional.of(request.dbInstanceIdentifier(wanted.name())
                        .applyImmediately(true)
                        .build());
    }

    /** {@return whether an instance is as wanted, with nothing of it still on its way; what others have asked for may be} */
    boolean isSo(DBInstance there) {
        PendingModifiedValues pending = there.pendingModifiedValues();
        boolean isPending = pending != null
                && (pending.dbInstanceClass() != null
                        || pending.allocatedStorage() != null
                        || pending.masterUserPassword() != null
                        || pending.backupRetentionPeriod() != null);
        return !isPending && change(there, false).isEmpty();
    }

    /** {@return whether an instance that is full will not be for long} */
    boolean cures(DBInstance there) {
        PendingModifiedValues pending = there.pendingModifiedValues();
        boolean isGrowing = pending != null && pending.allocatedStorage() != null;
        return RdsStatus.FULL.equals(there.dbInstanceStatus())
                && (isGrowing || number(DatabaseDesign.STORAGE_GB) > there.allocatedStorage());
    }

    private static Set<String> groups(DBInstance there) {
        return there.vpcSecurityGroups().stream()
                .filter(group -> !"removing".equals(group.status()))
                .map(VpcSecurityGroupMembership::vpcSecurityGroupId)
                .collect(Collectors.toSet());
    }

    private String text(String field) {
        return Fields.text(wanted, field);
    }

    private Integer number(String field) {
        return Integer.valueOf(text(field));
    }

    private Boolean flag(String field) {
        return Boolean.valueOf(text(field));
    }

    static List<Tag> sdk(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }
}
