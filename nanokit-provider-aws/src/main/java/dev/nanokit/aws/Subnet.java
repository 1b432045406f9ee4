package dev.nanokit.aws;

import dev.nanokit.provider.Operation;
import dev.nanokit.provider.PlatformId;
import dev.nanokit.provider.Resource;
import dev.nanokit.provider.ResourceKind;
import dev.nanokit.provider.Wanted;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.ResourceType;

/** A share of the VPC's addresses in one zone. Whether what runs in it gets a public address is a call of its own. */
final class Subnet implements AwsKind {

    private final AwsClients clients;
    private final Ec2Tags ec2Tags;
    private final Zones zones;

    Subnet(AwsClients clients, Ec2Tags ec2Tags, Zones zones) {
        this.clients = clients;
        this.ec2Tags = ec2Tags;
        this.zones = zones;
    }

    @Override
    public ResourceKind kind() {
        return AwsSlots.SUBNET_KIND;
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
                "list subnets",
                () -> clients.ec2().describeSubnetsPaginator(request -> request.filters(filters)).subnets().stream()
                        .map(Subnet::found)
                        .toList());
    }

    @Override
    public Optional<Found> again(PlatformId id) {
        return AwsFailures.find("look at subnet " + id, () -> clients.ec2()
                        .describeSubnets(request -> request.subnetIds(id.value())))
                .flatMap(answer -> answer.subnets().stream().findFirst())
                .map(Subnet::found);
    }

    @Override
    public Found make(Wanted wanted, Map<String, String> tags, Operation operation) {
        String zone = zones.name(Integer.parseInt(Fields.text(wanted, Foundations.ZONE)));
        String id = Patience.settled("create subnet " + wanted.name() + " in " + zone, operation, () -> clients.ec2()
                        .createSubnet(request -> request.vpcId(Fields.text(wanted, Foundations.VPC))
                                .cidrBlock(Fields.text(wanted, Foundations.CIDR))
                                .availabilityZone(zone)
                                .tagSpecifications(Ec2Tags.of(ResourceType.SUBNET, tags))))
                .subnet()
                .subnetId();
        return Ec2Things.found(id, tags);
    }

    @Override
    public boolean isMadeInOneCall() {
        return false;
    }

    @Override
    public Found change(Found found, Wanted wanted, Operation operation) {
        boolean isPublic = Boolean.parseBoolean(Fields.text(wanted, Foundations.PUBLIC));
        Patience.settled("set addresses of subnet " + found.name(), operation, () -> clients.ec2()
                .modifySubnetAttribute(
                        request -> request.subnetId(found.id()).mapPublicIpOnLaunch(value -> value.value(isPublic))));
        return found;
    }

    @Override
    public void tag(Found found, Map<String, String> tags) {
        ec2Tags.write(found.id(), tags);
    }

    @Override
    public void remove(Found found, Resource resource, Operation operation) {
        Patience.deleteOnceUnused("subnet " + found.name(), operation, () -> clients.ec2()
                .deleteSubnet(request -> request.subnetId(found.id())));
    }

    private static Found found(software.amazon.awssdk.services.ec2.model.Subnet subnet) {
        return Ec2Things.found(subnet.subnetId(), Ec2Tags.plain(subnet.tags()));
    }
}
