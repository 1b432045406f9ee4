package dev.nanokit.aws;

import java.util.List;

/** What everything stands on: network, cluster, roles, logs, names, secrets. */
final class KindsOfPlace {

    private KindsOfPlace() {}

    static List<AwsKind> of(AwsClients clients, Ec2Tags ec2Tags) {
        return List.of(new Vpc(clients, ec2Tags));
    }
}
