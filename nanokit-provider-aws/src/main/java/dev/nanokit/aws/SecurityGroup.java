package dev.nanokit.aws;

import dev.nanokit.failure.ProviderException;
import dev.nanokit.provider.Operation;
import dev.nanokit.provider.PlatformId;
import dev.nanokit.provider.Resource;
import dev.nanokit.provider.ResourceKind;
import dev.nanokit.provider.Wanted;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;

/** Who may reach what is in it. What is in it may reach all, which is AWS's own rule and is left. */
final class SecurityGroup implements AwsKind {

    /** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateSecurityGroup.html. */
    private static final int DESCRIPTION_LIMIT = 255;

    private final AwsClients clients;
    private final Ec2Tags ec2Tags;

    SecurityGroup(AwsClients clients, Ec2Tags ec2Tags) {
        this.clients = clients;
        this.ec2Tags = ec2Tags;
    }

    @Override
    public ResourceKind kind() {
        return AwsSlots.GROUP_KIND;
    }

    @Override
    public List<Found> all(Sight sight) {
        return list(Ec2Tags.of(sight.scope()));
    }

    /** Its name is one of its own, and unique in the VPC. */
    @Override
    public Optional<Found> named(Wanted wanted) {
        return Ec2Things.first(list(
                Ec2Tags.filter("group-name", List.of(wanted.name())),
                Ec2Tags.filter("vpc-id", List.of(Fields.text(wanted, Foundations.VPC)))));
    }

    private List<Found> list(Filter... filters) {
        return AwsFailures.call(
                "list security groups",
                () ->
                        clients
                                .ec2()
                                .describeSecurityGroupsPaginator(request -> request.filters(filters))
                                .securityGroups()
                                .stream()
                                .map(SecurityGroup::found)
                                .toList());
    }

    @Override
    public Optional<Found> again(PlatformId id) {
        return AwsFailures.find("look at security group " + id, () -> clients.ec2()
                        .describeSecurityGroups(request -> request.groupIds(id.value())))
                .flatMap(answer -> answer.securityGroups().stream().findFirst())
                .map(SecurityGroup::found);
    }

    @Override
    public Found make(Wanted wanted, Map<String, String> tags, Operation operation) {
        String words = wanted.slot() + " of " + wanted.labelled().scope() + ", made by Nanokit";
        String description = words.substring(0, Math.min(words.length(), DESCRIPTION_LIMIT));
        String id = Patience.settled("create security group " + wanted.name(), operation, () -> clients.ec2()
                        .createSecurityGroup(request -> request.groupName(wanted.name())
                                .description(description)
                                .vpcId(Fields.text(wanted, Foundations.VPC))
                                .tagSpecifications(Ec2Tags.of(ResourceType.SECURITY_GROUP, tags))))
                .groupId();
        return new Found(id, wanted.name(), tags, Map.of());
    }

    @Override
    public boolean isMadeInOneCall() {
        return false;
    }

    /** Lets in who is new before it shuts out who is not wanted, so that nobody who stays is shut out between. */
    @Override
    public Found change(Found found, Wanted wanted, Operation operation) {
        Set<OpenPort> open = new LinkedHashSet<>();
        Fields.under(wanted, Foundations.FROM).forEach((field, who) -> open.add(OpenPort.of(field, who, found.id())));
        List<SecurityGroupRule> there =
                AwsFailures.call("look at the rules of security group " + found.name(), () -> clients
                        .ec2()
                        .describeSecurityGroupRulesPaginator(
                                request -> request.filters(Ec2Tags.filter("group-id", List.of(found.id()))))
                        .securityGroupRules()
                        .stream()
                        .filter(rule -> !Boolean.TRUE.equals(rule.isEgress()))
                        .toList());
        Set<OpenPort> missing = new LinkedHashSet<>(open);
        List<String> extra = new ArrayList<>();
        for (SecurityGroupRule rule : there) {
            Optional<OpenPort> one = OpenPort.of(rule);
            if (one.isEmpty() || !open.contains(one.get())) {
                extra.add(rule.securityGroupRuleId());
            } else {
                missing.remove(one.get());
            }
        }
        if (!missing.isEmpty()) {
            authorize(found, List.copyOf(missing), operation);
        }
        if (!extra.isEmpty()) {
            revoke(found, extra);
        }
        return found;
    }

    /** One rule that is there after all refuses them all; then each is tried by itself. */
    private void authorize(Found found, List<OpenPort> missing, Operation operation) {
        try {
            Patience.settled("open ports of security group " + found.name(), operation, () -> clients.ec2()
                    .authorizeSecurityGroupIngress(request -> request.groupId(found.id())
                            .ipPermissions(
                                    missing.stream().map(OpenPort::permission).toList())));
        } catch (ProviderException e) {
            if (!AwsFailures.isOf(e, "InvalidPermission.Duplicate")) {
                throw e;
            }
            if (missing.size() > 1) {
                missing.forEach(one -> authorize(found, List.of(one), operation));
            }
        }
    }

    /** One rule that is gone already refuses them all; then each is tried by itself. */
    private void revoke(Found found, List<String> extra) {
        boolean isDone = AwsFailures.find("close ports of security group " + found.name(), () -> clients.ec2()
                        .revokeSecurityGroupIngress(
                                request -> request.groupId(found.id()).securityGroupRuleIds(extra)))
                .isPresent();
        if (!isDone && extra.size() > 1) {
            extra.forEach(rule -> revoke(found, List.of(rule)));
        }
    }

    @Override
    public void tag(Found found, Map<String, String> tags) {
        ec2Tags.write(found.id(), tags);
    }

    @Override
    public void remove(Found found, Resource resource, Operation operation) {
        Patience.deleteOnceUnused("security group " + found.name(), operation, () -> clients.ec2()
                .deleteSecurityGroup(request -> request.groupId(found.id())));
    }

    private static Found found(software.amazon.awssdk.services.ec2.model.SecurityGroup group) {
        return new Found(group.groupId(), group.groupName(), Ec2Tags.plain(group.tags()), Map.of());
    }
}
