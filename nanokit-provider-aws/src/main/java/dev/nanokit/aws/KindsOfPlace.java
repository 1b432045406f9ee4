package dev.nanokit.aws;

import java.util.List;

/** What everything stands on: network, cluster, roles, logs, names, secrets. */
final class KindsOfPlace {

    private KindsOfPlace() {}

    static List<AwsKind> of(AwsClients clients, Ec2Tags ec2Tags) {
        return List.of(
                new Vpc(clients, ec2Tags),
                new InternetGateway(clients, ec2Tags),
                new Subnet(clients, ec2Tags, new Zones(clients)),
                new RouteTable(clients, ec2Tags),
                new SecurityGroup(clients, ec2Tags),
                new Cluster(clients, new Clusters(clients), new TaskDefinitionSweep(clients, new TagIndex(clients))),
                new Role(clients),
                new LogGroup(clients),
                new Namespace(clients),
                new Secret(clients));
    }
}
