package dev.nanokit.engine.execution;

import dev.nanokit.engine.planning.Task;
import dev.nanokit.engine.planning.Work;
import dev.nanokit.failure.FailureReport;
import dev.nanokit.failure.OperationCancelledException;
import dev.nanokit.failure.RolloutFailedException;
import dev.nanokit.failure.StepFailure;
import dev.nanokit.time.Mailbox;
import dev.nanokit.time.Workers;
import java.time.Duration;
import java.time.Instant;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** The thread that owns the run: begins what is ready, hears what ended, and waits for the next thing to happen. */
final class Coordinator {

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);
    private static final Duration CANCEL_PATIENCE = Duration.ofSeconds(5);

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
    private Progress progress = new Progress(List.of());
    private int writing;
    private @Nullable RuntimeException firstCause;

    Coordinator(RunContext run, Mailbox<Message> mailbox, Workers workers, Readiness readiness, World world) {
        this.run = run;
        this.mailbox = mailbox;
        this.workers = workers;
        this.readiness = readiness;
        this.world = world;
        this.runner = new StepRunner(run, mailbox, cancelled);
        this.diagnosis = new Diagnosis(run.session());
    }

    void carryOut(List<Work> works) {
        progress = new Progress(works);
        try {
            while (!progress.isOver()) {
                beginReady();
                readiness.tick(this::ended);
                endDrains();
                boolean canBegin = progress.hasNext() && writing < run.limits().parallelism();
                if (!progress.isOver() && !canBegin) {
                    requireLife();
                    mailbox.take(wakeUp()).ifPresent(this::hear);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw cancel();
        }
        if (!progress.failures().isEmpty()) {
            throw new RolloutFailedException(new FailureReport(progress.failures(), progress.skipped()), firstCause);
        }
    }

    private void beginReady() {
        for (Optional<Work> next = progress.nextWait(); next.isPresent(); next = progress.nextWait()) {
            begin(next.get());
        }
        while (writing < run.limits().parallelism()) {
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
            writing++;
            workers.run(runner.prepare(work, world));
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

    private void hear(Message message) {
        if (message instanceof Message.Done done) {
            writing--;
            done.resource().ifPresent(world::put);
            ended(done.work(), Optional.empty());
        } else if (message instanceof Message.Failed failed) {
            writing--;
            if (firstCause == null) {
                firstCause = failed.failure();
            }
            ended(failed.work(), Optional.of(diagnosis.of(failed.work(), failed.failure())));
        } else if (message instanceof Message.Progressed progressed) {
            run.events().stepProgressed(progressed.work().step(), progressed.progress());
        } else if (message instanceof Message.Looked looked) {
            readiness.looked(looked.answers(), this::ended);
        } else if (message instanceof Message.LookFailed failed) {
            if (firstCause == null) {
                firstCause = failed.failure();
            }
            readiness.lookFailed(failed.failure(), this::ended);
        } else if (message instanceof Message.Probed probed) {
            readiness.probed(probed.id(), probed.answer(), this::ended);
        }
    }

    private void ended(Work work, Optional<StepFailure> failure) {
        Instant since = begun.remove(work);
        Duration took = since == null
                ? Duration.ZERO
                : Duration.between(since, run.time().now());
        run.events().stepFinished(work.step(), took, failure);
        failure.ifPresentOrElse(cause -> progress.failed(work, cause), () -> progress.done(work));
    }

    private Instant wakeUp() {
        Instant next = run.time().now().plus(LONGEST_WAIT);
        Optional<Instant> look = readiness.wakeUp();
        if (look.isPresent() && look.get().isBefore(next)) {
            next = look.get();
        }
        for (Instant drain : drains.values()) {
            next = drain.isBefore(next) ? drain : next;
        }
        return next;
    }

    private void requireLife() {
        if (writing == 0 && readiness.isIdle() && drains.isEmpty()) {
            throw new IllegalStateException("nothing is under way and nothing can begin:" + progress.stuck());
        }
    }

    /** Lets the calls under way end for a short while, so that each start that was told of gets its finish. */
    private OperationCancelledException cancel() {
        cancelled.set(true);
        boolean interrupted = Thread.interrupted();
        workers.interrupt();
        Instant patience = run.time().now().plus(CANCEL_PATIENCE);
        try {
            while (writing > 0 && run.time().now().isBefore(patience)) {
                mailbox.take(patience).filter(this::endsAWrite).ifPresent(this::hear);
            }
        } catch (InterruptedException e) {
            interrupted = true;
        }
        for (Work work : List.copyOf(begun.keySet())) {
            OperationCancelledException why = new OperationCancelledException("cancelled before it ended");
            ended(work, Optional.of(diagnosis.of(work, why)));
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return new OperationCancelledException(
                "cancelled; what was created carries labels, and the next up goes on from there");
    }

    private boolean endsAWrite(Message message) {
        return message instanceof Message.Done || message instanceof Message.Failed;
    }
}
