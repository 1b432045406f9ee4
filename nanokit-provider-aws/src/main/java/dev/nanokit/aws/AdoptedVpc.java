package dev.nanokit.aws;

import dev.nanokit.failure.ProviderException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.Subnet;

/**
 * Reads a VPC that is not ours and in which we are to run: its subnets, and which of them have a way to the internet. Nothing
 * of it is changed or tagged.
 */
final class AdoptedVpc {

    private static final String ANYWHERE = "0.0.0.0/0";
    private static final int ZONES = 2;

    private final AwsClients clients;

    AdoptedVpc(AwsClients clients) {
        this.clients = clients;
    }

    /** {@return where there is room, one subnet a zone; a subnet without a way out serves for databases first} */
    Surrounding look(String vpc) {
        List<Subnet> subnets = AwsFailures.call("look at the subnets of " + vpc, () -> clients.ec2()
                        .describeSubnets(request -> request.filters(Ec2Tags.filter("vpc-id", List.of(vpc)))))
                .subnets();
        if (subnets.isEmpty()) {
            AwsFailures.call(
                    "look at infra.vpc " + vpc, () -> clients.ec2().describeVpcs(request -> request.vpcIds(vpc)));
        }
        List<RouteTable> tables = AwsFailures.call("look at the route tables of " + vpc, () -> clients.ec2()
                        .describeRouteTables(request -> request.filters(Ec2Tags.filter("vpc-id", List.of(vpc)))))
                .routeTables();
        Set<String> open = open(subnets, tables);
        List<String> outside = onePerZone(
                subnets.stream().filter(one -> open.contains(one.subnetId())).toList());
        List<String> inside = onePerZone(
                subnets.stream().filter(one -> !open.contains(one.subnetId())).toList());
        if (outside.size() < ZONES) {
            throw new ProviderException(
                    ProviderException.Kind.BAD_CONFIGURATION,
                    "infra.vpc " + vpc + " has " + outside.size()
                            + " zones with a subnet that leads to an internet gateway;"
                            + " two are needed, for the balancer and for services to fetch their images",
                    null);
        }
        return new Surrounding(clients.region(), outside, inside.size() < ZONES ? outside : inside);
    }

    /** A subnet without a table of its own goes by the main one. */
    private static Set<String> open(List<Subnet> subnets, List<RouteTable> tables) {
        Set<String> open = new HashSet<>();
        Set<String> own = new HashSet<>();
        boolean mainIsOpen = false;
        for (RouteTable table : tables) {
            boolean leads = table.routes().stream()
                    .anyMatch(route -> ANYWHERE.equals(route.destinationCidrBlock())
                            && route.gatewayId() != null
                            && route.gatewayId().startsWith("igw-"));
            for (var association : table.associations()) {
                if (Boolean.TRUE.equals(association.main())) {
                    mainIsOpen = leads;
                } else if (association.subnetId() != null) {
                    own.add(association.subnetId());
                    if (leads) {
                        open.add(association.subnetId());
                    }
                }
            }
        }
        for (Subnet subnet : subnets) {
            if (mainIsOpen && !own.contains(subnet.subnetId())) {
                open.add(subnet.subnetId());
            }
        }
        return open;
    }

    private static List<String> onePerZone(List<Subnet> subnets) {
        Map<String, String> byZone = new TreeMap<>();
        subnets.stream()
                .sorted((left, right) -> left.subnetId().compareTo(right.subnetId()))
                .forEach(subnet -> byZone.putIfAbsent(subnet.availabilityZone(), subnet.subnetId()));
        return new ArrayList<>(byZone.values());
    }
}
