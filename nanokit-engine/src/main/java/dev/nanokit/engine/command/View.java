package dev.nanokit.engine.command;

import dev.nanokit.engine.execution.BoundedCall;
import dev.nanokit.engine.planning.Fingerprints;
import dev.nanokit.engine.planning.Planner;
import dev.nanokit.failure.Problem;
import dev.nanokit.model.Project;
import dev.nanokit.provider.Blueprint;
import dev.nanokit.provider.Finding;
import dev.nanokit.provider.Inventory;
import dev.nanokit.provider.Scope;
import dev.nanokit.provider.Settings;
import dev.nanokit.provider.Surroundings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What planning works with: what is wanted, what is there, and the planner. It has no way to write. */
final class View {

    private final Link link;
    private final Project project;
    private final Planner planner;
    private final Instant until;

    View(Link link, Project project, Planner planner, Instant until) {
        this.link = link;
        this.project = project;
        this.planner = planner;
        this.until = until;
    }

    Project project() {
        return project;
    }

    Scope scope() {
        return Scope.of(project);
    }

    String providerId() {
        return link.provider().id();
    }

    Planner planner() {
        return planner;
    }

    Planner plannerOf(Scope scope) {
        return new Planner(scope, link.provider(), new Fingerprints(scope));
    }

    Blueprint design() {
        Surroundings around =
                BoundedCall.within(link.time(), "ask the platform about itself", until, () -> link.session()
                        .surroundings());
        Settings settings = link.settings();
        Blueprint designed = link.provider().design(project, settings, around);
        List<Finding> findings = new ArrayList<>(designed.findings());
        settings.problems()
                .forEach(problem -> findings.add(new Finding(
                        Finding.Kind.APPROXIMATED,
                        Problem.of(
                                "plan.unused-key",
                                problem.position(),
                                problem.key(),
                                "provider '" + providerId() + "' does not know this key, and leaves it out"))));
        return new Blueprint(designed.resources(), designed.units(), findings);
    }

    Inventory discover() {
        return BoundedCall.reading(link.time(), link.rates(), "look for resources", until, () -> link.session()
                .discovery()
                .discover(scope()));
    }
}
