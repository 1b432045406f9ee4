package dev.nanokit.engine.execution;

import dev.nanokit.engine.planning.Occupant;
import dev.nanokit.engine.planning.Task;
import dev.nanokit.engine.planning.Work;
import dev.nanokit.engine.planning.WorkPlan;
import dev.nanokit.failure.OperationCancelledException;
import dev.nanokit.plan.Action;
import dev.nanokit.plan.Step;
import dev.nanokit.time.Mailbox;
import dev.nanokit.time.TimeSource;
import dev.nanokit.time.Workers;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Carries a plan out. Made for one run; confined to the thread that owns it. */
public final class Executor {

    /** Looks and the renewal of the lease must not wait behind writes that take long. */
    private static final int WORKERS_FOR_LOOKS = 2;

    private final RunContext run;
    private Set<String> failedNames = Set.of();

    /**
     * Makes an executor.
     *
     * @param run what runs work with
     */
    public Executor(RunContext run) {
        this.run = run;
    }

    /**
     * Carries a plan out, then looks once at everything wanted that was not yet seen ready, and waits for it.
     *
     * @param plan the plan
     * @return what it left behind
     * @throws dev.nanokit.failure.RolloutFailedException if a step failed
     * @throws OperationCancelledException if the calling thread was interrupted
     */
    public Outcome apply(WorkPlan plan) {
        TimeSource time = run.time();
        String name = "nanokit-" + run.scope().project() + "-" + run.scope().environment();
        try (TimeSource.Registration here = time.enter();
                Workers workers = time.workers(name, run.limits().parallelism() + WORKERS_FOR_LOOKS);
                Prober prober = new SelectorProber(time, name + "-probes")) {
            Mailbox<Message> mailbox = time.mailbox();
            World world = new World(run, plan.occupants());
            Readiness readiness = new Readiness(run, mailbox, workers, prober);
            Coordinator coordinator = new Coordinator(run, mailbox, workers, readiness, world);
            try {
                coordinator.carryOut(plan.works());
                coordinator.carryOut(closingLook(plan, world, readiness));
            } finally {
                failedNames = coordinator.unfinishedNames();
            }
            return new Outcome(world.wantedResources());
        }
    }

    /** {@return names of the services and databases of which the last run did not make every change} */
    public Set<String> failedNames() {
        return failedNames;
    }

    /** An empty plan means that nothing is to be changed, not that all is well. */
    private static List<Work> closingLook(WorkPlan plan, World world, Readiness readiness) {
        List<Work> works = new ArrayList<>();
        int id = plan.works().size();
        SortedSet<Integer> none = new TreeSet<>();
        for (Occupant occupant : plan.occupants().values()) {
            boolean unseen = occupant.slot().kind().runs()
                    && !readiness.wasSeenReady(world.get(occupant).id());
            if (unseen) {
                id++;
                Step step = new Step(
                        id, Action.AWAIT, occupant.slot(), occupant.edition(), "closing look", List.of(), none);
                Task task = new Task.Await(List.of(occupant), Task.Quorum.ALL);
                works.add(new Work(step, task, plan.positionOf(occupant.slot())));
            }
        }
        return works;
    }
}
