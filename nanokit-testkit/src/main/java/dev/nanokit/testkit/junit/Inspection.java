package dev.nanokit.testkit.junit;

import dev.nanokit.event.NanokitEvent;
import dev.nanokit.plan.Plan;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Looks for what a test has left behind on a platform. Confined to one thread. */
final class Inspection {

    private static final long PATIENCE_MILLIS = 5_000;

    private final TestEngine engine;
    private final Set<String> findings = new LinkedHashSet<>();

    private Inspection(TestEngine engine) {
        this.engine = engine;
    }

    /** {@return what was found, a sentence each; a run that was cancelled ends soon, but not at once, and is waited for} */
    static List<String> of(TestEngine engine, Set<Leftover> allowed) {
        List<String> found = look(engine, allowed);
        if (found.isEmpty() || allowed.contains(Leftover.THREAD)) {
            return found;
        }
        awaitEnds(engine.platform().threads());
        return look(engine, allowed);
    }

    private static void awaitEnds(Set<Thread> threads) {
        try {
            for (Thread thread : threads) {
                thread.join(PATIENCE_MILLIS / threads.size());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static List<String> look(TestEngine engine, Set<Leftover> allowed) {
        Inspection inspection = new Inspection(engine);
        if (!allowed.contains(Leftover.THREAD)) {
            inspection.lookForThreads();
        }
        if (!allowed.contains(Leftover.LEASE)) {
            inspection.lookForLeases();
        }
        if (!allowed.contains(Leftover.OPEN_RUN)) {
            inspection.lookForOpenRuns();
        }
        if (!allowed.contains(Leftover.SHOWN_SECRET)) {
            inspection.lookForSecrets();
        }
        return List.copyOf(inspection.findings);
    }

    private void lookForThreads() {
        for (Thread thread : engine.platform().threads()) {
            StringBuilder text = new StringBuilder("thread '" + thread.getName() + "' is still in a run:");
            for (StackTraceElement element : thread.getStackTrace()) {
                text.append("\n      at ").append(element);
            }
            findings.add(text.toString());
        }
    }

    private void lookForLeases() {
        int held = engine.platform().leases();
        if (held > 0) {
            findings.add((held == 1 ? "a lease is" : held + " leases are")
                    + " still held: a run was cut off, or could not give it back");
        }
    }

    private void lookForOpenRuns() {
        Map<Object, String> open = new LinkedHashMap<>();
        for (NanokitEvent event : engine.events()) {
            if (event instanceof NanokitEvent.RunStarted) {
                open.put(event.run(), "run '" + event.run() + "' has begun and not ended");
            } else if (event instanceof NanokitEvent.RunFinished) {
                open.remove(event.run());
            } else if (event instanceof NanokitEvent.StepStarted started) {
                open.put(
                        List.of(event.run(), started.step()),
                        "step '" + started.step().words() + "' of run '" + event.run() + "' has begun and not ended");
            } else if (event instanceof NanokitEvent.StepFinished finished) {
                open.remove(List.of(event.run(), finished.step()));
            }
        }
        findings.addAll(open.values());
    }

    private void lookForSecrets() {
        engine.secrets().texts().forEach(this::lookFor);
    }

    private void lookFor(String secret) {
        for (NanokitEvent event : engine.events()) {
            if (!(event instanceof NanokitEvent.PlanMade)) {
                lookFor(secret, "event " + event.sequence() + " of '" + event.run() + "'", event.toString());
            }
        }
        for (Plan plan : engine.plans()) {
            lookFor(secret, "the plan for " + plan.scope(), plan.text());
            lookFor(secret, "the plan for " + plan.scope() + " as JSON", plan.json());
        }
        engine.platform().journal().forEach(line -> lookFor(secret, "the journal", line));
    }

    private void lookFor(String secret, String where, String text) {
        text.lines()
                .filter(line -> line.contains(secret))
                .forEach(line -> findings.add(
                        "a secret shows in " + where + ": " + line.strip().replace(secret, "***")));
    }
}
