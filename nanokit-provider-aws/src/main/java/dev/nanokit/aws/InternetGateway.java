package dev.nanokit.aws;

import dev.nanokit.failure.ProviderException;
import dev.nanokit.provider.Operation;
import dev.nanokit.provider.PlatformId;
import dev.nanokit.provider.Resource;
import dev.nanokit.provider.ResourceKind;
import dev.nanokit.provider.Wanted;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.InternetGatewayAttachment;
import software.amazon.awssdk.services.ec2.model.ResourceType;

/** The VPC's way to the internet. It is made by itself, and attached by a call of its own. */
final class InternetGateway implements AwsKind {

    private final AwsClients clients;
    private final Ec2Tags ec2Tags;

    InternetGateway(AwsClients clients, Ec2Tags ec2Tags) {
        this.clients = clients;
        this.ec2Tags = ec2Tags;
    }

    @Override
    public ResourceKind kind() {
        return AwsSlots.INTERNET_GATEWAY_KIND;
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
                "list internet gateways", () -> clients
                        .ec2()
                        .describeInternetGatewaysPaginator(request -> request.filters(filters))
                        .internetGateways()
                        .stream()
                        .map(InternetGateway::found)
                        .toList());
    }

    @Override
    public Optional<Found> again(PlatformId id) {
        return look(id.value()).map(InternetGateway::found);
    }

    private Optional<software.amazon.awssdk.services.ec2.model.InternetGateway> look(String id) {
        return AwsFailures.find("look at internet gateway " + id, () -> clients.ec2()
                        .describeInternetGateways(request -> request.internetGatewayIds(id)))
                .flatMap(answer -> answer.internetGateways().stream().findFirst());
    }

    @Override
    public Found make(Wanted wanted, Map<String, String> tags, Operation operation) {
        String id = AwsFailures.call("create internet gateway " + wanted.name(), () -> clients.ec2()
                        .createInternetGateway(
                                request -> request.tagSpecifications(Ec2Tags.of(ResourceType.INTERNET_GATEWAY, tags))))
                .internetGateway()
                .internetGatewayId();
        return Ec2Things.found(id, tags);
    }

    @Override
    public boolean isMadeInOneCall() {
        return false;
    }

    @Override
    public Found change(Found found, Wanted wanted, Operation operation) {
        String vpc = Fields.text(wanted, Foundations.VPC);
        try {
            Patience.settled("attach internet gateway " + found.name() + " to " + vpc, operation, () -> clients.ec2()
                    .attachInternetGateway(
                            request -> request.internetGatewayId(found.id()).vpcId(vpc)));
        } catch (ProviderException e) {
            boolean isDone = AwsFailures.isOf(e, "Resource.AlreadyAssociated")
                    && look(found.id()).stream()
                            .flatMap(one -> one.attachments().stream())
                            .anyMatch(one -> vpc.equals(one.vpcId()));
            if (!isDone) {
                throw e;
            }
        }
        return found;
    }

    @Override
    public void tag(Found found, Map<String, String> tags) {
        ec2Tags.write(found.id(), tags);
    }

    /** A VPC in which something has a public address lets no gateway go: that is in use. */
    @Override
    public void remove(Found found, Resource resource, Operation operation) {
        Patience.onceUnused("internet gateway " + found.name(), operation, () -> look(found.id())
                .ifPresent(one -> one.attachments().forEach(attachment -> detach(found, attachment))));
        AwsFailures.call("delete internet gateway " + found.name(), () -> clients.ec2()
                .deleteInternetGateway(request -> request.internetGatewayId(found.id())));
    }

    private void detach(Found found, InternetGatewayAttachment attachment) {
        try {
            AwsFailures.call("detach internet gateway " + found.name(), () -> clients.ec2()
                    .detachInternetGateway(
                            request -> request.internetGatewayId(found.id()).vpcId(attachment.vpcId())));
        } catch (ProviderException e) {
            if (!AwsFailures.isOf(e, "Gateway.NotAttached")) {
                throw e;
            }
        }
    }

    private static Found found(software.amazon.awssdk.services.ec2.model.InternetGateway gateway) {
        return Ec2Things.found(gateway.internetGatewayId(), Ec2Tags.plain(gateway.tags()));
    }
}
