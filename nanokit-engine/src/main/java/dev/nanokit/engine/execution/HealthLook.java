package dev.nanokit.engine.execution;

import dev.nanokit.model.Probe;
import dev.nanokit.provider.Health;
import dev.nanokit.provider.PlatformId;
import dev.nanokit.provider.Watched;
import dev.nanokit.time.Mailbox;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** One look at many, with one question of our own for each that the platform does not know of. Waits for nobody. */
public final class HealthLook {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final Duration LOOK_EVERY = Duration.ofMillis(50);

    private final RunContext run;

    /**
     * Makes the look.
     *
     * @param run what it works with
     */
    public HealthLook(RunContext run) {
        this.run = run;
    }

    /**
     * Looks.
     *
     * @param whom at whom
     * @return an answer for each; none of them asks back
     */
    public Map<PlatformId, Health> at(Collection<Watched> whom) {
        Map<PlatformId, Health> answers = new LinkedHashMap<>(whom.isEmpty() ? Map.of() : look(whom));
        Mailbox<Message.Probed> mailbox = run.time().mailbox();
        try (Prober prober =
                new SelectorProber(run.time(), "nanokit-" + run.scope().project() + "-probes")) {
            int asked = 0;
            for (Watched watched : whom) {
                PlatformId id = watched.resource().id();
                if (answers.get(id) instanceof Health.AskAt where) {
                    Optional<String> path = watched.check().probe() instanceof Probe.Http http
                            ? Optional.of(http.path())
                            : Optional.empty();
                    answers.put(id, new Health.Starting("no answer yet"));
                    prober.ask(
                            new Prober.Question(where, path, PATIENCE),
                            answer -> mailbox.put(new Message.Probed(id, answer)));
                    asked++;
                }
            }
            hear(mailbox, asked, answers);
        }
        return answers;
    }

    /** A check that is a command is begun by one look and answered by a later one, so a few are made if need be. */
    private Map<PlatformId, Health> look(Collection<Watched> whom) {
        Instant until = run.time().now().plus(PATIENCE);
        Map<PlatformId, Health> answers = once(whom);
        try {
            while (answers.values().stream().anyMatch(Health.Starting.class::isInstance)
                    && run.time().now().isBefore(until)) {
                run.time().pause(LOOK_EVERY);
                answers = once(whom);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return answers;
    }

    private Map<PlatformId, Health> once(Collection<Watched> whom) {
        Instant call = run.time().now().plus(run.limits().call());
        Instant until =
                call.isBefore(run.limits().until()) ? call : run.limits().until();
        return BoundedCall.reading(run.time(), run.rates(), "look at what runs", until, () -> run.session()
                .health()
                .look(whom));
    }

    private void hear(Mailbox<Message.Probed> mailbox, int asked, Map<PlatformId, Health> answers) {
        Instant until = run.time().now().plus(PATIENCE).plus(PATIENCE);
        try {
            for (int heard = 0; heard < asked; heard++) {
                Optional<Message.Probed> probed = mailbox.take(until);
                if (probed.isEmpty()) {
                    return;
                }
                Prober.Answer answer = probed.get().answer();
                answers.put(
                        probed.get().id(), answer.isReady() ? new Health.Ready() : new Health.Failing(answer.words()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
