package dev.nanokit.engine.execution;

import dev.nanokit.engine.planning.Occupant;
import dev.nanokit.engine.planning.Task;
import dev.nanokit.engine.planning.Work;
import dev.nanokit.failure.ProviderException;
import dev.nanokit.provider.MembershipChange;
import dev.nanokit.provider.Operation;
import dev.nanokit.provider.ProviderSession;
import dev.nanokit.provider.Resource;
import dev.nanokit.provider.ResourceManagement;
import dev.nanokit.provider.Revisions;
import dev.nanokit.provider.Slot;
import dev.nanokit.provider.Wanted;
import dev.nanokit.time.Mailbox;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

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
        this.retry = Retry.ofWrites(run.time(), run.rates());
    }

    /** {@return what a worker is to run; the world is read now, on the thread that owns it} */
    Runnable prepare(Work work, World world, Attempt attempt) {
        Function<Operation, Optional<Resource>> call = call(work.task(), world);
        return () -> perform(work, attempt, call);
    }

    private Function<Operation, Optional<Resource>> call(Task task, World world) {
        ProviderSession session = run.session();
        if (task instanceof Task.Create create) {
            Wanted wanted = world.complete(create.what());
            return operation -> Optional.of(management(wanted.slot()).create(wanted, operation));
        }
        if (task instanceof Task.Update update) {
            Wanted wanted = world.complete(update.what());
            return operation -> Optional.of(management(wanted.slot()).update(update.found(), wanted, operation));
        }
        if (task instanceof Task.Start start) {
            return operation -> Optional.of(session.services().start(start.found(), operation));
        }
        if (task instanceof Task.Stop stop) {
            return operation -> {
                new LastWords(session, run.time()).say(stop.found(), operation);
                session.services().stop(stop.found(), operation);
                return Optional.empty();
            };
        }
        if (task instanceof Task.RunJob job) {
            Wanted wanted = world.complete(job.what());
            return operation -> Optional.of(
                    new JobRun(session).toItsEnd(management(wanted.slot()).create(wanted, operation), operation));
        }
        if (task instanceof Task.RunFound job) {
            return operation -> Optional.of(
                    job.mayFail()
                            ? new JobRun(session).whateverItsEnd(job.found(), operation)
                            : new JobRun(session).toItsEnd(job.found(), operation));
        }
        if (task instanceof Task.Back back) {
            return operation -> Optional.of(session.capability(Revisions.class)
                    .orElseThrow(() -> new ProviderException(
                            ProviderException.Kind.BAD_CONFIGURATION,
                            "the provider cannot put " + back.before().slot() + " back to the version before",
                            null))
                    .back(back.before(), operation));
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
                    change.leaving().stream().map(world::found).toList());
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
    private void perform(Work work, Attempt attempt, Function<Operation, Optional<Resource>> call) {
        try {
            Instant last = earlier(
                    run.time().now().plus(run.limits().step()), run.limits().until());
            Operation between = operation(work, last);
            Optional<Resource> result = retry.call(last, between::pause, between::report, () -> {
                between.checkpoint();
                return once(work, attempt, call, last);
            });
            mailbox.put(new Message.Done(work, result));
        } catch (RuntimeException e) {
            mailbox.put(new Message.Failed(work, e));
        } catch (Error e) {
            mailbox.put(new Message.Failed(work, new IllegalStateException("the provider failed with " + e, e)));
        }
    }

    private Optional<Resource> once(
            Work work, Attempt attempt, Function<Operation, Optional<Resource>> call, Instant last) {
        Instant ends = earlier(run.time().now().plus(run.limits().call()), last);
        attempt.begins(ends);
        try {
            return call.apply(operation(work, ends));
        } catch (RuntimeException e) {
            if (attempt.wasLate()) {
                throw late(work, e);
            }
            throw e;
        } finally {
            attempt.ends();
        }
    }

    /** {@return why a step failed whose call did not come back} */
    static ProviderException late(Work work, @Nullable RuntimeException cause) {
        return new ProviderException(
                ProviderException.Kind.FAILED,
                "the call to " + work.step().words() + " did not end before its deadline and was given up;"
                        + " what it did is found by the next up",
                cause);
    }

    private Operation operation(Work work, Instant ends) {
        return new WorkerOperation(
                run,
                ends,
                run.scope() + "/" + work.step().words(),
                cancelled,
                words -> mailbox.put(new Message.Progressed(work, words)));
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
