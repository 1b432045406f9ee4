package dev.nanokit.aws;

import dev.nanokit.provider.LabelCodec;
import java.util.List;

/** What leads from the internet to services. */
final class KindsOfBalancer {

    private KindsOfBalancer() {}

    static List<AwsKind> of(AwsClients clients, AwsSettings settings, LabelCodec codec) {
        BalancerCalls calls = new BalancerCalls(clients);
        Marks marks = new Marks(codec);
        HostedZones zones = new HostedZones(clients, settings.createsZones());
        HostEntries entries = new HostEntries(clients);
        return List.of(
                new HostCertificate(clients, new CertificateProof(clients, zones, entries), marks),
                new Balancer(calls, marks),
                new Route(calls, marks),
                new PortListener(calls),
                new HostRecord(calls, zones, entries, marks));
    }
}
