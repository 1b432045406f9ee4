package dev.nanokit;

import dev.nanokit.engine.command.Applied;
import dev.nanokit.engine.command.DriftCommand;
import dev.nanokit.engine.command.ExecCommand;
import dev.nanokit.engine.command.ExistingCommand;
import dev.nanokit.engine.command.LogsCommand;
import dev.nanokit.engine.command.PlanCommand;
import dev.nanokit.engine.command.Request;
import dev.nanokit.engine.command.RunCommand;
import dev.nanokit.engine.command.StatusCommand;
import dev.nanokit.engine.command.UpCommand;
import dev.nanokit.engine.planning.WorkPlan;
import dev.nanokit.failure.PlanRejectedException;
import dev.nanokit.model.Name;
import dev.nanokit.model.Project;
import dev.nanokit.provider.ProgramResult;
import dev.nanokit.provider.Slot;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** The verbs of a request: each is one command. */
final class RequestVerbs implements Verbs {

    private final Request request;

    RequestVerbs(Request request) {
        this.request = request;
    }

    @Override
    public DeploymentPlan plan(String... targets) {
        Request aimed = request.withTargets(names(targets));
        return new DefaultDeploymentPlan(new PlanCommand(aimed).run(), new RequestVerbs(aimed)::apply);
    }

    @Override
    public Deployment up(String... targets) {
        return deployment(UpCommand.up(request.withTargets(names(targets))).run());
    }

    @Override
    public CompletableFuture<Deployment> upAsync(String... targets) {
        return AsyncVerb.start("nanokit-up", () -> up(targets));
    }

    /** Carries out a plan that was looked at before. */
    Deployment apply(WorkPlan plan) {
        return deployment(UpCommand.up(request).run(plan));
    }

    @Override
    public Deployment down() {
        return deployment(new ExistingCommand(request).down());
    }

    @Override
    public Status status() {
        return new StatusReading(new StatusCommand(request).run()).read();
    }

    @Override
    public Drift drift() {
        DriftCommand.Seen seen = new DriftCommand(request).run();
        return new Drift(
                seen.differences().stream()
                        .map(one -> new Drift.Difference(one.slot(), one.field(), one.wanted(), one.found()))
                        .toList(),
                seen.plan());
    }

    @Override
    public Deployment stop() {
        return deployment(new ExistingCommand(request).stop());
    }

    @Override
    public Deployment start() {
        return deployment(new ExistingCommand(request).start());
    }

    @Override
    public Deployment restart(String... names) {
        Set<String> all = names(names);
        if (all.isEmpty()) {
            throw new IllegalArgumentException("name at least one service or database to restart");
        }
        return deployment(UpCommand.restart(request, all).run());
    }

    @Override
    public Deployment scale(String service, int instances) {
        Request scaled = request.withSource(() -> scaled(request.source().get(), service, instances));
        return deployment(UpCommand.up(scaled.withTargets(Set.of(service))).run());
    }

    private static Project scaled(Project project, String service, int instances) {
        if (!Name.isValid(service) || !project.services().containsKey(Name.of(service))) {
            throw new PlanRejectedException(
                    "plan.unknown-target",
                    "the file has no service named " + service + "; there are "
                            + project.services().keySet(),
                    List.of());
        }
        return project.withInstances(Name.of(service), instances);
    }

    @Override
    public ProgramResult exec(String name, String... command) {
        return new ExecCommand(request).run(Objects.requireNonNull(name, "name"), words(command));
    }

    @Override
    public ProgramResult run(String service, String... command) {
        return new RunCommand(request).run(Objects.requireNonNull(service, "service"), words(command));
    }

    @Override
    public Map<Slot, List<String>> logs(String service, int lines) {
        return new LogsCommand(request).run(Objects.requireNonNull(service, "service"), lines);
    }

    private Deployment deployment(Applied applied) {
        return new DefaultDeployment(applied, this, () -> {});
    }

    private static Set<String> names(String... names) {
        return Set.copyOf(List.of(names));
    }

    private static List<String> words(String... command) {
        if (command.length == 0) {
            throw new IllegalArgumentException("a command has at least one word");
        }
        return List.of(command);
    }
}
