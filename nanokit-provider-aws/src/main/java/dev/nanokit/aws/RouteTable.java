package dev.nanokit.aws;

import dev.nanokit.failure.ProviderException;
import dev.nanokit.provider.Operation;
import dev.nanokit.provider.PlatformId;
import dev.nanokit.provider.Resource;
import dev.nanokit.provider.ResourceKind;
import dev.nanokit.provider.Wanted;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.RouteTableAssociation;

/** What leads from the public subnets to the internet: a default route, and the subnets for which it holds. */
final class RouteTable implements AwsKind {

    private static final String ALREADY_ASSOCIATED = "Resource.AlreadyAssociated";

    private final AwsClients clients;
    private final Ec2Tags ec2Tags;

    RouteTable(AwsClients clients, Ec2Tags ec2Tags) {
        this.clients = clients;
        this.ec2Tags = ec2Tags;
    }

    @Override
    public ResourceKind kind() {
        return AwsSlots.ROUTE_TABLE_KIND;
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
                "list route tables",
                () ->
                        clients
                                .ec2()
                                .describeRouteTablesPaginator(request -> request.filters(filters))
                                .routeTables()
                                .stream()
                                .map(RouteTable::found)
                                .toList());
    }

    @Override
    public Optional<Found> again(PlatformId id) {
        return look(id.value()).map(RouteTable::found);
    }

    private Optional<software.amazon.awssdk.services.ec2.model.RouteTable> look(String id) {
        return AwsFailures.find("look at route table " + id, () -> clients.ec2()
                        .describeRouteTables(request -> request.routeTableIds(id)))
                .flatMap(answer -> answer.routeTables().stream().findFirst());
    }

    @Override
    public Found make(Wanted wanted, Map<String, String> tags, Operation operation) {
        String id = Patience.settled("create route table " + wanted.name(), operation, () -> clients.ec2()
                        .createRouteTable(request -> request.vpcId(Fields.text(wanted, Foundations.VPC))
                                .tagSpecifications(Ec2Tags.of(ResourceType.ROUTE_TABLE, tags))))
                .routeTable()
                .routeTableId();
        return Ec2Things.found(id, tags);
    }

    @Override
    public boolean isMadeInOneCall() {
        return false;
    }

    /** All tables of the VPC are looked at, as a subnet may go by another one; a table that was just made may lack. */
    @Override
    public Found change(Found found, Wanted wanted, Operation operation) {
        String vpc = Fields.text(wanted, Foundations.VPC);
        List<software.amazon.awssdk.services.ec2.model.RouteTable> tables =
                AwsFailures.call("look at the route tables of " + vpc, () -> clients
                        .ec2()
                        .describeRouteTablesPaginator(
                                request -> request.filters(Ec2Tags.filter("vpc-id", List.of(vpc))))
                        .routeTables()
                        .stream()
                        .toList());
        lead(found, Fields.text(wanted, Foundations.GATEWAY), tables, operation);
        Set<String> subnets =
                Set.copyOf(Fields.under(wanted, Foundations.SUBNET).values());
        Map<String, RouteTableAssociation> bySubnet = new HashMap<>();
        for (var table : tables) {
            table.associations().stream()
                    .filter(one -> one.subnetId() != null)
                    .forEach(one -> bySubnet.put(one.subnetId(), one));
        }
        for (String subnet : subnets) {
            associate(found, subnet, Optional.ofNullable(bySubnet.get(subnet)), operation);
        }
        for (RouteTableAssociation one : bySubnet.values()) {
            if (found.id().equals(one.routeTableId()) && !subnets.contains(one.subnetId())) {
                disassociate(found, one);
            }
        }
        return found;
    }

    private void lead(
            Found found,
            String gateway,
            List<software.amazon.awssdk.services.ec2.model.RouteTable> tables,
            Operation operation) {
        Optional<String> there = tables.stream()
                .filter(table -> found.id().equals(table.routeTableId()))
                .flatMap(table -> table.routes().stream())
                .filter(route -> Foundations.ANYWHERE.equals(route.destinationCidrBlock()))
                .map(route -> String.valueOf(route.gatewayId()))
                .findFirst();
        if (there.isPresent()) {
            if (!there.get().equals(gateway)) {
                replaceRoute(found, gateway);
            }
            return;
        }
        try {
            Patience.settled("lead from route table " + found.name() + " to " + gateway, operation, () -> clients.ec2()
                    .createRoute(request -> request.routeTableId(found.id())
                            .destinationCidrBlock(Foundations.ANYWHERE)
                            .gatewayId(gateway)));
        } catch (ProviderException e) {
            if (!AwsFailures.isOf(e, "RouteAlreadyExists")) {
                throw e;
            }
            replaceRoute(found, gateway);
        }
    }

    private void replaceRoute(Found found, String gateway) {
        AwsFailures.call("lead from route table " + found.name() + " to " + gateway, () -> clients.ec2()
                .replaceRoute(request -> request.routeTableId(found.id())
                        .destinationCidrBlock(Foundations.ANYWHERE)
                        .gatewayId(gateway)));
    }

    private void associate(Found found, String subnet, Optional<RouteTableAssociation> there, Operation operation) {
        String what = "associate route table " + found.name() + " with " + subnet;
        if (there.isEmpty()) {
            try {
                Patience.settled(what, operation, () -> clients.ec2()
                        .associateRouteTable(
                                request -> request.routeTableId(found.id()).subnetId(subnet)));
            } catch (ProviderException e) {
                boolean isDone = AwsFailures.isOf(e, ALREADY_ASSOCIATED) && hasSubnet(found, subnet);
                if (!isDone) {
                    throw e;
                }
            }
        } else if (!found.id().equals(there.get().routeTableId())) {
            Patience.settled(what, operation, () -> clients.ec2()
                    .replaceRouteTableAssociation(request -> request.routeTableId(found.id())
                            .associationId(there.get().routeTableAssociationId())));
        }
    }

    private boolean hasSubnet(Found found, String subnet) {
        return look(found.id()).stream()
                .flatMap(table -> table.associations().stream())
                .anyMatch(one -> subnet.equals(one.subnetId()));
    }

    private void disassociate(Found found, RouteTableAssociation association) {
        AwsFailures.find("take " + association.subnetId() + " from route table " + found.name(), () -> clients.ec2()
                .disassociateRouteTable(request -> request.associationId(association.routeTableAssociationId())));
    }

    @Override
    public void tag(Found found, Map<String, String> tags) {
        ec2Tags.write(found.id(), tags);
    }

    @Override
    public void remove(Found found, Resource resource, Operation operation) {
        look(found.id()).ifPresent(table -> table.associations().stream()
                .filter(one -> !Boolean.TRUE.equals(one.main()))
                .forEach(one -> disassociate(found, one)));
        AwsFailures.call("delete route table " + found.name(), () -> clients.ec2()
                .deleteRouteTable(request -> request.routeTableId(found.id())));
    }

    private static Found found(software.amazon.awssdk.services.ec2.model.RouteTable table) {
        return Ec2Things.found(table.routeTableId(), Ec2Tags.plain(table.tags()));
    }
}
