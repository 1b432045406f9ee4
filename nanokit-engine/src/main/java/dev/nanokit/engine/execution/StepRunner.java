package dev.nanokit.engine.execution;

import dev.nanokit.engine.planning.Occupant;
import dev.nanokit.engine.planning.Task;
import dev.nanokit.engine.planning.Work;
import dev.nanokit.provider.MembershipChange;
import dev.nanokit.provider.Operation;
import dev.nanokit.provider.ProviderSession;
import dev.nanokit.provider.Resource;
import dev.nanokit.provider.ResourceManagement;
import dev.nanokit.provider.Slot;
import dev.nanokit.provider.Wanted;
import dev.nanokit.time.Mailbox;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/** Turns a task into the one call of the session that carries it out, on a worker. */
final class StepRunner {

    private final RunContext run;
    private final Mailbox<Message> mailbox;
    private final AtomicBoolean cancelled;
    private final Retry retry;

    StepRunner(RunContext run, Mailbox<Message> mailbox, AtomicBoolean cancelled) {
        this.run = run;
        this.mailbox = mailbox;
        this.cancelled = cancelled;
        this.retry = new Retry(run.time());
    }

    /** {@return what a worker is to run; the world is read now, on the thread that owns it} */
    Runnable prepare(Work work, World world) {
        Function<Operation, Optional<Resource>> call = call(work.task(), world);
        return () -> perform(work, call);
    }

    private Function<Operation, Optional<Resource>> call(Task task, World world) {
        ProviderSession session = run.session();
        if (task instanceof Task.Create create) {
            Wanted wanted = world.complete(create.draft());
            return operation -> Optional.of(management(wanted.slot()).create(wanted, operation));
        }
        if (task instanceof Task.Update update) {
            Wanted wanted = world.complete(update.draft());
            return operation -> Optional.of(management(wanted.slot()).update(update.found(), wanted, operation));
        }
        if (task instanceof Task.Start start) {
            return operation -> Optional.of(session.services().start(start.found(), operation));
        }
        if (task instanceof Task.Stop stop) {
            return operation -> {
                session.services().stop(stop.found(), operation);
                return Optional.empty();
            };
        }
        if (task instanceof Task.Delete delete) {
            return operation -> {
                management(delete.found().slot()).delete(delete.found(), operation);
                return Optional.empty();
            };
        }
        if (task instanceof Task.Switch change) {
            MembershipChange wanted = new MembershipChange(
                    change.membership(),
                    resources(change.members(), world),
                    resources(change.entering(), world),
                    resources(change.leaving(), world));
            return operation -> {
                session.gateway().switchMembers(wanted, operation);
                return Optional.empty();
            };
        }
        throw new IllegalArgumentException("no call for " + task);
    }

    private ResourceManagement management(Slot slot) {
        return slot.kind().runs() ? run.session().services() : run.session().resources(slot.kind());
    }

    private static List<Resource> resources(List<Occupant> occupants, World world) {
        return occupants.stream().map(world::get).toList();
    }

    /** The only place where whatever a provider throws is caught: it ends the step, not the run's bookkeeping. */
    private void perform(Work work, Function<Operation, Optional<Resource>> call) {
        try {
            WorkerOperation operation = new WorkerOperation(
                    run.time(),
                    run.time().now().plus(run.limits().call()),
                    run.scope() + "/" + work.step().words(),
                    cancelled,
                    words -> mailbox.put(new Message.Progressed(work, words)));
            mailbox.put(new Message.Done(work, retry.call(operation, () -> call.apply(operation))));
        } catch (RuntimeException e) {
            mailbox.put(new Message.Failed(work, e));
        }
    }
}
