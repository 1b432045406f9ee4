package dev.nanokit.engine.command;

import dev.nanokit.engine.planning.Planner;
import dev.nanokit.engine.planning.PlatformRules;
import dev.nanokit.failure.Problem;
import dev.nanokit.model.Project;
import dev.nanokit.provider.Blueprint;
import dev.nanokit.provider.Finding;
import dev.nanokit.provider.Inventory;
import dev.nanokit.provider.Scope;
import dev.nanokit.provider.Settings;
import dev.nanokit.provider.Surroundings;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/** What planning works with: what is wanted, what is there, and the planner. It has no way to write. */
final class View {

    private final Project project;
    private final PlatformRules rules;
    private final Settings settings;
    private final BiFunction<Project, Surroundings, Blueprint> design;
    private final Reads reads;
    private final Planner planner;

    View(
            Project project,
            PlatformRules rules,
            Settings settings,
            BiFunction<Project, Surroundings, Blueprint> design,
            Reads reads,
            Planner planner) {
        this.project = project;
        this.rules = rules;
        this.settings = settings;
        this.design = design;
        this.reads = reads;
        this.planner = planner;
    }

    Project project() {
        return project;
    }

    String providerId() {
        return rules.providerId();
    }

    Planner planner() {
        return planner;
    }

    Blueprint design() {
        Blueprint designed = design.apply(BuildLook.at(project), reads.surroundings());
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
        return discover(Scope.of(project));
    }

    Inventory discover(Scope scope) {
        return reads.discover(scope);
    }
}
