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
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * All waits for readiness of a run: one look answers for every one of them, and probes of our own ask where the platform
 * does not know. What an answer costs does not depend on how many wait. Confined to the thread that owns the run.
 */
final class Readiness {

    private static final Duration ASK_EVERY = Duration.ofMillis(40);
    private static final int LOOKS_AFTER_FAILURE = 10;

    private final RunContext run;
    private final Mailbox<Message> mailbox;
    private final Workers workers;
    private final Prober prober;
    private final Diagnosis diagnosis;
    private final Set<Wait> waits = new LinkedHashSet<>();
    private final PriorityQueue<Wait> byDeadline = new PriorityQueue<>(Comparator.comparing(Wait::deadline));
    private final Map<PlatformId, Watched> open = new LinkedHashMap<>();
    private final Map<PlatformId, List<Wait>> concerned = new HashMap<>();
    private final Set<PlatformId> seenReady = new HashSet<>();
    private final Map<PlatformId, Health.AskAt> addresses = new HashMap<>();
    private final PriorityQueue<Question> questions = new PriorityQueue<>(Comparator.comparing(Question::due));
    private final Set<PlatformId> asking = new HashSet<>();
    private Instant lookNext;
    private boolean looking;

    Readiness(RunContext run, Mailbox<Message> mailbox, Workers workers, Prober prober) {
        this.run = run;
        this.mailbox = mailbox;
        this.workers = workers;
        this.prober = prober;
        this.diagnosis = new Diagnosis(run);
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
        Wait wait = new Wait(work, task.quorum(), run.time().now().plus(longest), whom);
        waits.add(wait);
        byDeadline.add(wait);
        for (Watched watched : whom) {
            PlatformId id = watched.resource().id();
            open.put(id, watched);
            concerned.computeIfAbsent(id, any -> new ArrayList<>(1)).add(wait);
        }
    }

    boolean isIdle() {
        return waits.isEmpty();
    }

    boolean wasSeenReady(PlatformId id) {
        return seenReady.contains(id);
    }

    /** {@return the works that wait; they are not waited for any more} */
    List<Work> abandon() {
        List<Work> works = waits.stream().map(Wait::work).toList();
        List.copyOf(waits).forEach(this::forget);
        return works;
    }

    /** {@return when something is to be done next} */
    Optional<Instant> wakeUp() {
        if (waits.isEmpty()) {
            return Optional.empty();
        }
        Instant next = dueFirst().deadline();
        if (!looking && !open.isEmpty() && lookNext.isBefore(next)) {
            next = lookNext;
        }
        Question question = questions.peek();
        return Optional.of(question != null && question.due().isBefore(next) ? question.due() : next);
    }

    /** Starts the look and the probes that are due, and ends the waits whose time is over. */
    void tick(BiConsumer<Work, Optional<StepFailure>> ended) {
        Instant now = run.time().now();
        if (!open.isEmpty() && !looking && !now.isBefore(lookNext)) {
            looking = true;
            List<Watched> whom = List.copyOf(open.values());
            workers.run(() -> look(whom));
        }
        ask(now);
        while (!waits.isEmpty() && !now.isBefore(dueFirst().deadline())) {
            Wait late = dueFirst();
            StepFailure failure = diagnosis.ofDeadline(late);
            forget(late);
            ended.accept(late.work(), Optional.of(failure));
        }
    }

    void looked(Map<PlatformId, Health> answers, BiConsumer<Work, Optional<StepFailure>> ended) {
        looking = false;
        Instant now = run.time().now();
        lookNext = now.plus(run.limits().lookEvery());
        Set<Wait> touched = new LinkedHashSet<>();
        answers.forEach((id, health) -> {
            if (!open.containsKey(id)) {
                return;
            }
            if (health instanceof Health.AskAt where) {
                if (addresses.put(id, where) == null && !asking.contains(id)) {
                    questions.add(new Question(now, id));
                }
            } else {
                addresses.remove(id);
            }
            touched.addAll(concerned.getOrDefault(id, List.of()));
            concerned.getOrDefault(id, List.of()).forEach(wait -> wait.looked(id, health));
            if (health instanceof Health.Ready) {
                seenReady.add(id);
                open.remove(id);
            } else if (health instanceof Health.Dead) {
                open.remove(id);
            }
        });
        touched.forEach(wait -> settle(wait, ended));
    }

    void probed(PlatformId id, Prober.Answer answer, BiConsumer<Work, Optional<StepFailure>> ended) {
        asking.remove(id);
        if (!open.containsKey(id)) {
            return;
        }
        List<Wait> touched = List.copyOf(concerned.getOrDefault(id, List.of()));
        touched.forEach(wait -> wait.probed(id, answer));
        if (answer.isReady()) {
            seenReady.add(id);
            open.remove(id);
            addresses.remove(id);
        } else if (addresses.containsKey(id)) {
            questions.add(new Question(run.time().now().plus(ASK_EVERY), id));
        }
        touched.forEach(wait -> settle(wait, ended));
    }

    /** A look that failed in passing is made again; any other ends every wait. */
    void lookFailed(RuntimeException failure, BiConsumer<Work, Optional<StepFailure>> ended) {
        looking = false;
        lookNext = run.time().now().plus(run.limits().lookEvery().multipliedBy(LOOKS_AFTER_FAILURE));
        if (failure instanceof ProviderException platform && platform.kind().isRetryable()) {
            platform.retryAfter().map(run.time().now()::plus).ifPresent(then -> lookNext = then);
            return;
        }
        for (Wait wait : List.copyOf(waits)) {
            if (waits.contains(wait)) { // the end of one may be the end of all
                forget(wait);
                ended.accept(wait.work(), Optional.of(diagnosis.of(wait.work(), failure)));
            }
        }
    }

    private void settle(Wait wait, BiConsumer<Work, Optional<StepFailure>> ended) {
        if (!waits.contains(wait)) {
            return;
        }
        if (wait.isOver()) {
            forget(wait);
            ended.accept(wait.work(), Optional.empty());
            return;
        }
        wait.hopeless().ifPresent(evidence -> {
            StepFailure failure = diagnosis.ofDeath(wait, evidence);
            forget(wait);
            ended.accept(wait.work(), Optional.of(failure));
        });
    }

    private void forget(Wait wait) {
        waits.remove(wait);
        for (Watched watched : wait.all()) {
            PlatformId id = watched.resource().id();
            List<Wait> others = concerned.getOrDefault(id, new ArrayList<>());
            others.remove(wait);
            if (others.isEmpty()) {
                concerned.remove(id);
                open.remove(id);
                addresses.remove(id);
            }
        }
    }

    /** {@return the wait whose deadline is next; there is one} */
    private Wait dueFirst() {
        while (!waits.contains(byDeadline.element())) {
            byDeadline.remove();
        }
        return byDeadline.element();
    }

    private void ask(Instant now) {
        while (!questions.isEmpty() && !now.isBefore(questions.element().due())) {
            PlatformId id = questions.remove().id();
            Health.AskAt where = addresses.get(id);
            Watched watched = open.get(id);
            if (where != null && watched != null && asking.add(id)) {
                Optional<String> path = watched.check().probe() instanceof Probe.Http http
                        ? Optional.of(http.path())
                        : Optional.empty();
                Prober.Question question =
                        new Prober.Question(where, path, watched.check().timeout());
                prober.ask(question, answer -> mailbox.put(new Message.Probed(id, answer)));
            }
        }
    }

    private void look(Collection<Watched> whom) {
        try {
            mailbox.put(new Message.Looked(run.session().health().look(whom)));
        } catch (RuntimeException e) {
            mailbox.put(new Message.LookFailed(e));
        } catch (Error e) {
            mailbox.put(new Message.LookFailed(new IllegalStateException("the provider failed with " + e, e)));
        }
    }

    /** Who is to be asked, and when. */
    private record Question(Instant due, PlatformId id) {}
}
