package dev.nanokit.aws;

import dev.nanokit.model.Name;
import dev.nanokit.model.Project;
import dev.nanokit.model.Service;
import dev.nanokit.provider.ResourceSpec;
import dev.nanokit.provider.ResourceSpecBuilder;
import dev.nanokit.provider.Scope;
import dev.nanokit.provider.Slot;
import dev.nanokit.provider.Trait;
import dev.nanokit.provider.Value;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What everything on AWS stands on: network, security groups, cluster, roles, logs, names. Each is a spec of its own. Services
 * are in public subnets, with an address of their own to fetch images by, as a NAT gateway costs more than all else of a
 * small project; their security group lets nobody in but the balancer and each other. Databases are in private ones. Pure.
 */
final class Foundations {

    static final String VPC = "vpc";
    static final String CIDR = "cidr";
    static final String ZONE = "zone";
    static final String PUBLIC = "public";
    static final String SUBNET = "subnet.";
    static final String GATEWAY = "gateway";

    /** A port that is open to a group: {@code from.<port>.<name>}, or to all of the internet: {@code from.<port>.all}. */
    static final String FROM = "from.";

    static final String ANYWHERE = "0.0.0.0/0";
    static final String ITSELF = "itself";
    static final String RETENTION = "retention-days";
    static final String DOMAIN = "domain";
    static final String TRUSTS = "trusts";
    static final String ALLOWS = "allows";

    /** The account for whose sake alone a role may be taken. */
    static final String ACCOUNT = "account";

    private static final int ZONES = 2;
    private static final int NEW_BITS = 3;
    private static final String RETENTION_DAYS = "30";
    private static final int NFS = 2049;

    private final Project project;
    private final AwsSettings settings;
    private final Surrounding around;

    Foundations(Project project, AwsSettings settings, Surrounding around) {
        this.project = project;
        this.settings = settings;
        this.around = around;
    }

    /** {@return the domain under which siblings find each other, known nowhere but in the VPC} */
    static String domain(Project project) {
        return domain(Scope.of(project));
    }

    /** {@return the same for whoever knows no more than the scope} */
    static String domain(Scope scope) {
        String share = scope.component().map(id -> label(id) + ".").orElse("");
        return share + label(scope.environment()) + "." + label(scope.project()) + ".nanokit";
    }

    /** {@return a name as a part of a domain, which does not end with a hyphen (RFC 1035, 2.3.1)} */
    static String label(Name name) {
        return name.inHostNames().replaceFirst("-+$", "");
    }

    /** {@return the VPC's id} */
    Value vpc() {
        return settings.vpc().<Value>map(Value::of).orElseGet(() -> new Value.Reference(AwsSlots.VPC, "id"));
    }

    /** {@return subnets with a way to the internet, by field} */
    SortedMap<String, Value> publicSubnets() {
        return subnets(around.publicSubnets(), true);
    }

    /** {@return subnets without one, by field} */
    SortedMap<String, Value> privateSubnets() {
        return subnets(around.privateSubnets(), false);
    }

    private SortedMap<String, Value> subnets(List<String> adopted, boolean isPublic) {
        SortedMap<String, Value> fields = new TreeMap<>();
        if (settings.vpc().isPresent()) {
            for (int index = 0; index < adopted.size(); index++) {
                fields.put(SUBNET + (index + 1), Value.of(adopted.get(index)));
            }
            return fields;
        }
        for (int zone = 1; zone <= ZONES; zone++) {
            Slot slot = isPublic ? AwsSlots.publicSubnet(zone) : AwsSlots.privateSubnet(zone);
            fields.put(SUBNET + zone, new Value.Reference(slot, "id"));
        }
        return fields;
    }

    /** {@return specs that every service needs} */
    List<ResourceSpec> specs() {
        List<ResourceSpec> specs = new ArrayList<>();
        if (settings.vpc().isEmpty()) {
            network(specs);
        }
        boolean routed = project.services().values().stream().anyMatch(Foundations::isBalanced);
        if (routed) {
            specs.add(balancerGroup());
        }
        specs.add(serviceGroup(routed));
        if (!project.databases().isEmpty()) {
            specs.add(group(AwsSlots.DATABASE_GROUP, databasePorts()));
        }
        if (!project.volumes().isEmpty()) {
            specs.add(group(AwsSlots.FILE_GROUP, Map.of(open(NFS, "services"), groupId(AwsSlots.SERVICE_GROUP))));
        }
        specs.add(ResourceSpec.builder(AwsSlots.CLUSTER).build());
        specs.add(ResourceSpec.builder(AwsSlots.LOG_GROUP)
                .field(RETENTION, RETENTION_DAYS)
                .build());
        specs.add(ResourceSpec.builder(AwsSlots.NAMESPACE)
                .field(DOMAIN, domain(project))
                .field(VPC, vpc())
                .build());
        specs.add(role(AwsSlots.EXECUTION_ROLE, "ecs-tasks.amazonaws.com", "start-tasks"));
        specs.add(role(AwsSlots.TASK_ROLE, "ecs-tasks.amazonaws.com", "exec"));
        if (!project.cron().isEmpty()) {
            specs.add(role(AwsSlots.SCHEDULER_ROLE, "scheduler.amazonaws.com", "run-tasks").toBuilder()
                    .field(ACCOUNT, new Value.Reference(AwsSlots.CLUSTER, ACCOUNT))
                    .build());
        }
        return specs;
    }

    static boolean isBalanced(Service service) {
        return !service.hosts().isEmpty() || service.port().isPresent();
    }

    private void network(List<ResourceSpec> specs) {
        specs.add(ResourceSpec.builder(AwsSlots.VPC)
                .field(CIDR, settings.cidr())
                .trait(Trait.CARRIES_DATA)
                .build());
        specs.add(ResourceSpec.builder(AwsSlots.INTERNET_GATEWAY)
                .field(VPC, vpc())
                .build());
        ResourceSpecBuilder table = ResourceSpec.builder(AwsSlots.ROUTE_TABLE)
                .field(VPC, vpc())
                .field(GATEWAY, new Value.Reference(AwsSlots.INTERNET_GATEWAY, "id"))
                .fields(publicSubnets());
        for (int zone = 1; zone <= ZONES; zone++) {
            specs.add(subnet(AwsSlots.publicSubnet(zone), zone, zone - 1, true));
            specs.add(subnet(AwsSlots.privateSubnet(zone), zone, ZONES + zone - 1, false));
        }
        specs.add(table.build());
    }

    private ResourceSpec subnet(Slot slot, int zone, int part, boolean isPublic) {
        return ResourceSpec.builder(slot)
                .field(VPC, vpc())
                .field(CIDR, part(settings.cidr(), part))
                .field(ZONE, Integer.toString(zone))
                .field(PUBLIC, Boolean.toString(isPublic))
                .trait(Trait.CARRIES_DATA)
                .build();
    }

    /** {@return one eighth of a range of addresses} */
    static String part(String cidr, int part) {
        int slash = cidr.indexOf('/');
        int bits = Integer.parseInt(cidr.substring(slash + 1)) + NEW_BITS;
        BigInteger address = BigInteger.ZERO;
        for (String octet : cidr.substring(0, slash).split("\\.", -1)) {
            address = address.shiftLeft(8).add(new BigInteger(octet));
        }
        int hostBits = 32 - bits;
        BigInteger begin = address.shiftRight(hostBits + NEW_BITS)
                .shiftLeft(NEW_BITS)
                .add(BigInteger.valueOf(part))
                .shiftLeft(hostBits);
        List<String> octets = new ArrayList<>();
        for (int shift = 24; shift >= 0; shift -= 8) {
            octets.add(begin.shiftRight(shift).and(BigInteger.valueOf(255)).toString());
        }
        return String.join(".", octets) + "/" + bits;
    }

    private ResourceSpec balancerGroup() {
        Map<String, Value> open = new TreeMap<>();
        boolean hosts = project.services().values().stream()
                .anyMatch(one -> !one.hosts().isEmpty());
        if (hosts) {
            open.put(open(project.gateway().httpPort().number(), "all"), Value.of(ANYWHERE));
            open.put(open(project.gateway().httpsPort().number(), "all"), Value.of(ANYWHERE));
        }
        project.services().values().forEach(service -> service.port()
                .ifPresent(port -> open.put(open(port.number(), "all"), Value.of(ANYWHERE))));
        return group(AwsSlots.BALANCER_GROUP, open);
    }

    private ResourceSpec serviceGroup(boolean routed) {
        Map<String, Value> open = new TreeMap<>();
        for (Service service : project.services().values()) {
            service.expose().ifPresent(port -> {
                open.put(open(port.number(), "services"), Value.of(ITSELF));
                if (routed && isBalanced(service)) {
                    open.put(open(port.number(), "balancer"), groupId(AwsSlots.BALANCER_GROUP));
                }
            });
            if (routed && isBalanced(service)) {
                service.healthCheck()
                        .probe()
                        .probedPort()
                        .ifPresent(port -> open.put(open(port.number(), "balancer"), groupId(AwsSlots.BALANCER_GROUP)));
            }
        }
        return group(AwsSlots.SERVICE_GROUP, open);
    }

    private Map<String, Value> databasePorts() {
        return project.databases().values().stream()
                .map(database -> open(database.engine().port(), "services"))
                .distinct()
                .collect(Collectors.toMap(name -> name, any -> groupId(AwsSlots.SERVICE_GROUP)));
    }

    private static String open(int port, String who) {
        return FROM + port + "." + who;
    }

    private static Value groupId(Slot group) {
        return new Value.Reference(group, "id");
    }

    /** AWS deletes no group that another one's rules name: as long as those of data stay, all do. */
    private ResourceSpec group(Slot slot, Map<String, Value> open) {
        return ResourceSpec.builder(slot)
                .field(VPC, vpc())
                .fields(open)
                .trait(Trait.CARRIES_DATA)
                .build();
    }

    /** What a role allows is told by a word, whose policy stands in {@link RolePolicies}. */
    private static ResourceSpec role(Slot slot, String trusts, String allows) {
        return ResourceSpec.builder(slot)
                .field(TRUSTS, trusts)
                .field(ALLOWS, allows)
                .build();
    }
}
