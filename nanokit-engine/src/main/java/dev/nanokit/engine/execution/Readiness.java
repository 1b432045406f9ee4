package dev.nanokit.engine.execution;

import dev.nanokit.engine.planning.Occupant;
import dev.nanokit.engine.planning.Task;
import dev.nanokit.engine.planning.Work;
import dev.nanokit.failure.ProviderException;
import dev.nanokit.failure.StepFailure;
import dev.nanokit.model.HealthCheck;
import dev.nanokit.model.Probe;
import dev.nanokit.provider.Health;
import dev.nanokit.provider.PlatformId;
import dev.nanokit.provider.Watched;
import dev.nanokit.time.Mailbox;
import dev.nanokit.time.Workers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * All waits for readiness of a run: one look answers for every one of them, and probes of our own ask where the platform
 * does not know. Confined to the thread that owns the run.
 */
final class Readiness {

    /** A look is cheap, and what is ready is to be seen within a tenth of a second. */
    private static final Duration LOOK_EVERY = Duration.ofMillis(50);

    private static final Duration ASK_EVERY = Duration.ofMillis(40);

    private final RunContext run;
    private final Mailbox<Message> mailbox;
    private final Workers workers;
    private final Prober prober;
    private final Diagnosis diagnosis;
    private final List<Wait> waits = new ArrayList<>();
    private final Set<PlatformId> seenReady = new HashSet<>();
    private final Map<PlatformId, Instant> askNext = new HashMap<>();
    private final Set<PlatformId> asking = new HashSet<>();
    private final Map<PlatformId, Health.AskAt> addresses = new HashMap<>();
    private Instant lookNext;
    private boolean looking;

    Readiness(RunContext run, Mailbox<Message> mailbox, Workers workers, Prober prober) {
        this.run = run;
        this.mailbox = mailbox;
        this.workers = workers;
        this.prober = prober;
        this.diagnosis = new Diagnosis(run.session());
        this.lookNext = run.time().now();
    }

    void begin(Work work, Task.Await task, World world) {
        List<Watched> whom = task.whom().stream()
                .map(occupant -> new Watched(world.get(occupant), occupant.check()))
                .toList();
        Duration longest = task.whom().stream()
                .map(Occupant::check)
                .map(HealthCheck::deadline)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
        waits.add(new Wait(work, task.quorum(), run.time().now().plus(longest), whom));
    }

    boolean isIdle() {
        return waits.isEmpty();
    }

    boolean wasSeenReady(PlatformId id) {
        return seenReady.contains(id);
    }

    /** {@return when something is to be done next} */
    Optional<Instant> wakeUp() {
        if (waits.isEmpty()) {
            return Optional.empty();
        }
        Instant next =
                waits.stream().map(Wait::deadline).min(Instant::compareTo).orElseThrow();
        if (!looking && lookNext.isBefore(next)) {
            next = lookNext;
        }
        for (Map.Entry<PlatformId, Instant> due : askNext.entrySet()) {
            if (!asking.contains(due.getKey()) && due.getValue().isBefore(next)) {
                next = due.getValue();
            }
        }
        return Optional.of(next);
    }

    /** Starts the look and the probes that are due, and ends the waits whose time is over. */
    void tick(BiConsumer<Work, Optional<StepFailure>> ended) {
        Instant now = run.time().now();
        Map<PlatformId, Watched> open = open();
        if (!open.isEmpty() && !looking && !now.isBefore(lookNext)) {
            looking = true;
            List<Watched> whom = List.copyOf(open.values());
            workers.run(() -> look(whom));
        }
        ask(open, now);
        settle(ended, now);
    }

    void looked(Map<PlatformId, Health> answers, BiConsumer<Work, Optional<StepFailure>> ended) {
        looking = false;
        Instant now = run.time().now();
        lookNext = now.plus(LOOK_EVERY);
        answers.forEach((id, health) -> {
            if (health instanceof Health.Ready) {
                seenReady.add(id);
            }
            if (health instanceof Health.AskAt where) {
                addresses.put(id, where);
                askNext.putIfAbsent(id, now);
            } else {
                addresses.remove(id);
                askNext.remove(id);
            }
            waits.stream().filter(wait -> wait.concerns(id)).forEach(wait -> wait.looked(id, health));
        });
        settle(ended, now);
    }

    void probed(PlatformId id, Prober.Answer answer, BiConsumer<Work, Optional<StepFailure>> ended) {
        asking.remove(id);
        Instant now = run.time().now();
        if (askNext.containsKey(id)) {
            askNext.put(id, now.plus(ASK_EVERY));
        }
        if (answer.isReady()) {
            seenReady.add(id);
            askNext.remove(id);
        }
        waits.stream().filter(wait -> wait.concerns(id)).forEach(wait -> wait.probed(id, answer));
        settle(ended, now);
    }

    /** A look that failed in passing is made again; any other ends every wait. */
    void lookFailed(RuntimeException failure, BiConsumer<Work, Optional<StepFailure>> ended) {
        looking = false;
        lookNext = run.time().now().plus(LOOK_EVERY.multipliedBy(10));
        if (failure instanceof ProviderException platform && platform.kind().isRetryable()) {
            return;
        }
        for (Wait wait : List.copyOf(waits)) {
            waits.remove(wait);
            ended.accept(wait.work(), Optional.of(diagnosis.of(wait.work(), failure)));
        }
    }

    private void settle(BiConsumer<Work, Optional<StepFailure>> ended, Instant now) {
        for (Wait wait : List.copyOf(waits)) {
            Optional<StepFailure> failure = wait.hopeless().map(evidence -> diagnosis.ofDeath(wait, evidence));
            if (wait.isOver()) {
                waits.remove(wait);
                ended.accept(wait.work(), Optional.empty());
            } else if (failure.isPresent()) {
                waits.remove(wait);
                ended.accept(wait.work(), failure);
            } else if (!now.isBefore(wait.deadline())) {
                waits.remove(wait);
                ended.accept(wait.work(), Optional.of(diagnosis.ofDeadline(wait)));
            }
        }
    }

    private void ask(Map<PlatformId, Watched> open, Instant now) {
        askNext.keySet().retainAll(open.keySet());
        for (Map.Entry<PlatformId, Instant> due : askNext.entrySet()) {
            PlatformId id = due.getKey();
            Health.AskAt where = addresses.get(id);
            Watched watched = open.get(id);
            if (where != null && watched != null && !now.isBefore(due.getValue()) && asking.add(id)) {
                Optional<String> path = watched.check().probe() instanceof Probe.Http http
                        ? Optional.of(http.path())
                        : Optional.empty();
                Prober.Question question =
                        new Prober.Question(where, path, watched.check().timeout());
                prober.ask(question, answer -> mailbox.put(new Message.Probed(id, answer)));
            }
        }
    }

    private Map<PlatformId, Watched> open() {
        Map<PlatformId, Watched> open = new LinkedHashMap<>();
        waits.forEach(wait ->
                wait.open().forEach(watched -> open.put(watched.resource().id(), watched)));
        return open;
    }

    private void look(Collection<Watched> whom) {
        try {
            mailbox.put(new Message.Looked(run.session().health().look(whom)));
        } catch (RuntimeException e) {
            mailbox.put(new Message.LookFailed(e));
        }
    }
}
