package dev.nanokit.engine.command;

import dev.nanokit.engine.execution.BoundedCall;
import dev.nanokit.engine.execution.Executor;
import dev.nanokit.engine.execution.RunContext;
import dev.nanokit.engine.lease.Lease;
import dev.nanokit.engine.planning.UpRequest;
import dev.nanokit.engine.planning.WorkPlan;
import dev.nanokit.failure.NanokitException;
import dev.nanokit.provider.Inventory;
import dev.nanokit.provider.Scope;
import dev.nanokit.provider.Scopes;
import dev.nanokit.run.RunOptions;
import java.util.Set;

/** Deletes, data included, what short-lived scopes left behind whose program died before it could do so itself. */
final class Sweep {

    private final Connection connection;
    private final RunContext run;

    Sweep(Connection connection, RunContext run) {
        this.connection = connection;
        this.run = run;
    }

    /** Sweeping is a courtesy: that it fails must not fail the run that does it. */
    void ofDeadScopes() {
        try {
            Set<Scope> all =
                    run.session().capability(Scopes.class).map(this::ask).orElse(Set.of());
            for (Scope scope : all) {
                if (!scope.equals(run.scope())
                        && EphemeralScope.isOver(scope, run.time().now())) {
                    sweep(scope);
                }
            }
        } catch (NanokitException e) {
            run.events().notice("could not sweep what an earlier program left: " + e.code());
        }
    }

    private Set<Scope> ask(Scopes scopes) {
        return BoundedCall.reading(
                run.time(), run.rates(), "look for other scopes", connection.callEnds(), scopes::all);
    }

    private void sweep(Scope scope) {
        run.events().notice("sweeps " + scope + ", whose time is over");
        RunContext there = run.of(scope);
        try (Lease lease = Connection.lease(there, RunOptions.standard())) {
            Inventory inventory = connection.view().discover(scope);
            WorkPlan plan = connection.view().planner().of(scope).down(inventory, everything());
            new Executor(there.with(lease)).apply(plan);
        }
    }

    private static UpRequest everything() {
        return UpRequest.of(RunOptions.standard().deleteAllData(), Set.of());
    }
}
