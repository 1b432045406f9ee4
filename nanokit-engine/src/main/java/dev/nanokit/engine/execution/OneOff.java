package dev.nanokit.engine.execution;

import dev.nanokit.engine.planning.Draft;
import dev.nanokit.engine.planning.Occupant;
import dev.nanokit.failure.ProviderException;
import dev.nanokit.provider.Jobs;
import dev.nanokit.provider.Operation;
import dev.nanokit.provider.ProgramResult;
import dev.nanokit.provider.Resource;
import dev.nanokit.provider.ResourceManagement;
import dev.nanokit.provider.Slot;
import dev.nanokit.provider.Wanted;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/** A job that nobody planned: created, run, and deleted again. */
public final class OneOff {

    private static final Duration CLEAN_UP = Duration.ofSeconds(30);

    private final RunContext run;

    /**
     * Makes it.
     *
     * @param run what it works with
     */
    public OneOff(RunContext run) {
        this.run = run;
    }

    /**
     * Runs the job.
     *
     * @param occupants what its references lead to
     * @param draft the job
     * @param until when it must have ended
     * @return how it ended
     */
    public ProgramResult run(Map<Slot, Occupant> occupants, Draft draft, Instant until) {
        Jobs jobs = run.session()
                .capability(Jobs.class)
                .orElseThrow(() -> new ProviderException(
                        ProviderException.Kind.BAD_CONFIGURATION, "the provider runs no jobs", null));
        Wanted wanted = new World(run, occupants).complete(draft);
        Operation operation = operation(draft, until);
        ResourceManagement management =
                run.session().resources(draft.spec().slot().kind());
        Resource job = Retry.ofWrites(run.time(), run.rates())
                .call(until, operation::pause, operation::report, () -> management.create(wanted, operation));
        try (Closing clean = () -> takeAway(management, job, draft)) {
            return jobs.run(job, operation);
        }
    }

    /** Also when this thread was told to end: nobody else would do it. */
    private void takeAway(ResourceManagement management, Resource job, Draft draft) {
        boolean interrupted = Thread.interrupted();
        try {
            Instant until = run.time().now().plus(CLEAN_UP);
            Operation operation = operation(draft, until);
            Retry.ofWrites(run.time(), run.rates()).call(until, operation::pause, operation::report, () -> {
                management.delete(job, operation);
                return true;
            });
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private Operation operation(Draft draft, Instant until) {
        return new WorkerOperation(
                run, until, run.scope() + "/" + draft.spec().slot(), new AtomicBoolean(), run.events()::notice);
    }

    /** Its failure is attached to that of the job, and never hides it. */
    private interface Closing extends AutoCloseable {
        @Override
        void close();
    }
}
