package dev.nanokit.aws;

import dev.nanokit.model.Port;
import dev.nanokit.model.Project;
import dev.nanokit.model.Service;
import dev.nanokit.provider.Finding;
import dev.nanokit.provider.ResourceKind;
import dev.nanokit.provider.ResourceSpec;
import dev.nanokit.provider.ResourceSpecBuilder;
import dev.nanokit.provider.Slot;
import dev.nanokit.provider.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The balancer and what leads from it to services: for each service a target group with rules for its hosts, for each fixed
 * port a listener, certificates and entries in DNS for hosts that the world can know. Pure.
 */
final class BalancerDesign {

    static final String GROUP = "group";
    static final String HTTP = "http";
    static final String HTTPS = "https";

    /** The one that is shown to who names no host; others follow as {@code certificate.02} and so on. */
    static final String CERTIFICATE = "certificate";

    static final String BALANCER = "balancer";
    static final String LISTENER = "listener";
    static final String SERVICE = "service";
    static final String PORT = "port";
    static final String DRAIN = "drain";
    static final String HOST = "host";
    static final String HOSTS = HOST + ".";
    static final String ADDRESS = "address";
    static final String ZONE = "zone";

    /** How long requests under way may take when a task goes. With AWS's 300 s each rollout would last five minutes. */
    private static final String DRAIN_SECONDS = "5";

    /** A field of the standard design for platforms on which names of hosts lead to members. */
    private static final String UPSTREAM = "upstream";

    /** https://docs.aws.amazon.com/acm/latest/userguide/acm-limits.html, without an increase of the quota. */
    private static final int NAMES = 10;

    private final Project project;
    private final AwsSettings settings;
    private final Foundations foundations;
    private final PublicHosts hosts;
    private final List<Service> balanced;

    BalancerDesign(Project project, AwsSettings settings, Foundations foundations) {
        this.project = project;
        this.settings = settings;
        this.foundations = foundations;
        this.hosts = new PublicHosts(project, settings);
        this.balanced = project.services().values().stream()
                .filter(Foundations::isBalanced)
                .toList();
    }

    /** {@return a route by hosts, as AWS has it} */
    ResourceSpec route(ResourceSpec standard) {
        return balanced.stream()
                .filter(service -> standard.slot().equals(routeSlot(service)))
                .findFirst()
                .map(service -> route(service, standard))
                .orElse(standard);
    }

    private ResourceSpec route(Service service, ResourceSpec standard) {
        ResourceSpecBuilder route = ResourceSpec.builder(standard.slot())
                .needs(standard.needs())
                .handling(standard.handling())
                .field(Foundations.VPC, foundations.vpc())
                .field(BALANCER, new Value.Reference(AwsSlots.BALANCER, "id"))
                .field(DRAIN, DRAIN_SECONDS)
                .fields(TargetCheck.of(service).fields());
        standard.fields().forEach((field, value) -> {
            if (!field.equals(UPSTREAM)) {
                route.field(field, value);
            }
        });
        route.position(standard.position().orElseGet(() -> service.positions().at(HOST)));
        if (!service.hosts().isEmpty()) {
            String fact = hosts.isSafe(service) ? GatewayListeners.HTTPS : GatewayListeners.HTTP;
            route.field(LISTENER, new Value.Reference(AwsSlots.BALANCER, fact));
        }
        return route.build();
    }

    /** {@return a service with what leads to it, which is made first: ECS refuses a target group that no balancer uses} */
    ResourceSpec reached(ResourceSpec task) {
        return balanced.stream()
                .filter(service -> task.slot()
                        .equals(new Slot(ResourceKind.SERVICE, service.name().value())))
                .findFirst()
                .map(service -> task.toBuilder()
                        .field(TaskDesign.TARGET_GROUP, new Value.Reference(routeSlot(service), Route.TARGET_GROUP))
                        .needs(doors(service))
                        .build())
                .orElse(task);
    }

    private List<Slot> doors(Service service) {
        List<Slot> doors = new ArrayList<>();
        service.port().ifPresent(port -> doors.add(portSlot(port)));
        hosts.entered(service).forEach(host -> doors.add(recordSlot(host)));
        return doors;
    }

    /** {@return everything but the routes by hosts, which the standard design has} */
    List<ResourceSpec> specs() {
        if (balanced.isEmpty()) {
            return List.of();
        }
        List<ResourceSpec> specs = new ArrayList<>(certificates());
        specs.add(balancer());
        for (Service service : balanced) {
            if (service.hosts().isEmpty()) {
                specs.add(route(service, plainRoute(service)));
            }
            service.port().ifPresent(port -> specs.add(port(service, port)));
            hosts.entered(service).forEach(host -> specs.add(record(service, host)));
        }
        return specs;
    }

    List<Finding> findings() {
        return new BalancerFindings(project, hosts, balanced).all();
    }

    private ResourceSpec balancer() {
        ResourceSpecBuilder balancer = ResourceSpec.builder(AwsSlots.BALANCER)
                .field(Foundations.VPC, foundations.vpc())
                .fields(foundations.publicSubnets())
                .field(GROUP, new Value.Reference(AwsSlots.BALANCER_GROUP, "id"));
        if (settings.vpc().isEmpty()) {
            balancer.needs(List.of(AwsSlots.INTERNET_GATEWAY, AwsSlots.ROUTE_TABLE));
        }
        if (balanced.stream().anyMatch(service -> !service.hosts().isEmpty())) {
            balancer.field(HTTP, text(project.gateway().httpPort()));
        }
        if (hosts.hasHttps()) {
            balancer.field(HTTPS, text(project.gateway().httpsPort()));
            List<Value> shown = shown();
            for (int index = 0; index < shown.size(); index++) {
                balancer.field(
                        index == 0 ? CERTIFICATE : numbered("%s.%02d", CERTIFICATE, index + 1), shown.get(index));
            }
        }
        return balancer.build();
    }

    private List<Value> shown() {
        if (settings.certificate().isPresent()) {
            return List.of(Value.of(settings.certificate().get()));
        }
        return certificates().stream()
                .<Value>map(one -> new Value.Reference(one.slot(), "id"))
                .toList();
    }

    /** By file order, so that a host that is added at the end replaces the last certificate only. */
    private List<ResourceSpec> certificates() {
        List<String> names = hosts.certified();
        List<ResourceSpec> certificates = new ArrayList<>();
        for (int from = 0; from < names.size(); from += NAMES) {
            String name = from == 0 ? "main" : "main-" + (from / NAMES + 1);
            ResourceSpecBuilder certificate = ResourceSpec.builder(new Slot(AwsSlots.CERTIFICATE_KIND, name));
            List<String> some = names.subList(from, Math.min(names.size(), from + NAMES));
            for (int index = 0; index < some.size(); index++) {
                certificate.field(numbered("%s%03d", HOSTS, index), some.get(index));
            }
            certificates.add(certificate.build());
        }
        return certificates;
    }

    /** A service that has a fixed port and no host is led to like the others, but by no rule. */
    private static ResourceSpec plainRoute(Service service) {
        ResourceSpecBuilder route = ResourceSpec.builder(routeSlot(service))
                .field(SERVICE, service.name().value())
                .position(service.positions().at(PORT));
        service.expose().ifPresent(port -> route.field(PORT, text(port)));
        return route.build();
    }

    /** Its slot has the name of the port, so that two services which swap their ports are a change of two listeners. */
    private static ResourceSpec port(Service service, Port port) {
        return ResourceSpec.builder(portSlot(port))
                .field(BALANCER, new Value.Reference(AwsSlots.BALANCER, "id"))
                .field(PORT, text(port))
                .field(TaskDesign.TARGET_GROUP, new Value.Reference(routeSlot(service), Route.TARGET_GROUP))
                .position(service.positions().at(PORT))
                .build();
    }

    private static ResourceSpec record(Service service, String host) {
        return ResourceSpec.builder(recordSlot(host))
                .field(HOST, host)
                .field(BALANCER, new Value.Reference(AwsSlots.BALANCER, "id"))
                .field(ADDRESS, new Value.Reference(AwsSlots.BALANCER, ADDRESS))
                .field(ZONE, new Value.Reference(AwsSlots.BALANCER, ZONE))
                .position(service.positions().at(HOST))
                .build();
    }

    private static Slot routeSlot(Service service) {
        return new Slot(ResourceKind.ROUTE, service.name().value());
    }

    private static Slot portSlot(Port port) {
        return new Slot(AwsSlots.PORT_KIND, text(port));
    }

    private static Slot recordSlot(String host) {
        return new Slot(AwsSlots.RECORD_KIND, host);
    }

    private static String text(Port port) {
        return Integer.toString(port.number());
    }

    private static String numbered(String format, String field, int number) {
        return String.format(Locale.ROOT, format, field, number);
    }
}
