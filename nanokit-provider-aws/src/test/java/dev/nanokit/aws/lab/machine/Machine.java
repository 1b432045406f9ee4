package dev.nanokit.aws.lab.machine;

import dev.nanokit.aws.lab.wire.ApiRequest;
import dev.nanokit.aws.lab.wire.ApiResponse;
import dev.nanokit.aws.lab.wire.Moto;
import dev.nanokit.aws.lab.wire.Stage;
import dev.nanokit.time.TimeSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * What AWS does by itself: the station before moto that plays tasks, targets, logs, balancers and databases in terms of a
 * time source. Nothing runs in the background. Thread-safe: one lock guards all that it plays.
 */
public final class Machine implements Stage {

    private final ReentrantLock lock = new ReentrantLock();
    private final Moto moto;
    private final Pace pace = new Pace();
    private final Timeline timeline;
    private final Pages pages = new Pages();
    private final Reactions reactions = new Reactions();
    private final Clusters clusters;
    private final TaskDefinitions definitions;
    private final TargetGroups groups;
    private final Targets targets;
    private final Interfaces interfaces = new Interfaces();
    private final LogBook logs = new LogBook();
    private final Surroundings surroundings;
    private final TaskBook tasks;
    private final ServiceBook services;
    private final Scheduler scheduler;
    private final FrontDoor frontDoor;

    /**
     * Makes a machine in which nothing runs yet.
     *
     * @param time by which it plays
     * @param moto where everything is recorded
     * @param seed of the names that it gives
     */
    public Machine(TimeSource time, Moto moto, long seed) {
        this.moto = moto;
        this.timeline = new Timeline(time);
        this.clusters = new Clusters(moto);
        this.definitions = new TaskDefinitions(moto);
        this.groups = new TargetGroups(moto);
        this.targets = new Targets(timeline, pace, groups);
        this.surroundings = new Surroundings(moto);
        this.tasks = new TaskBook(timeline, pace);
        this.services = new ServiceBook(timeline, pace);
        TaskFactory factory = new TaskFactory(timeline, surroundings, tasks, seed);
        StartTrouble trouble = new StartTrouble(timeline, surroundings);
        TaskRunner runner = new TaskRunner(timeline, pace, interfaces, logs, targets, trouble);
        TaskHealth health = new TaskHealth(timeline, pace, targets, groups);
        Enrolment enrolment = new Enrolment(timeline, targets, surroundings);
        this.scheduler = new Scheduler(timeline, pace, factory, runner, health, enrolment);
        this.frontDoor = new FrontDoor(moto, timeline, groups, targets);
        new ClusterCalls(clusters, services, tasks).in(reactions);
        new TaskDefinitionCalls(definitions, pages).in(reactions);
        new ServiceCalls(timeline, clusters, definitions, services, scheduler, surroundings, pages).in(reactions);
        new TaskCalls(clusters, definitions, tasks, factory, runner, new TaskView(health), pages).in(reactions);
        new ExecCalls(time, clusters, tasks).in(reactions);
        new TargetCalls(groups, targets, tasks).in(reactions);
        new LogCalls(timeline, logs, surroundings).in(reactions);
        reactions.notice(
                "iam:CreateRole",
                (request, answer) -> surroundings.roleMade(
                        request.text("RoleName"), timeline.now().plus(pace.roleKnown())));
        ScheduleGroups scheduleGroups = new ScheduleGroups(timeline, moto);
        scheduleGroups.in(reactions);
        ScalingCalls scaling = new ScalingCalls(moto, clusters, services, scheduler);
        scaling.in(reactions);
        new IndexCalls(List.of(scheduleGroups::tags, scaling::tags)).in(reactions);
        new RegistryCalls(moto).in(reactions);
    }

    /** {@return how long things take} */
    public Pace pace() {
        return pace;
    }

    /** From now on pages are so small that no list of three fits. */
    public void smallPages() {
        pages.small();
    }

    /**
     * Sets whether a task that ran, and ended by itself with nobody checking it, counts for the circuit breaker.
     *
     * @param count as AWS does today, and by default
     */
    public void countExits(boolean count) {
        scheduler.breaker().countExits(count);
    }

    /**
     * Does something with the machine's lock held, and at the present.
     *
     * @param <T> of the result
     * @param action what
     * @return its result
     */
    public <T> T locked(Supplier<T> action) {
        lock.lock();
        try {
            timeline.catchUp();
            return action.get();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public ApiResponse answer(ApiRequest request, Next next) {
        Optional<Stage> leader = reactions.leader(request);
        if (leader.isPresent()) {
            return locked(() -> leader.get().answer(request, next));
        }
        ApiResponse answer = next.answer(request);
        if (request.service().equals("elasticloadbalancing") && !request.reads()) {
            groups.forget();
        }
        Optional<Reactions.Revision> reviser = reactions.reviser(request).filter(it -> answer.ok());
        return reviser.isEmpty() ? answer : locked(() -> reviser.get().revise(request, answer));
    }

    /**
     * Asks as an HTTP client would, through the balancers.
     *
     * @param host the host's name
     * @param port the listener's
     * @param path of the request
     * @return the whole answer
     */
    public String request(String host, int port, String path) {
        return locked(() -> frontDoor.request(host, port, path));
    }

    /** {@return the clusters} */
    public Clusters clusters() {
        return clusters;
    }

    /** {@return the task definitions} */
    public TaskDefinitions definitions() {
        return definitions;
    }

    Moto moto() {
        return moto;
    }
}
