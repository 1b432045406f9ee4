package dev.nanokit.aws;

import dev.nanokit.provider.FieldChange;
import dev.nanokit.provider.Resource;
import dev.nanokit.provider.ResourceKind;
import dev.nanokit.provider.ResourceSpec;
import dev.nanokit.provider.Value;
import dev.nanokit.provider.Verdict;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is done about a difference: nearly all can be changed where it stands, but for the fields that AWS fixes when a thing
 * is made. Then a new one takes its place, and the old one goes last. Pure.
 */
final class AwsAssessment {

    /** By the "update requires" of https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/, resource by resource. */
    private static final Map<ResourceKind, Set<String>> FIXED = Map.ofEntries(
            Map.entry(Vpc.KIND, Set.of(Foundations.CIDR)),
            Map.entry(AwsSlots.INTERNET_GATEWAY_KIND, Set.of(Foundations.VPC)),
            Map.entry(AwsSlots.SUBNET_KIND, Set.of(Foundations.VPC, Foundations.CIDR, Foundations.ZONE)),
            Map.entry(AwsSlots.ROUTE_TABLE_KIND, Set.of(Foundations.VPC)),
            Map.entry(AwsSlots.GROUP_KIND, Set.of(Foundations.VPC)),
            Map.entry(AwsSlots.NAMESPACE_KIND, Set.of(Foundations.VPC, Foundations.DOMAIN)),
            Map.entry(AwsSlots.BALANCER_KIND, Set.of(Foundations.VPC)),
            Map.entry(ResourceKind.ROUTE, Set.of(Foundations.VPC, BalancerDesign.BALANCER)),
            Map.entry(AwsSlots.PORT_KIND, Set.of(BalancerDesign.BALANCER)),
            Map.entry(ResourceKind.SERVICE, Set.of(TaskDesign.CLUSTER)),
            Map.entry(
                    ResourceKind.DATABASE,
                    Set.of("engine", "version", "user", "schema", DatabaseDesign.SUBNET_GROUP, DatabaseDesign.TLS)),
            Map.entry(AwsSlots.SUBNET_GROUP_KIND, Set.of(Foundations.VPC)),
            Map.entry(AwsSlots.SCALING_KIND, Set.of(TaskDesign.CLUSTER, ScalingDesign.SERVICE)),
            Map.entry(AwsSlots.CERTIFICATE_KIND, Set.of(BalancerDesign.HOST)));

    private final ResourceKind kind;

    AwsAssessment(ResourceKind kind) {
        this.kind = kind;
    }

    Verdict of(ResourceSpec wanted, Resource found, Set<FieldChange> changes) {
        Optional<String> shrinks =
                kind.equals(ResourceKind.DATABASE) ? shrinks(wanted, found, changes) : Optional.empty();
        return shrinks.<Verdict>map(Verdict.Refused::new).orElseGet(() -> of(changes));
    }

    /** https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PIOPS.ModifyingExisting.html: storage only ever grows. */
    private static Optional<String> shrinks(ResourceSpec wanted, Resource found, Set<FieldChange> changes) {
        String there = found.facts().getOrDefault(DatabaseDesign.STORAGE_GB, "0");
        boolean asks = changes.stream().anyMatch(change -> change.field().equals(DatabaseDesign.STORAGE_GB));
        if (asks
                && wanted.fields().get(DatabaseDesign.STORAGE_GB) instanceof Value.Literal gigabytes
                && Integer.parseInt(gigabytes.text()) < Integer.parseInt(there)) {
            return Optional.of("it has " + there + " GB, and RDS never takes storage away: ask for " + there
                    + "gb or more, or move the data to a database of another name");
        }
        return Optional.empty();
    }

    private Verdict of(Set<FieldChange> changes) {
        Set<String> fixed = FIXED.getOrDefault(kind, Set.of());
        boolean isFixed = changes.stream()
                .anyMatch(change -> fixed.stream().anyMatch(name -> Marks.isPart(change.field(), name)));
        if (kind.equals(ResourceKind.JOB) || isFixed) {
            return new Verdict.Replace(Verdict.First.NEW);
        }
        if (kind.equals(ResourceKind.IMAGE)) {
            return new Verdict.InPlace(Set.of(ImageRepository.NAME_FACT));
        }
        boolean isSecret = kind.equals(AwsSlots.SECRET_KIND) && !changes.isEmpty();
        return new Verdict.InPlace(isSecret ? Set.of(SecretPointer.FACT) : Set.of());
    }
}
