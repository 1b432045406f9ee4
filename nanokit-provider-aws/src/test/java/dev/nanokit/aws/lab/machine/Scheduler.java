package dev.nanokit.aws.lab.machine;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Keeps services at what they should be: ECS's rolling update. AWS: "Deploy Amazon ECS services by replacing tasks",
 * deployment-type-ecs.html. Guarded by the machine's lock.
 */
final class Scheduler {

    private final Timeline timeline;
    private final Pace pace;
    private final TaskFactory factory;
    private final TaskRunner runner;
    private final TaskHealth health;
    private final Enrolment enrolment;
    private final CircuitBreaker breaker;

    Scheduler(
            Timeline timeline,
            Pace pace,
            TaskFactory factory,
            TaskRunner runner,
            TaskHealth health,
            Enrolment enrolment) {
        this.timeline = timeline;
        this.pace = pace;
        this.factory = factory;
        this.runner = runner;
        this.health = health;
        this.enrolment = enrolment;
        this.breaker = new CircuitBreaker(timeline, health);
    }

    CircuitBreaker breaker() {
        return breaker;
    }

    /** Begins a deployment with a service's present settings. */
    void deploy(EcsService service, TaskDefinition definition) {
        service.deploy(new EcsDeployment(factory.deploymentId(), service.spec(), definition, timeline.now()));
        tend(service);
    }

    /** Does what is to be done for a service now, and sees to it that it is called again when more is. */
    void tend(EcsService service) {
        if (service.inactive() || !service.beginTending()) {
            return;
        }
        do {
            tendOnce(service);
        } while (service.tendAgain());
    }

    private void tendOnce(EcsService service) {
        service.deployments().forEach(EcsDeployment::dropStopped);
        stopIll(service);
        stopOlder(service);
        stopSurplus(service);
        startMissing(service);
        settle(service);
        if (service.deletedAt().isPresent()) {
            end(service);
        }
    }

    private void stopIll(EcsService service) {
        for (EcsDeployment deployment : List.copyOf(service.deployments())) {
            for (Task task : deployment.wanted()) {
                Optional<String> verdict = health.verdict(service, deployment, task);
                if (verdict.isPresent()) {
                    service.report(
                            timeline.now(),
                            "(task " + task.id() + ")" + verdict.get().substring("Task".length()) + ".");
                    runner.stop(task, "ServiceSchedulerInitiated", verdict.get());
                    failed(service, deployment, task);
                } else if (task.running() && health.graceEnd(service, task).isAfter(timeline.now())) {
                    timeline.at(health.graceEnd(service, task), task::changed);
                }
            }
        }
    }

    private void stopOlder(EcsService service) {
        long well = service.deployments().stream()
                .flatMap(it -> it.tasks().stream().filter(task -> health.well(it, task)))
                .count();
        for (EcsDeployment older : service.older().toList()) {
            for (Task task : older.wanted()) {
                boolean counts = health.well(older, task);
                if (!counts || well > service.least()) {
                    well -= counts ? 1 : 0;
                    scaleIn(service, older, task);
                }
            }
        }
    }

    private void stopSurplus(EcsService service) {
        EcsDeployment primary = service.primary();
        List<Task> wanted = primary.wanted();
        for (int i = wanted.size() - 1; i >= service.desired(); i--) {
            scaleIn(service, primary, wanted.get(i));
        }
    }

    private void scaleIn(EcsService service, EcsDeployment deployment, Task task) {
        service.unsteady();
        service.report(timeline.now(), "has stopped 1 running tasks: (task " + task.id() + ").");
        runner.stop(
                task, "ServiceSchedulerInitiated", "Scaling activity initiated by (deployment " + deployment.id + ")");
    }

    private void startMissing(EcsService service) {
        EcsDeployment primary = service.primary();
        int present = (int) service.tasks().filter(task -> !task.stopped()).count();
        int missing = service.desired() - primary.wanted().size();
        int count = Math.min(missing, Math.max(0, service.most() - present));
        if (count <= 0 || primary.failed()) {
            return;
        }
        if (service.nextStart().isAfter(timeline.now())) {
            timeline.at(service.nextStart(), () -> tend(service));
            return;
        }
        for (int i = 0; i < count; i++) {
            if (primary.failed() || service.primary() != primary || !startOne(service, primary)) {
                return;
            }
        }
    }

    private boolean startOne(EcsService service, EcsDeployment primary) {
        if (factory.lacksCapacity(primary.definition)) {
            service.report(timeline.now(), "was unable to place a task. Reason: " + TaskFactory.NO_CAPACITY + ".");
            fail(service, primary);
            timeline.at(service.nextStart(), () -> tend(service));
            return false;
        }
        Task task = factory.make(service, primary);
        primary.tasks().add(task);
        task.watch(changed -> follow(service, primary, changed));
        service.unsteady();
        service.report(timeline.now(), "has started 1 tasks: (task " + task.id() + ").");
        runner.launch(task);
        return true;
    }

    private void follow(EcsService service, EcsDeployment deployment, Task task) {
        if (task.running()) {
            enrolment.enrol(service, deployment, task);
        }
        if (health.well(deployment, task)) {
            service.taskWell();
            breaker.remember(task);
        }
        if (task.lastStatus().equals("DEPROVISIONING")) {
            enrolment.strike(deployment, task);
            String code = task.stop().map(Task.Stop::code).orElse("");
            if (!code.equals("ServiceSchedulerInitiated") && !code.equals("UserInitiated")) {
                failed(service, deployment, task);
            }
        }
        tend(service);
    }

    private void failed(EcsService service, EcsDeployment deployment, Task task) {
        service.taskFailed(timeline.now(), pace.restart());
        if (breaker.counts(deployment, task)) {
            fail(service, deployment);
        }
    }

    private void fail(EcsService service, EcsDeployment deployment) {
        if (service.nextStart().isBefore(timeline.now())) {
            service.taskFailed(timeline.now(), pace.restart());
        }
        breaker.count(service, deployment).ifPresent(goingBackTo -> {
            service.settings.setAll(goingBackTo.spec.deepCopy());
            service.goBack(goingBackTo);
        });
    }

    private void settle(EcsService service) {
        EcsDeployment primary = service.primary();
        boolean alone = service.older().allMatch(it -> it.tasks().isEmpty());
        boolean all = alone
                && primary.tasks().size() == service.desired()
                && primary.tasks().stream().allMatch(task -> health.well(primary, task));
        if (!all) {
            primary.wellSince(Optional.empty());
            return;
        }
        Instant now = timeline.now();
        if (primary.wellSince().isEmpty()) {
            primary.wellSince(Optional.of(now));
            timeline.in(pace.steady(), () -> tend(service));
        }
        if (!primary.wellSince().orElse(now).plus(pace.steady()).isAfter(now)) {
            complete(service, primary);
        }
        service.deployments().removeIf(it -> it != primary && it.tasks().isEmpty() && !it.failed());
    }

    private void complete(EcsService service, EcsDeployment primary) {
        Instant now = timeline.now();
        if (primary.rolling()) {
            primary.roll("COMPLETED", "ECS deployment " + primary.id + " completed.", now);
            service.completed(primary);
            service.report(now, "(deployment " + primary.id + ") deployment completed.");
        }
        if (!primary.failed()) {
            service.deployments().removeIf(it -> it != primary);
            service.reportSteady(now);
        }
    }

    private void end(EcsService service) {
        Instant earliest = service.deletedAt().orElseThrow().plus(pace.serviceDraining());
        if (service.tasks().allMatch(Task::stopped)) {
            if (earliest.isAfter(timeline.now())) {
                timeline.at(earliest, () -> tend(service));
            } else {
                service.end();
            }
        }
    }
}
