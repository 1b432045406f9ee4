package dev.nanokit.sample.process;

import dev.nanokit.failure.Problem;
import dev.nanokit.model.Name;
import dev.nanokit.model.Probe;
import dev.nanokit.model.Project;
import dev.nanokit.model.Service;
import dev.nanokit.model.SourcePosition;
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
import dev.nanokit.provider.Trait;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/** What this machine holds for a project: the standard design, a gateway if there are routes, and what cannot be done. */
final class ProcessDesign {

    private final Project project;

    ProcessDesign(Project project) {
        this.project = project;
    }

    Blueprint design() {
        String port = project.gateway().httpPort().toString();
        Slot gateway = new Slot(ResourceKind.GATEWAY, port);
        PlatformTraits traits = PlatformTraits.of("process", RunKind.INSTANCES)
                .withDatabases(PlatformTraits.Databases.REFUSED)
                .withInternalAddress(ProcessDesign::address)
                .withGateway(gateway)
                .withFeatures(EnumSet.of(Feature.HOOKS, Feature.INSTALL));
        Blueprint standard = new StandardDesign(traits).design(project);
        List<ResourceSpec> specs = new ArrayList<>(standard.resources());
        boolean routed = specs.stream().anyMatch(spec -> spec.slot().kind().equals(ResourceKind.ROUTE));
        if (routed) {
            specs.add(ResourceSpec.builder(gateway)
                    .field("port", port)
                    .claim(new Claim("port:" + port))
                    .trait(Trait.SHARED)
                    .position(project.gateway().positions().at("gatewayPort"))
                    .build());
        }
        List<Finding> findings = new ArrayList<>(standard.findings());
        project.services().values().forEach(service -> check(service, findings));
        project.volumes()
                .values()
                .forEach(volume -> findings.add(refused(
                        volume.positions().own(),
                        "volumes." + volume.name(),
                        "processes see the machine's own folders; volumes need a platform with containers")));
        return new Blueprint(specs, standard.units(), findings);
    }

    private static void check(Service service, List<Finding> findings) {
        String key = "services." + service.name();
        if (service.command().isEmpty()) {
            findings.add(
                    refused(service.positions().own(), key + ".start", "a process needs start: images are not run"));
        }
        if (!service.mounts().isEmpty()) {
            findings.add(refused(service.positions().at("volumes"), key + ".volumes", "processes mount nothing"));
        }
        if (service.healthCheck().probe() instanceof Probe.Command) {
            findings.add(refused(
                    service.positions().at("healthcheck"),
                    key + ".healthcheck",
                    "only HTTP and TCP checks are made of processes"));
        }
        if (service.cpu().isPresent() || service.memory().isPresent()) {
            findings.add(new Finding(
                    Finding.Kind.APPROXIMATED,
                    Problem.of(
                            "plan.approximated",
                            service.positions().own(),
                            key,
                            "processes are not limited; cpu and memory are left out of account")));
        }
    }

    /** A service is reached by its fixed port, or by its host through the gateway. */
    private static String address(Project project, Name name) {
        Service service = project.services().get(name);
        if (service == null) {
            return name.inHostNames();
        }
        return service.port()
                .map(port -> "localhost:" + port)
                .or(() -> service.hosts().stream()
                        .findFirst()
                        .map(host -> host + ":" + project.gateway().httpPort()))
                .orElse(name.inHostNames());
    }

    private static Finding refused(SourcePosition place, String key, String message) {
        return new Finding(Finding.Kind.REFUSED, Problem.of("plan.unsupported", place, key, message));
    }
}
