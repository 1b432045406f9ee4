package dev.nanokit.aws;

import dev.nanokit.failure.ProviderException;
import dev.nanokit.provider.Operation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.route53.model.CreateHostedZoneResponse;
import software.amazon.awssdk.services.route53.model.HostedZone;

/**
 * The account's public zones in Route 53, and which of them a name belongs to. They are listed once a session, as Route 53
 * takes five requests a second of a whole account
 * (https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DNSLimitations.html). A zone that is made stays: its name
 * servers have been entered at a registrar by then. Thread-safe.
 */
final class HostedZones {

    private static final String PREFIX = "/hostedzone/";
    private static final Duration A_MOMENT = Duration.ofSeconds(1);

    /** How often a zone of one name may have been made, and deleted, before. */
    private static final int REFERENCES = 50;

    /** What stands under a country's end where names are registered one level deeper: {@code co.uk}, {@code com.au}. */
    private static final int SHORT = 3;

    private final AwsClients clients;
    private final boolean createsMissing;
    private Map<String, List<String>> byName = Map.of(); // guarded by this

    HostedZones(AwsClients clients, boolean createsMissing) {
        this.clients = clients;
        this.createsMissing = createsMissing;
    }

    /** {@return the id of the zone that a host belongs to: the one with the longest name} */
    synchronized Optional<String> find(String host) {
        Optional<String> known = known(host);
        if (known.isPresent()) {
            return known;
        }
        byName = list();
        return known(host);
    }

    /** {@return the same; a zone that is missing is made if settings say so} */
    synchronized String of(String host, Operation operation) {
        Optional<String> found = find(host);
        if (found.isPresent()) {
            return found.get();
        }
        if (!createsMissing) {
            throw new ProviderException(
                    ProviderException.Kind.BAD_CONFIGURATION,
                    "no public zone in Route 53 holds " + host + ": make one for " + zoneName(host)
                            + " and enter its name servers at the registrar, or set infra.autoCreateDomain: true",
                    null);
        }
        return create(host, operation);
    }

    /** Lists the zones anew when they are next asked for, as one has gone. */
    synchronized void forget() {
        byName = Map.of();
    }

    private Optional<String> known(String host) {
        String name = host;
        while (true) {
            List<String> ids = byName.getOrDefault(name, List.of());
            if (ids.size() > 1) {
                throw new ProviderException(
                        ProviderException.Kind.BAD_CONFIGURATION,
                        "there are " + ids.size() + " public zones named " + name + " in Route 53 ("
                                + String.join(", ", ids) + "), and one only can answer for " + host
                                + ": delete those whose name servers the registrar does not name",
                        null);
            }
            if (!ids.isEmpty()) {
                return Optional.of(ids.get(0));
            }
            int dot = name.indexOf('.');
            if (dot < 0) {
                return Optional.empty();
            }
            name = name.substring(dot + 1);
        }
    }

    private Map<String, List<String>> list() {
        return AwsFailures.call("list the zones of Route 53", () -> {
            Map<String, List<String>> zones = new TreeMap<>();
            for (HostedZone zone : clients.dns().listHostedZonesPaginator().hostedZones()) {
                if (zone.config() == null || !Boolean.TRUE.equals(zone.config().privateZone())) {
                    zones.computeIfAbsent(plain(zone.name()), any -> new ArrayList<>())
                            .add(id(zone));
                }
            }
            return zones;
        });
    }

    /**
     * Whoever makes a zone of one name at the same time takes the same reference, and only one of them makes it. A reference
     * cannot be used again, not even when its zone has been deleted.
     */
    private String create(String host, Operation operation) {
        String name = zoneName(host);
        for (int number = 1; ; number++) {
            String reference = "nanokit-" + name + "-" + number;
            try {
                CreateHostedZoneResponse made = AwsFailures.call("make zone " + name, () -> clients.dns()
                        .createHostedZone(request -> request.name(name).callerReference(reference)));
                operation.report("made zone " + name + "; enter its name servers at the registrar: "
                        + String.join(", ", made.delegationSet().nameServers()));
                byName = list();
                return id(made.hostedZone());
            } catch (ProviderException e) {
                if (number == REFERENCES || e.kind() != ProviderException.Kind.CONFLICT) {
                    throw e;
                }
            }
            operation.pause(A_MOMENT);
            Optional<String> others = find(host);
            if (others.isPresent()) {
                return others.get();
            }
        }
    }

    /** {@return the name that somebody registered, as near as it can be told without a list of all registries} */
    static String zoneName(String host) {
        String[] labels = host.split("\\.", -1);
        int count = labels.length;
        if (count <= 2) {
            return host;
        }
        boolean isDeeper = labels[count - 1].length() == 2 && labels[count - 2].length() <= SHORT;
        return String.join(".", List.of(labels).subList(count - (isDeeper ? 3 : 2), count));
    }

    private static String id(HostedZone zone) {
        String id = zone.id();
        return id.startsWith(PREFIX) ? id.substring(PREFIX.length()) : id;
    }

    /** {@return a name of Route 53's as we write it} */
    static String plain(String name) {
        String plain = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
        return plain.toLowerCase(Locale.ROOT);
    }
}
