package org.example.embedded;

import dev.nanokit.failure.Problem;
import dev.nanokit.model.Probe;
import dev.nanokit.model.Project;
import dev.nanokit.model.Service;
import dev.nanokit.model.SourcePosition;
import dev.nanokit.provider.Blueprint;
import dev.nanokit.provider.Finding;
import dev.nanokit.provider.PlatformTraits;
import dev.nanokit.provider.RunKind;
import dev.nanokit.provider.StandardDesign;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What the platform will hold for a project: the standard design, less what it cannot do. */
final class EmbeddedDesign {

    private static final Set<String> KNOWN = Set.of("say", "idle", "exit");

    private final Project project;
    private final List<Finding> findings = new ArrayList<>();

    EmbeddedDesign(Project project) {
        this.project = project;
    }

    Blueprint design() {
        PlatformTraits traits =
                PlatformTraits.of("embedded", RunKind.INSTANCES).withDatabases(PlatformTraits.Databases.REFUSED);
        Blueprint standard = new StandardDesign(traits).design(project);
        findings.addAll(standard.findings());
        project.services().values().forEach(this::check);
        project.volumes()
                .values()
                .forEach(volume ->
                        refuse(volume.positions().own(), "volumes." + volume.name(), "programs have no volumes"));
        return new Blueprint(standard.resources(), standard.units(), findings);
    }

    private void check(Service service) {
        String key = "services." + service.name();
        SourcePosition here = service.positions().own();
        if (service.command().isEmpty() || !KNOWN.contains(service.command().get(0))) {
            refuse(here, key + ".start", "a program is [say, text], [idle] or [exit, code]");
        }
        if (!service.hosts().isEmpty()) {
            refuse(service.positions().at("host"), key + ".host", "there is no gateway");
        }
        if (!service.mounts().isEmpty()) {
            refuse(service.positions().at("volumes"), key + ".volumes", "programs have no volumes");
        }
        if (service.healthCheck().probe() instanceof Probe.Command) {
            refuse(service.positions().at("healthcheck"), key + ".healthcheck", "only HTTP and TCP checks are made");
        }
        if (service.cpu().isPresent() || service.memory().isPresent()) {
            Problem problem = Problem.of("plan.approximated", here, key, "programs are not limited in cpu and memory");
            findings.add(new Finding(Finding.Kind.APPROXIMATED, problem));
        }
    }

    private void refuse(SourcePosition place, String key, String why) {
        findings.add(new Finding(Finding.Kind.REFUSED, Problem.of("plan.unsupported", place, key, why)));
    }
}
