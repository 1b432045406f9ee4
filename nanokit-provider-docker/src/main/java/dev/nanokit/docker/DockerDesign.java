package dev.nanokit.docker;

import dev.nanokit.failure.Problem;
import dev.nanokit.model.Probe;
import dev.nanokit.model.Project;
import dev.nanokit.model.Service;
import dev.nanokit.provider.Blueprint;
import dev.nanokit.provider.Claim;
import dev.nanokit.provider.Feature;
import dev.nanokit.provider.Finding;
import dev.nanokit.provider.PlatformTraits;
import dev.nanokit.provider.ResourceKind;
import dev.nanokit.provider.ResourceSpec;
import dev.nanokit.provider.RunKind;
import dev.nanokit.provider.Slot;
import dev.nanokit.provider.StandardDesign;
import dev.nanokit.provider.Surroundings;
import dev.nanokit.provider.Trait;
import dev.nanokit.provider.Value;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/** What an engine holds for a project. Pure. */
final class DockerDesign {

    static final Slot NETWORK = new Slot(ResourceKind.NETWORK, "default");
    static final String IMAGE = "image";
    static final String PORT = "port";
    static final String GATEWAY = "gateway";
    static final String NETWORK_FIELD = "network";
    static final String PUBLISH = "publish";

    private final DockerSettings settings;
    private final Reach reach;

    DockerDesign(DockerSettings settings, Surroundings around) {
        this.settings = settings;
        this.reach = Reach.of(around);
    }

    Blueprint design(Project project) {
        boolean routed = project.services().values().stream()
                .anyMatch(service -> !service.hosts().isEmpty());
        Slot gateway =
                new Slot(ResourceKind.GATEWAY, project.gateway().httpPort().toString());
        ResourceSpec network =
                ResourceSpec.builder(NETWORK).field("driver", "bridge").build();
        PlatformTraits traits = PlatformTraits.of("docker", RunKind.INSTANCES)
                .withMemberships(PlatformTraits.Memberships.ROLLING)
                .withCommandChecks()
                .withFoundations(List.of(network))
                .withNetwork(new Value.Reference(NETWORK, "name"))
                .withFeatures(EnumSet.of(Feature.BUILD, Feature.HOOKS, Feature.INSTALL));
        Blueprint standard = new StandardDesign(routed ? traits.withGateway(gateway) : traits).design(project);
        List<ResourceSpec> specs = new ArrayList<>();
        for (ResourceSpec spec : standard.resources()) {
            if (spec.slot().kind().equals(ResourceKind.ROUTE)) {
                specs.add(route(spec, gateway));
            } else {
                specs.add(reach == Reach.PUBLISHED && spec.slot().kind().runs() ? published(spec) : spec);
            }
        }
        if (routed) {
            specs.add(gateway(project, gateway));
        }
        List<Finding> findings = new ArrayList<>(standard.findings());
        findings.addAll(findings(project, routed));
        return new Blueprint(specs, standard.units(), findings);
    }

    private ResourceSpec gateway(Project project, Slot slot) {
        return ResourceSpec.builder(slot)
                .field(IMAGE, settings.gatewayImage())
                .field(PORT, project.gateway().httpPort().toString())
                .claim(new Claim("port:" + project.gateway().httpPort()))
                .trait(Trait.SHARED)
                .position(project.gateway().positions().at("gatewayPort"))
                .build();
    }

    /** A route is written into the gateway, which must stand in the scope's network. */
    private static ResourceSpec route(ResourceSpec spec, Slot gateway) {
        return spec.toBuilder()
                .field(GATEWAY, new Value.Reference(gateway, "name"))
                .field(NETWORK_FIELD, new Value.Reference(NETWORK, "name"))
                .build();
    }

    /** Where the host does not reach containers, our probes go through a port on its loopback. */
    private static ResourceSpec published(ResourceSpec spec) {
        return spec.toBuilder()
                .handling(spec.handling().withNote(PUBLISH, "true"))
                .build();
    }

    private List<Finding> findings(Project project, boolean routed) {
        List<Finding> findings = new ArrayList<>();
        if (routed && project.gateway().positions().keys().containsKey("gatewayHttpsPort")) {
            findings.add(new Finding(
                    Finding.Kind.APPROXIMATED,
                    Problem.of(
                            "plan.approximated",
                            project.gateway().positions().at("gatewayHttpsPort"),
                            "gatewayHttpsPort",
                            "the gateway speaks HTTP only in this version; port "
                                    + project.gateway().httpsPort() + " is not opened")));
        }
        if (reach == Reach.NONE) {
            for (Service service : project.services().values()) {
                Probe probe = service.healthCheck().probe();
                if (probe instanceof Probe.Http || probe instanceof Probe.Tcp) {
                    findings.add(new Finding(
                            Finding.Kind.REFUSED,
                            Problem.of(
                                            "plan.unsupported",
                                            service.positions().at("healthcheck"),
                                            "services." + service.name() + ".healthcheck",
                                            "the engine is remote and its containers cannot be reached for HTTP and TCP checks")
                                    .withHint("use a command, which the engine runs in the container")));
                }
            }
        }
        return findings;
    }
}
