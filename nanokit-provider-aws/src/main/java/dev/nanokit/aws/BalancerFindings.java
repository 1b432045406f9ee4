package dev.nanokit.aws;

import dev.nanokit.failure.Problem;
import dev.nanokit.model.Port;
import dev.nanokit.model.Project;
import dev.nanokit.model.Service;
import dev.nanokit.model.SourcePosition;
import dev.nanokit.provider.Finding;
import java.util.ArrayList;
import java.util.List;

/** What a balancer does otherwise than a file asks for, and what it cannot do. Pure. */
final class BalancerFindings {

    /**
     * Target groups of one balancer, which AWS does not raise,
     * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html.
     */
    private static final int SERVICES = 100;

    private final Project project;
    private final PublicHosts hosts;
    private final List<Service> balanced;
    private final List<Finding> findings = new ArrayList<>();

    BalancerFindings(Project project, PublicHosts hosts, List<Service> balanced) {
        this.project = project;
        this.hosts = hosts;
        this.balanced = balanced;
    }

    List<Finding> all() {
        if (hosts.wantsHttps() && !hosts.hasHttps()) {
            approximated(
                    project.gateway().positions().at("https"),
                    "gateway.https",
                    "there is no certificate, so hosts are reached by HTTP only: set infra.dns: aws, or infra.certificate");
        }
        balanced.forEach(this::check);
        balanced.forEach(service -> service.port().ifPresent(port -> port(service, port)));
        if (balanced.size() > SERVICES) {
            Service last = balanced.get(SERVICES);
            refused(
                    last.positions().own(),
                    "services." + last.name(),
                    "a balancer leads to " + SERVICES + " services at most, and there are " + balanced.size()
                            + "; give some a component of their own");
        }
        return findings;
    }

    private void check(Service service) {
        List<String> changes = TargetCheck.changes(service);
        if (!changes.isEmpty()) {
            approximated(
                    service.positions().at("healthcheck"),
                    "services." + service.name() + ".healthcheck",
                    "the balancer takes intervals from 5 to 300 s, timeouts from 2 to 120 s that are shorter than the"
                            + " interval, and 2 to 10 retries; it checks with " + String.join(", ", changes));
        }
    }

    /** The port for HTTP has been compared when the file was read; whether there is one for HTTPS is known here only. */
    private void port(Service service, Port port) {
        String key = "services." + service.name() + ".port";
        SourcePosition place = service.positions().at("port");
        if (hosts.hasHttps() && port.equals(project.gateway().httpsPort())) {
            refused(
                    place,
                    key,
                    "port " + port + " of the balancer is taken by the hosts of this project; change this one, or"
                            + " gatewayHttpsPort");
        } else {
            approximated(place, key, "the balancer listens on port " + port + ", and lets nothing pass but HTTP");
        }
    }

    private void approximated(SourcePosition place, String key, String words) {
        findings.add(new Finding(Finding.Kind.APPROXIMATED, Problem.of("plan.approximated", place, key, words)));
    }

    private void refused(SourcePosition place, String key, String words) {
        findings.add(new Finding(Finding.Kind.REFUSED, Problem.of("plan.unsupported", place, key, words)));
    }
}
