package dev.nanokit.engine.execution;

import dev.nanokit.engine.lease.Lease;
import dev.nanokit.engine.planning.Task;
import dev.nanokit.engine.planning.Work;
import dev.nanokit.failure.FailureReport;
import dev.nanokit.failure.LeaseException;
import dev.nanokit.failure.OperationCancelledException;
import dev.nanokit.failure.RolloutFailedException;
import dev.nanokit.failure.StepFailure;
import dev.nanokit.run.OnFailure;
import dev.nanokit.time.Mailbox;
import dev.nanokit.time.Workers;
import java.time.Duration;
import java.time.Instant;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The thread that owns the run: begins what is ready, hears what ended, and waits for the next thing to happen. */
final class Coordinator {

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    /** How long a write gets to end by itself once it is cancelled or late. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final RunContext run;
    private final Mailbox<Message> mailbox;
    private final Workers workers;
    private final Readiness readiness;
    private final World world;
    private final AtomicBoolean cancelled = new AtomicBoolean();
    private final StepRunner runner;
    private final Diagnosis diagnosis;
    private final Map<Work, Instant> begun = new IdentityHashMap<>();
    private final Map<Work, Instant> drains = new IdentityHashMap<>();
    private final Map<Work, Attempt> attempts = new IdentityHashMap<>();
    private final Set<String> unfinished = new TreeSet<>();
    private Progress progress = new Progress(List.of());
    private boolean renewing;
    private @Nullable RuntimeException firstCause;

    Coordinator(RunContext run, Mailbox<Message> mailbox, Workers workers, Readiness readiness, World world) {
        this.run = run;
        this.mailbox = mailbox;
        this.workers = workers;
        this.readiness = readiness;
        this.world = world;
        this.runner = new StepRunner(run, mailbox, cancelled);
        this.diagnosis = new Diagnosis(run);
    }

    void carryOut(List<Work> works) {
        progress = new Progress(works);
        try {
            while (!progress.isOver()) {
                requireGoOn();
                beginReady();
                readiness.tick(this::ended);
                endDrains();
                endLate();
                renew();
                boolean canBegin =
                        progress.hasNext() && attempts.size() < run.limits().parallelism();
                if (!progress.isOver() && !canBegin) {
                    requireLife();
                    mailbox.take(wakeUp()).ifPresent(this::hear);
                }
                if (!run.time().now().isBefore(run.limits().until())) {
                    throw expired();
                }
            }
            if (!progress.failures().isEmpty()) {
                requireGoOn();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            endEarly("run.cancelled", "cancelled before it ended");
            throw new OperationCancelledException(
                    "cancelled; what was created carries labels, and the next up goes on from there");
        } catch (RuntimeException | Error e) {
            if (!begun.isEmpty()) {
                endEarly("run.broken", "the run broke: " + e.getClass().getName());
            }
            throw e;
        }
        if (firstCause instanceof LeaseException lost) {
            throw lost;
        }
        if (!progress.failures().isEmpty()) {
            throw failed();
        }
    }

    /** An interruption that came while nobody waited counts too, but not for a run that has done all that it should. */
    private static void requireGoOn() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    private RolloutFailedException failed() {
        FailureReport report = new FailureReport(progress.failures(), progress.skipped());
        return new RolloutFailedException(report.withServing(serving()), firstCause);
    }

    /**
     * {@return the services of which a step failed and whose old instances were not stopped because of that, or which the
     * platform rolls by itself}
     */
    private List<String> serving() {
        Stream<String> notStopped = progress.fallen().stream()
                .map(Work::task)
                .filter(Task.Stop.class::isInstance)
                .map(task -> ((Task.Stop) task).found().slot().owner());
        Stream<String> rolled = progress.all().stream()
                .map(Work::task)
                .filter(Task.Update.class::isInstance)
                .map(Task.Update.class::cast)
                .filter(update ->
                        update.keepsServing() && update.found().state().isRunning())
                .map(update -> update.found().slot().owner());
        return Stream.concat(notStopped, rolled)
                .filter(unfinished::contains)
                .distinct()
                .sorted()
                .toList();
    }

    private RuntimeException expired() {
        endEarly("run.deadline", "had not ended when the deadline of the run came");
        return progress.failures().isEmpty()
                ? new RolloutFailedException(
                        new FailureReport(
                                List.of(StepFailure.of(
                                        "run", "run.deadline", "the deadline of the run came before it could end")),
                                progress.skipped()),
                        firstCause)
                : failed();
    }

    /** {@return names of the services and databases of which not every change was made} */
    Set<String> unfinishedNames() {
        Set<String> names = new TreeSet<>(unfinished);
        progress.fallen().stream().map(work -> work.step().slot().owner()).forEach(names::add);
        return names;
    }

    private void beginReady() {
        for (Optional<Work> next = progress.nextWait(); next.isPresent(); next = progress.nextWait()) {
            begin(next.get());
        }
        while (attempts.size() < run.limits().parallelism()) {
            Optional<Work> next = progress.nextWrite();
            if (next.isEmpty()) {
                return;
            }
            begin(next.get());
        }
    }

    private void begin(Work work) {
        begun.put(work, run.time().now());
        run.events().stepStarted(work.step());
        if (work.task() instanceof Task.Await await) {
            readiness.begin(work, await, world);
        } else if (work.task() instanceof Task.Drain drain) {
            drains.put(work, run.time().now().plus(drain.time()));
        } else if (work.task() instanceof Task.Gate) {
            ended(work, Optional.empty());
        } else {
            Attempt attempt = new Attempt();
            attempts.put(work, attempt);
            workers.run(runner.prepare(work, world, attempt));
        }
    }

    private void endDrains() {
        Instant now = run.time().now();
        for (Map.Entry<Work, Instant> drain : List.copyOf(drains.entrySet())) {
            if (!now.isBefore(drain.getValue())) {
                drains.remove(drain.getKey());
                ended(drain.getKey(), Optional.empty());
            }
        }
    }

    /** A call that does not come back is interrupted at its deadline, and given up a little later. */
    private void endLate() {
        Instant now = run.time().now();
        for (Map.Entry<Work, Attempt> entry : List.copyOf(attempts.entrySet())) {
            Optional<Instant> ends = entry.getValue().callEnds();
            if (ends.isPresent() && !now.isBefore(ends.get().plus(PATIENCE))) {
                attempts.remove(entry.getKey());
                workers.grow();
                RuntimeException late = StepRunner.late(entry.getKey(), null);
                blame(late);
                ended(entry.getKey(), Optional.of(diagnosis.of(entry.getKey(), late)));
            } else if (ends.isPresent() && !now.isBefore(ends.get())) {
                entry.getValue().interruptLateCall();
            }
        }
    }

    private void renew() {
        Lease lease = run.lease();
        boolean due =
                lease.renewAt().map(then -> !run.time().now().isBefore(then)).orElse(false);
        if (due && !renewing) {
            renewing = true;
            workers.run(() -> {
                try {
                    lease.renew();
                } finally {
                    mailbox.put(new Message.Renewed());
                }
            });
        }
    }

    private void hear(Message message) {
        if (message instanceof Message.Done done) {
            done.resource().ifPresent(world::put);
            if (attempts.remove(done.work()) != null) {
                ended(done.work(), Optional.empty());
            }
        } else if (message instanceof Message.Failed failed) {
            if (attempts.remove(failed.work()) != null) {
                blame(failed.failure());
                ended(failed.work(), Optional.of(diagnosis.of(failed.work(), failed.failure())));
            }
        } else if (message instanceof Message.Progressed progressed) {
            run.events().stepProgressed(progressed.work().step(), run.masking().of(progressed.progress()));
        } else if (message instanceof Message.Looked looked) {
            readiness.looked(looked.answers(), this::ended);
        } else if (message instanceof Message.LookFailed failed) {
            blame(failed.failure());
            readiness.lookFailed(failed.failure(), this::ended);
        } else if (message instanceof Message.Probed probed) {
            readiness.probed(probed.id(), probed.answer(), this::ended);
        } else if (message instanceof Message.Renewed) {
            renewing = false;
        }
    }

    private void blame(RuntimeException failure) {
        if (firstCause == null || (failure instanceof LeaseException && !(firstCause instanceof LeaseException))) {
            firstCause = failure;
        }
    }

    private void ended(Work work, Optional<StepFailure> told) {
        Optional<StepFailure> failure = told.map(run.masking()::of);
        Instant since = begun.remove(work);
        Duration took = since == null
                ? Duration.ZERO
                : Duration.between(since, run.time().now());
        run.events().stepFinished(work.step(), took, failure);
        if (failure.isEmpty()) {
            progress.done(work);
            return;
        }
        unfinished.add(work.step().slot().owner());
        progress.failed(work, failure.get());
        if (run.limits().onFailure() == OnFailure.STOP || firstCause instanceof LeaseException) {
            stop();
        }
    }

    /** Begins nothing more. Writes under way end; what only waits is not waited for. */
    private void stop() {
        progress.stop();
        for (Work work : readiness.abandon()) {
            endAsSkipped(work);
        }
        for (Work work : List.copyOf(drains.keySet())) {
            drains.remove(work);
            endAsSkipped(work);
        }
    }

    private void endAsSkipped(Work work) {
        Instant since = begun.remove(work);
        Duration took = since == null
                ? Duration.ZERO
                : Duration.between(since, run.time().now());
        StepFailure why =
                StepFailure.of(work.step().words(), "run.stopped", "was not waited for, as another step had failed");
        run.events().stepFinished(work.step(), took, Optional.of(why));
        unfinished.add(work.step().slot().owner());
        progress.skipped(work);
    }

    private Instant wakeUp() {
        Instant next = earlier(run.time().now().plus(LONGEST_WAIT), run.limits().until());
        next = earlier(next, readiness.wakeUp().orElse(next));
        if (!renewing) {
            next = earlier(next, run.lease().renewAt().orElse(next));
        }
        for (Instant drain : drains.values()) {
            next = earlier(next, drain);
        }
        for (Attempt attempt : attempts.values()) {
            Instant ends = attempt.callEnds().orElse(next);
            next = earlier(next, attempt.wasLate() ? ends.plus(PATIENCE) : ends);
        }
        return next;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private void requireLife() {
        if (attempts.isEmpty() && readiness.isIdle() && drains.isEmpty()) {
            String graph = "nothing is under way and nothing can begin, as each of these waits for another:"
                    + progress.stuck();
            throw new RolloutFailedException(
                    new FailureReport(
                            List.of(StepFailure.of("run", "run.stuck", graph)
                                    .withHint("this is a fault of the plan, not of the file: please report it with the"
                                            + " plan's text")),
                            progress.skipped()),
                    firstCause);
        }
    }

    /** Lets the calls under way end for a short while, so that each start that was told of gets its finish. */
    private void endEarly(String code, String words) {
        cancelled.set(true);
        progress.stop();
        boolean interrupted = Thread.interrupted();
        RuntimeException cause = firstCause;
        workers.interrupt();
        Instant patience = run.time().now().plus(PATIENCE);
        try {
            while (!attempts.isEmpty() && run.time().now().isBefore(patience)) {
                mailbox.take(patience).filter(this::endsAWrite).ifPresent(this::hear);
            }
        } catch (InterruptedException e) {
            interrupted = true;
        }
        firstCause = cause;
        attempts.clear();
        readiness.abandon();
        drains.clear();
        for (Work work : List.copyOf(begun.keySet())) {
            StepFailure why = StepFailure.of(work.step().words(), code, words).at(work.position());
            ended(work, Optional.of(why));
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean endsAWrite(Message message) {
        return message instanceof Message.Done || message instanceof Message.Failed;
    }
}
