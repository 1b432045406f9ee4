package dev.nanokit.aws;

import dev.nanokit.provider.Lifecycle;
import dev.nanokit.provider.ManagedDatabase;
import dev.nanokit.provider.Operation;
import dev.nanokit.provider.PlatformId;
import dev.nanokit.provider.Resource;
import dev.nanokit.provider.ResourceKind;
import dev.nanokit.provider.Wanted;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.Tag;

/**
 * A PostgreSQL or MySQL database on RDS. It has an address only once it is available, minutes after it was asked for, and
 * others refer to that: so whatever changes it waits. One that is being deleted is shown as such, since its subnets and
 * groups cannot go before it.
 */
final class RdsInstance implements AwsKind {

    private final AwsClients clients;
    private final FinalSnapshot snapshot;

    RdsInstance(AwsClients clients, FinalSnapshot snapshot) {
        this.clients = clients;
        this.snapshot = snapshot;
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
        String scope = AwsTags.of(sight.scope());
        return AwsFailures.call(
                "list databases of RDS", () -> clients.rds().describeDBInstancesPaginator().dbInstances().stream()
                        .map(RdsInstance::found)
                        .filter(one -> scope.equals(one.tags().get(AwsTags.SCOPE)))
                        .toList());
    }

    @Override
    public Optional<Found> named(Wanted wanted) {
        return look(wanted.name()).map(RdsInstance::found).filter(one -> one.state() != Lifecycle.GOING);
    }

    @Override
    public Optional<Found> again(PlatformId id) {
        return look(id.value().substring(id.value().lastIndexOf(':') + 1)).map(RdsInstance::found);
    }

    private Optional<DBInstance> look(String name) {
        return AwsFailures.find("look at database " + name, () -> clients.rds()
                        .describeDBInstances(request -> request.dbInstanceIdentifier(name)))
                .flatMap(answer -> answer.dbInstances().stream().findFirst());
    }

    @Override
    public Found make(Wanted wanted, Map<String, String> tags, Operation operation) {
        return Patience.onceFree(operation, () -> create(wanted, tags), () -> look(wanted.name())
                .filter(one -> status(one) == RdsStatus.GOING)
                .isPresent());
    }

    private Found create(Wanted wanted, Map<String, String> tags) {
        return found(AwsFailures.call("create database " + wanted.name(), () -> clients.rds()
                                .createDBInstance(new RdsRequests(wanted).create(tags)))
                        .dbInstance())
                .withTags(tags);
    }

    @Override
    public boolean isMadeInOneCall() {
        return false;
    }

    @Override
    public Found change(Found found, Wanted wanted, Operation operation) {
        RdsRequests requests = new RdsRequests(wanted);
        DBInstance ready = until(found.name(), operation, any -> true, requests::cures);
        var change = requests.change(ready, found.mayDiffer("password"));
        if (change.isPresent()) {
            operation.checkpoint();
            AwsFailures.call(
                    "change database " + found.name(), () -> clients.rds().modifyDBInstance(change.get()));
            ready = until(found.name(), operation, requests::isSo, requests::cures);
        }
        return found(ready).withTags(found.tags());
    }

    /** Waits until it is available and as asked, with all that others refer to; what cannot come true ends it at once. */
    private DBInstance until(
            String name, Operation operation, Predicate<DBInstance> isSo, Predicate<DBInstance> isCured) {
        String[] said = {""};
        FirstSight sight = new FirstSight("database " + name);
        return Patience.until(operation, () -> sight.of(look(name)).flatMap(there -> {
            RdsStatus status = status(there);
            boolean isStuck = status == RdsStatus.STUCK && !isCured.test(there);
            if (isStuck || status == RdsStatus.GOING) {
                throw RdsStatus.stuck(name, there.dbInstanceStatus());
            }
            if (!said[0].equals(there.dbInstanceStatus())) {
                said[0] = there.dbInstanceStatus();
                operation.report("database " + name + " is " + said[0]);
            }
            boolean hasFacts = there.endpoint() != null
                    && there.endpoint().address() != null
                    && (there.masterUserSecret() == null
                            || there.masterUserSecret().secretArn() != null);
            boolean isReady = status != RdsStatus.ON_ITS_WAY && hasFacts;
            return isReady && isSo.test(there) ? Optional.of(there) : Optional.empty();
        }));
    }

    @Override
    public void tag(Found found, Map<String, String> tags) {
        AwsFailures.call("tag database " + found.name(), () -> clients.rds()
                .addTagsToResource(request -> request.resourceName(found.id()).tags(RdsRequests.sdk(tags))));
    }

    @Override
    public void remove(Found found, Resource resource, Operation operation) {
        String name = found.name();
        Optional<DBInstance> settled = Patience.until(operation, () -> {
            Optional<DBInstance> there = look(name);
            boolean isOnItsWay =
                    there.filter(one -> status(one) == RdsStatus.ON_ITS_WAY).isPresent();
            return isOnItsWay ? Optional.empty() : Optional.of(there);
        });
        if (settled.filter(one -> status(one) != RdsStatus.GOING).isPresent()) {
            unprotect(settled.get(), operation);
            operation.checkpoint();
            delete(found, settled.get(), operation);
        }
        untilGone(name, operation);
    }

    private void unprotect(DBInstance there, Operation operation) {
        String name = there.dbInstanceIdentifier();
        if (!Boolean.TRUE.equals(there.deletionProtection())) {
            return;
        }
        AwsFailures.call("take the protection from database " + name, () -> clients.rds()
                .modifyDBInstance(request -> request.dbInstanceIdentifier(name)
                        .deletionProtection(false)
                        .applyImmediately(true)));
        Patience.until(operation, () -> {
            boolean isProtected = look(name)
                    .map(DBInstance::deletionProtection)
                    .filter(Boolean.TRUE::equals)
                    .isPresent();
            return isProtected ? Optional.empty() : Optional.of(name);
        });
    }

    private void delete(Found found, DBInstance there, Operation operation) {
        Optional<String> last =
                RdsStatus.hasNoSnapshot(there.dbInstanceStatus()) ? Optional.empty() : snapshot.of(found);
        AwsFailures.call("delete database " + found.name(), () -> clients.rds()
                .deleteDBInstance(request -> request.dbInstanceIdentifier(found.name())
                        .skipFinalSnapshot(last.isEmpty())
                        .finalDBSnapshotIdentifier(last.orElse(null))
                        .deleteAutomatedBackups(true)));
        last.ifPresent(name -> operation.report(
                "database " + found.name() + " goes, and leaves the snapshot " + name + ", which stays"));
    }

    private void untilGone(String name, Operation operation) {
        Patience.until(operation, () -> look(name).isEmpty() ? Optional.of(name) : Optional.empty());
    }

    private static RdsStatus status(DBInstance there) {
        return RdsStatus.of(there.dbInstanceStatus());
    }

    private static Found found(DBInstance there) {
        Map<String, String> tags = new HashMap<>();
        for (Tag tag : there.tagList()) {
            tags.put(tag.key(), tag.value());
        }
        Map<String, String> facts = new TreeMap<>();
        if (there.endpoint() != null && there.endpoint().address() != null) {
            facts.put(
                    ManagedDatabase.ADDRESS_FACT,
                    there.endpoint().address() + ":" + there.endpoint().port());
        }
        if (there.masterUserSecret() != null && there.masterUserSecret().secretArn() != null) {
            facts.put(
                    ManagedDatabase.PASSWORD_FACT,
                    new SecretPointer(there.masterUserSecret().secretArn(), "password", "").text());
        }
        if (there.allocatedStorage() != null) {
            facts.put(DatabaseDesign.STORAGE_GB, there.allocatedStorage().toString());
        }
        Lifecycle state = status(there) == RdsStatus.GOING ? Lifecycle.GOING : Lifecycle.PRESENT;
        return new Found(there.dbInstanceArn(), there.dbInstanceIdentifier(), tags, facts, state);
    }
}
