package dev.nanokit.aws;

import dev.nanokit.provider.Operation;
import dev.nanokit.provider.PlatformId;
import dev.nanokit.provider.Resource;
import dev.nanokit.provider.ResourceKind;
import dev.nanokit.provider.Wanted;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.ResourceType;

/** A private network. Names inside it need its two DNS settings, which are calls of their own. */
final class Vpc implements AwsKind {

    static final ResourceKind KIND = new ResourceKind("vpc");

    private final AwsClients clients;
    private final Ec2Tags ec2Tags;

    Vpc(AwsClients clients, Ec2Tags ec2Tags) {
        this.clients = clients;
        this.ec2Tags = ec2Tags;
    }

    @Override
    public ResourceKind kind() {
        return KIND;
    }

    @Override
    public List<Found> all(Sight sight) {
        return list(Ec2Tags.of(sight.scope()));
    }

    @Override
    public Optional<Found> named(Wanted wanted) {
        return Ec2Things.first(list(Ec2Tags.named(wanted.name())));
    }

    private List<Found> list(Filter... filters) {
        return AwsFailures.call(
                "list VPCs",
                () -> clients.ec2().describeVpcsPaginator(request -> request.filters(filters)).vpcs().stream()
                        .map(Vpc::found)
                        .toList());
    }

    @Override
    public Optional<Found> again(PlatformId id) {
        return AwsFailures.find(
                        "look at VPC " + id, () -> clients.ec2().describeVpcs(request -> request.vpcIds(id.value())))
                .flatMap(answer -> answer.vpcs().stream().findFirst())
                .map(Vpc::found);
    }

    @Override
    public Found make(Wanted wanted, Map<String, String> tags, Operation operation) {
        String cidr = Objects.requireNonNull(wanted.values().get("cidr")).text();
        String id = AwsFailures.call(
                        "create VPC " + wanted.name(), () -> clients.ec2().createVpc(request -> request.cidrBlock(cidr)
                                .tagSpecifications(Ec2Tags.of(ResourceType.VPC, tags))))
                .vpc()
                .vpcId();
        return Ec2Things.found(id, tags);
    }

    @Override
    public boolean isMadeInOneCall() {
        return false;
    }

    /** Each setting wants a request of its own, https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifyVpcAttribute.html. */
    @Override
    public Found change(Found found, Wanted wanted, Operation operation) {
        Patience.settled("set DNS of VPC " + found.name(), operation, () -> clients.ec2()
                .modifyVpcAttribute(request -> request.vpcId(found.id()).enableDnsSupport(value -> value.value(true))));
        Patience.settled("set DNS names of VPC " + found.name(), operation, () -> clients.ec2()
                .modifyVpcAttribute(
                        request -> request.vpcId(found.id()).enableDnsHostnames(value -> value.value(true))));
        return found;
    }

    @Override
    public void tag(Found found, Map<String, String> tags) {
        ec2Tags.write(found.id(), tags);
    }

    @Override
    public void remove(Found found, Resource resource, Operation operation) {
        Patience.deleteOnceUnused(
                "VPC " + found.name(), operation, () -> clients.ec2().deleteVpc(request -> request.vpcId(found.id())));
    }

    private static Found found(software.amazon.awssdk.services.ec2.model.Vpc vpc) {
        return Ec2Things.found(vpc.vpcId(), Ec2Tags.plain(vpc.tags()));
    }
}
