package dev.nanokit.aws;

import dev.nanokit.failure.ProviderException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.AvailabilityZone;
import software.amazon.awssdk.services.ec2.model.AvailabilityZoneState;

/** The zones of the region that run our tasks, in the order of their names; asked for once. Thread-safe. */
final class Zones {

    private static final String ZONE_TYPE = "availability-zone";

    /**
     * Zones that have no Fargate, by the id that is the same in every account, of which
     * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/AWS_Fargate-Regions.html names the others; and the oldest
     * one, which new services leave out, https://docs.aws.amazon.com/efs/latest/ug/OneZoneAZs.html for instance.
     */
    private static final Set<String> LACKING = Set.of("usw1-az2", "apne1-az3", "cnn1-az3", "use1-az3");

    private final AwsClients clients;
    private @Nullable List<String> names; // guarded by this

    Zones(AwsClients clients) {
        this.clients = clients;
    }

    /**
     * Gives a zone.
     *
     * @param number which, counted from 1
     * @return its name
     */
    String name(int number) {
        List<String> all = names();
        if (number > all.size()) {
            throw new ProviderException(
                    ProviderException.Kind.BAD_CONFIGURATION,
                    "region " + clients.region() + " has " + all.size() + " zones that run tasks, and " + number
                            + " are needed; choose another by infra.region",
                    null);
        }
        return all.get(number - 1);
    }

    private synchronized List<String> names() {
        List<String> known = names;
        if (known == null) {
            known = AwsFailures.call("list zones of " + clients.region(), () -> clients.ec2()
                            .describeAvailabilityZones(
                                    request -> request.filters(Ec2Tags.filter("zone-type", List.of(ZONE_TYPE)))))
                    .availabilityZones()
                    .stream()
                    .filter(Zones::isOpen)
                    .map(AvailabilityZone::zoneName)
                    .sorted()
                    .toList();
            names = known;
        }
        return known;
    }

    private static boolean isOpen(AvailabilityZone zone) {
        return zone.state() == AvailabilityZoneState.AVAILABLE
                && (zone.zoneType() == null || zone.zoneType().equals(ZONE_TYPE))
                && (zone.zoneId() == null || !LACKING.contains(zone.zoneId()));
    }
}
