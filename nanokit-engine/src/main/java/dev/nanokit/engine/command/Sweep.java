package dev.nanokit.engine.command;

import dev.nanokit.engine.execution.BoundedCall;
import dev.nanokit.engine.execution.Executor;
import dev.nanokit.engine.execution.RunContext;
import dev.nanokit.engine.lease.Lease;
import dev.nanokit.engine.planning.UpRequest;
import dev.nanokit.engine.planning.WorkPlan;
import dev.nanokit.provider.Inventory;
import dev.nanokit.provider.Scope;
import dev.nanokit.provider.Scopes;
import dev.nanokit.run.RunOptions;
import java.time.Duration;
import java.util.Comparator;
import java.util.Set;

/** Deletes, data included, what short-lived scopes left behind whose program died before it could do so itself. */
final class Sweep {

    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final Connection connection;
    private final RunContext run;

    Sweep(Connection connection) {
        this.connection = connection;
        this.run = connection.run().until(connection.run().time().now().plus(LONGEST));
    }

    /** Sweeping is a courtesy: that it fails, or takes long, must not fail the run that does it. */
    void ofDeadScopes() {
        try {
            Set<Scope> all =
                    run.session().capability(Scopes.class).map(this::ask).orElse(Set.of());
            all.stream()
                    .filter(scope -> !scope.equals(run.scope())
                            && EphemeralScope.isOver(scope, run.time().now()))
                    .sorted(Comparator.comparing(Scope::toString))
                    .forEach(this::sweep);
        } catch (RuntimeException e) {
            run.events()
                    .notice("could not look for what earlier programs left: "
                            + e.getClass().getSimpleName());
        }
    }

    private Set<Scope> ask(Scopes scopes) {
        return BoundedCall.reading(
                run.time(), run.rates(), "look for other scopes", run.limits().until(), scopes::all);
    }

    private void sweep(Scope scope) {
        run.events().notice("sweeps " + scope + ", whose time is over");
        RunContext there = run.of(scope);
        try (Lease lease = Connection.lease(there, RunOptions.standard())) {
            Inventory inventory = connection.reads(there.limits().until()).discover(scope);
            WorkPlan plan = connection.view().planner().of(scope).down(inventory, everything());
            new Executor(there.with(lease)).apply(plan);
        } catch (RuntimeException e) {
            run.events().notice("could not sweep " + scope + ": " + e.getClass().getSimpleName());
        }
    }

    private static UpRequest everything() {
        return UpRequest.of(RunOptions.standard().deleteAllData(), Set.of());
    }
}
