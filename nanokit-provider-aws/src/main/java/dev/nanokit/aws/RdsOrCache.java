package dev.nanokit.aws;

import dev.nanokit.provider.Operation;
import dev.nanokit.provider.PlatformId;
import dev.nanokit.provider.Resource;
import dev.nanokit.provider.ResourceKind;
import dev.nanokit.provider.Wanted;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** One kind of ours that is two of AWS's: RDS has it for most engines, ElastiCache for redis. The ARN tells which. */
final class RdsOrCache implements AwsKind {

    private final ResourceKind kind;
    private final AwsKind rds;
    private final AwsKind cache;
    private final Predicate<Wanted> wantsCache;

    RdsOrCache(ResourceKind kind, AwsKind rds, AwsKind cache, Predicate<Wanted> wantsCache) {
        this.kind = kind;
        this.rds = rds;
        this.cache = cache;
        this.wantsCache = wantsCache;
    }

    @Override
    public ResourceKind kind() {
        return kind;
    }

    @Override
    public List<Found> all(Sight sight) {
        List<Found> all = new ArrayList<>(rds.all(sight));
        all.addAll(cache.all(sight));
        return all;
    }

    @Override
    public Optional<Found> named(Wanted wanted) {
        return of(wanted).named(wanted);
    }

    @Override
    public Optional<Found> again(PlatformId id) {
        return of(id.value()).again(id);
    }

    @Override
    public Found make(Wanted wanted, Map<String, String> tags, Operation operation) {
        return of(wanted).make(wanted, tags, operation);
    }

    @Override
    public boolean isMadeInOneCall() {
        return rds.isMadeInOneCall() && cache.isMadeInOneCall();
    }

    @Override
    public Found change(Found found, Wanted wanted, Operation operation) {
        return of(found.id()).change(found, wanted, operation);
    }

    @Override
    public void tag(Found found, Map<String, String> tags) {
        of(found.id()).tag(found, tags);
    }

    @Override
    public void remove(Found found, Resource resource, Operation operation) {
        of(found.id()).remove(found, resource, operation);
    }

    private AwsKind of(Wanted wanted) {
        return wantsCache.test(wanted) ? cache : rds;
    }

    private AwsKind of(String arn) {
        return arn.contains(":elasticache:") ? cache : rds;
    }
}
