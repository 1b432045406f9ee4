package dev.nanokit.aws;

import dev.nanokit.model.Database;
import dev.nanokit.model.DatabaseEngine;
import dev.nanokit.model.MemorySize;
import dev.nanokit.model.Name;
import dev.nanokit.model.Project;
import dev.nanokit.provider.ManagedDatabase;
import dev.nanokit.provider.ResourceKind;
import dev.nanokit.provider.ResourceSpec;
import dev.nanokit.provider.ResourceSpecBuilder;
import dev.nanokit.provider.Slot;
import dev.nanokit.provider.Trait;
import dev.nanokit.provider.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What a database needs on AWS beside what it needs everywhere: a class, subnets, a security group, backups. Postgres and
 * mysql are RDS instances; redis is an ElastiCache replication group of one node. It needs no more of the foundations than
 * it refers to, as it takes longer than all else. Pure.
 */
final class DatabaseDesign {

    static final String SUBNET_GROUP = "subnet-group";
    static final String GROUP = "group";
    static final String CLASS = "class";
    static final String STORAGE_GB = "storage-gb";
    static final String PROTECTED = "protected";
    static final String BACKUP_DAYS = "backup-days";

    /** Whether redis is reached by TLS only: ElastiCache takes a password on no other terms. */
    static final String TLS = "tls";

    /** Where data is worth little: nothing is protected, and no last snapshot is taken. */
    static final String LOCAL = "local";

    /** https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Storage.html: what gp3 holds at least, and at most. */
    static final int LEAST_GB = 20;

    static final int MOST_GB = 65_536;

    private static final String RDS_CLASS = "db.t4g.micro";
    private static final String CACHE_CLASS = "cache.t4g.micro";
    private static final String DAYS = "7";
    private static final String LOCAL_DAYS = "1";
    private static final String PLAIN_SCHEME = "redis://";
    private static final String TLS_SCHEME = "rediss://";
    private static final Set<String> TURNED = Set.of("plan", "storage");

    private final Project project;
    private final Foundations foundations;

    DatabaseDesign(Project project, Foundations foundations) {
        this.project = project;
        this.foundations = foundations;
    }

    ResourceSpec of(ResourceSpec standard) {
        Database database = Objects.requireNonNull(
                project.databases().get(Name.of(standard.slot().name())));
        boolean isCache = isCache(database);
        ResourceSpecBuilder spec = ResourceSpec.builder(standard.slot())
                .handling(standard.handling())
                .field(
                        SUBNET_GROUP,
                        new Value.Reference(isCache ? AwsSlots.CACHE_SUBNETS : AwsSlots.DATABASE_SUBNETS, "name"))
                .field(GROUP, new Value.Reference(AwsSlots.DATABASE_GROUP, "id"))
                .field(CLASS, database.plan().orElse(isCache ? CACHE_CLASS : RDS_CLASS))
                .field(BACKUP_DAYS, isLocal() ? LOCAL_DAYS : DAYS);
        standard.traits().forEach(spec::trait);
        standard.position().ifPresent(spec::position);
        standard.fields().forEach((field, value) -> {
            if (!TURNED.contains(field) && !field.startsWith(TaskDesign.ENV)) {
                spec.field(field, value);
            }
        });
        if (isCache) {
            spec.field(TLS, Boolean.toString(hasTls(database)));
        } else {
            spec.field(STORAGE_GB, Long.toString(gigabytes(database))).field(PROTECTED, Boolean.toString(!isLocal()));
        }
        return spec.build();
    }

    static boolean isCache(Database database) {
        return database.engine() == DatabaseEngine.REDIS;
    }

    static boolean hasTls(Database database) {
        return isCache(database) && database.hasOwnPassword();
    }

    /** {@return whole gigabytes that hold what is asked for} */
    static long gigabytes(Database database) {
        long bytes = database.storage().map(MemorySize::bytes).orElse(0L);
        return Math.max(LEAST_GB, (bytes + (1L << 30) - 1) >> 30);
    }

    private boolean isLocal() {
        return project.environment().value().equals(LOCAL);
    }

    /** The services have subnet groups each of its own; only those that are needed are there. */
    List<ResourceSpec> subnetGroups() {
        List<ResourceSpec> specs = new ArrayList<>();
        if (project.databases().values().stream().anyMatch(one -> !isCache(one))) {
            specs.add(subnetGroup(AwsSlots.DATABASE_SUBNETS));
        }
        if (project.databases().values().stream().anyMatch(DatabaseDesign::isCache)) {
            specs.add(subnetGroup(AwsSlots.CACHE_SUBNETS));
        }
        return specs;
    }

    /** It waits for the security group, by which discovery knows whether there is anything to ask for. */
    private ResourceSpec subnetGroup(Slot slot) {
        return ResourceSpec.builder(slot)
                .needs(List.of(AwsSlots.DATABASE_GROUP))
                .fields(foundations.privateSubnets())
                .field(Foundations.VPC, foundations.vpc())
                .trait(Trait.CARRIES_DATA)
                .build();
    }

    /** The scheme of a URL is what tells a client of TLS. */
    ResourceSpec reaching(ResourceSpec task) {
        ResourceSpecBuilder spec = task.toBuilder();
        task.fields().forEach((field, value) -> {
            if (value instanceof Value.Composed composed && leadsToTls(composed)) {
                spec.field(field, byTls(composed));
            }
        });
        return spec.build();
    }

    private boolean leadsToTls(Value.Composed url) {
        return url.parts().stream()
                .anyMatch(part -> part instanceof Value.Reference reference
                        && reference.slot().kind().equals(ResourceKind.DATABASE)
                        && reference.fact().equals(ManagedDatabase.ADDRESS_FACT)
                        && project.databases().values().stream()
                                .anyMatch(one -> hasTls(one)
                                        && one.name()
                                                .value()
                                                .equals(reference.slot().name())));
    }

    private static Value byTls(Value.Composed url) {
        List<Value> parts = new ArrayList<>(url.parts());
        if (parts.get(0) instanceof Value.Literal begin && begin.text().startsWith(PLAIN_SCHEME)) {
            parts.set(0, Value.of(TLS_SCHEME + begin.text().substring(PLAIN_SCHEME.length())));
        }
        return new Value.Composed(parts);
    }
}
